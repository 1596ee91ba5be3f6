"""/acces/soignants/<n>/: how long, and the role of administrator; structures alike."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client

from carnet.base import clock
from carnet.identity import directory
from carnet.sharing import queries
from carnet.sharing.queries import AuthorizationView
from uichecks.world import World


def _line(world: World, professional_id: int) -> AuthorizationView | None:
    lines = queries.authorizations(world.julie)
    return next((one for one in lines if one.professional_id == professional_id), None)


@pytest.mark.parametrize(("duration", "days"), [("day", 1), ("month", 31), ("open", None)])
def test_allow_for_a_while(julie: Client, world: World, duration: str, days: int | None) -> None:
    base = f"/acces/soignants/{world.stranger}/"
    page = julie.post(f"{base}autoriser", {"duration": duration, "next": base}, follow=True)
    line = _line(world, world.stranger)
    assert line is not None
    if days is None:
        assert line.until is None
        assert "Jusqu’à ce que vous disiez non" in page.content.decode()
    else:
        assert line.until is not None
        assert abs(line.until - clock.now() - timedelta(days=days)) < timedelta(minutes=1)
        assert "Jusqu’au" in page.content.decode()


@pytest.mark.parametrize("duration", ["", "century"])
def test_a_duration_is_chosen(julie: Client, world: World, duration: str) -> None:
    answer = julie.post(f"/acces/soignants/{world.stranger}/autoriser", {"duration": duration})
    assert answer.status_code == 422
    assert "Choisissez une durée" in answer.content.decode()
    assert _line(world, world.stranger) is None


def test_an_administrator_is_chosen_then_undone(julie: Client, world: World) -> None:
    base = f"/acces/soignants/{world.doctor}/"
    before = julie.get(base)
    assert "Il peut bloquer un autre soignant" in before.content.decode()
    assert "Si vous le choisissez comme administrateur" in dict(before.context["changes"])
    page = julie.post(f"{base}administrateur", follow=True).content.decode()
    line = _line(world, world.doctor)
    assert line is not None
    assert line.administrator
    assert f'action="{base}sans-administrateur"' in page
    assert "Si vous lui retirez ce rôle" in page
    assert "Si vous le choisissez comme administrateur" not in page
    julie.post(f"{base}sans-administrateur")
    line = _line(world, world.doctor)
    assert line is not None
    assert not line.administrator


def test_an_administrator_is_authorised_first(julie: Client, world: World) -> None:
    base = f"/acces/soignants/{world.stranger}/"
    page = julie.post(f"{base}administrateur", follow=True).content.decode()
    assert "Autorisez d’abord ce soignant" in page
    assert _line(world, world.stranger) is None
    assert julie.post(f"{base}sans-administrateur").status_code == 404


def test_a_structure_is_found_allowed_and_blocked(julie: Client, world: World) -> None:
    number = directory.add_organization(
        "750000093", "Maison de santé des Tilleuls", "SA07", city="ARRAS"
    )
    path = f"/acces/structures/{number}/"
    for words in ("tilleuls", "sante arras"):
        assert f'href="{path}"' in julie.get("/acces/", {"q": words}).content.decode()
    assert "Toute l’équipe de soins" in julie.get(path).content.decode()
    julie.post(f"{path}autoriser", {"duration": "month"})
    assert "Toute l’équipe de soins peut lire" in julie.get("/acces/").content.decode()
    julie.post(f"{path}bloquer")
    assert [one.blocked for one in queries.authorizations(world.julie)
            if one.organization_id == number] == [True]  # fmt: skip
    assert "Débloquer" in julie.get(path).content.decode()


@pytest.mark.parametrize("path", ["soignants/999999/", "structures/999999/", "voisins/1/"])
def test_nobody_unknown_has_a_page(julie: Client, path: str) -> None:
    assert julie.get(f"/acces/{path}").status_code == 404


@pytest.mark.parametrize(
    ("setting", "words"),
    [
        ("always", "il lit tout, même les documents masqués"),
        ("if_admin", "choisissez-le comme administrateur"),
        ("never", "il lit tout, sauf les documents masqués"),
    ],
)
def test_the_rule_of_the_house_is_said(
    julie: Client, settings: object, setting: str, words: str
) -> None:
    settings.TREATING_DOCTOR_SEES_HIDDEN = setting  # type: ignore[attr-defined]
    assert words in julie.get("/acces/").content.decode()


@pytest.mark.parametrize("setting", ["always", "if_admin", "never"])
def test_it_is_said_where_one_hides(
    julie: Client, world: World, settings: object, setting: str
) -> None:
    settings.TREATING_DOCTOR_SEES_HIDDEN = setting  # type: ignore[attr-defined]
    from carnet.web.patient import hidden_rule

    words = hidden_rule.still_reads()
    readers = world.address(world.julie, world.documents[0]) + "lecteurs/"
    for path in (readers, "/premiers-pas/confidentialite/"):
        assert words in julie.get(path).content.decode()


def _changes(client: Client, number: int) -> dict[str, list[str]]:
    found = client.get(f"/acces/soignants/{number}/").context["changes"]
    return {choice: [loss.words for loss in losses] for choice, losses in found}


def test_what_each_choice_would_change_is_told_before(julie: Client, world: World) -> None:
    allowed = _changes(julie, world.doctor)
    role = allowed.pop("Si vous le choisissez comme administrateur")
    assert role == []  # the médecin traitant reads what is hidden already
    assert list(allowed) == ["Si vous retirez l’accord", "Si vous bloquez"]
    assert all("ne seront plus lus" in words for losses in allowed.values() for words in losses)
    assert all(allowed.values())
    new = _changes(julie, world.stranger)
    assert list(new) == ["Si vous autorisez", "Si vous bloquez"]
    (urgent,) = new["Si vous bloquez"]  # who broke the glass would have read
    assert "ne seront plus lus" in urgent
    julie.post(f"/acces/soignants/{world.stranger}/bloquer")
    assert "Si vous débloquez" in _changes(julie, world.stranger)
