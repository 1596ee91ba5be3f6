"""/historique/: sentences by day, filters, pages without end nor repeat."""

from __future__ import annotations

import pytest
from django.test import Client

from carnet.web.patient import history
from uichecks.world import World


def test_it_tells_who_read(julie: Client, world: World) -> None:
    page = julie.get("/historique/").content.decode()
    assert "Charrier" in page
    assert "Bilan sanguin" in page


def test_it_keeps_ones_own_acts(julie: Client, world: World) -> None:
    julie.post(world.address(world.julie, world.documents[0]) + "masquer")
    page = julie.get("/historique/?qui=moi").content.decode()
    assert "masqué" in page
    assert "Hamelin" not in page


def test_pages_follow_one_another(julie: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(history, "PAGE", 3)
    seen: list[tuple[str, str]] = []
    address = "/historique/?qui=tout"
    while address and len(seen) < 200:
        page = julie.get(address)
        seen += [
            (m.hour, line.href)
            for day in page.context["days"]
            for m in day.moments
            for line in m.sentences
        ]
        address = page.context["older"]
    assert len(seen) > 6
    assert len(seen) == len(set(seen))


@pytest.mark.parametrize(
    "bad",
    ["qui=voisin", "avant=x", "avant=2026-01-01~y", "soignant=x", "soignant=-1", "refus=1",
     "periode=8", "du=hier"],
)  # fmt: skip
def test_it_refuses_a_forged_address(julie: Client, bad: str) -> None:
    assert julie.get(f"/historique/?{bad}").status_code == 404


def test_what_happened_several_times_is_told_once(julie: Client) -> None:
    page = julie.get("/historique/").content.decode()
    told = "Dr Hélène Charrier a ajouté «\u00a0Ordonnance de médicaments\u00a0»."
    assert f"{told} 6 fois." in page
    assert page.count(told) == 1


def test_an_agreement_noted_for_oneself_is_told_shortly(julie: Client) -> None:
    assert "Dr Hélène Charrier a noté votre accord." in julie.get("/historique/").content.decode()


@pytest.mark.parametrize(
    ("query", "kept", "left_out"),
    [
        ("qui=soignants", "Charrier", "Vous avez"),
        ("qui=moi", "Vous avez", "Charrier"),
        ("qui=proches", "Rien à montrer ici", "Charrier"),
        ("qui=service", "Votre carnet a été", "Hamelin"),
        ("refus=oui", "Rien à montrer ici", "Charrier"),
        ("periode=7", "Charrier", "Rien à montrer"),
        ("du=2019-01-01&au=2019-12-31", "Rien à montrer ici", "Charrier"),
    ],
)
def test_each_filter_has_its_address(julie: Client, query: str, kept: str, left_out: str) -> None:
    julie.get("/documents/")
    days = julie.get(f"/historique/?{query}").content.decode()
    assert kept in days
    assert left_out not in days


def test_one_professional_alone(julie: Client, world: World) -> None:
    page = julie.get(f"/historique/?soignant={world.doctor}").content.decode()
    assert "Ce que Dr Hélène Charrier a fait" in page
    assert "Hamelin" not in page


def test_dates_are_typed_in_parts_and_become_an_address(julie: Client) -> None:
    typed = "du_0=1&du_1=2&du_2=2026&au_0=3&au_1=2&au_2=2026"
    answer = julie.get(f"/historique/?qui=tout&refus=oui&{typed}")
    assert answer["Location"] == "/historique/?qui=tout&refus=oui&du=2026-02-01&au=2026-02-03"


@pytest.mark.parametrize("typed", ["du_0=31&du_1=2&du_2=2026", "du_0=1&du_1=&du_2=2026",
                                   "du_0=3&du_1=2&du_2=2026&au_0=1&au_1=2&au_2=2026"])  # fmt: skip
def test_a_wrong_date_is_said(julie: Client, typed: str) -> None:
    answer = julie.get(f"/historique/?{typed}")
    assert answer.status_code == 422
    assert "<title>Erreur" in answer.content.decode()


def test_reading_the_history_is_in_the_history(julie: Client) -> None:
    julie.get("/historique/")
    page = julie.get("/historique/?qui=moi").content.decode()
    assert "Vous avez consulté l’historique des accès." in page
