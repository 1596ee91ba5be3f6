"""/famille/…/activer/: the child's code, « je suis son représentant légal », and what stops it."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from carnet.accounts import family
from carnet.accounts.models import ProvisionalCode
from carnet.base import clock
from carnet.base.database import execute
from carnet.records import queries as records
from carnet.sharing import families
from tests.accounts.families import CODE, Family
from tests.web.family.conftest import Enter, page

YES = {"represents": "oui"}


def _send(client: Client, here: Family, **typed: str) -> Any:
    return client.post(page(here.lea, "activer/"), {"code": CODE["lea"], **YES, **typed})


def test_nothing_is_chosen_beforehand(mother: Client, here: Family) -> None:
    answer = mother.get(page(here.lea, "activer/"))
    text = answer.content.decode()
    assert answer.status_code == 200
    assert " checked" not in text
    assert "no-store" in answer["Cache-Control"]
    assert "Je n’ai pas ce code" in text


def test_the_record_opens(mother: Client, here: Family) -> None:
    answer = _send(mother, here, code="acdef hjkmn"[::-1])
    assert answer.status_code == 302, answer.content.decode()
    assert answer["Location"] == "/famille/"
    assert "Le carnet de Lea est activé" in mother.get("/famille/").content.decode()
    assert records.state(here.lea) == "active"


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"code": ""}, "Écrivez le code de Lea"),
        ({"code": "ACDEF"}, "Écrivez les 10 lettres et chiffres"),
        ({"code": "ACDEF-HJKM0"}, "Aucun code ne contient «\u00a00\u00a0»"),
        ({"code": "AAAAAAAAAA"}, "Ce n’est pas le code de Lea"),
        ({"code": CODE["jules"]}, "C’est le code de Jules. Prenez la lettre de Lea."),
        ({"represents": ""}, "Choisissez oui ou non"),
        ({"represents": "peut-être"}, "Choisissez oui ou non"),
        ({"code": "\x00", "represents": "\x00"}, "Il y a 2 erreurs"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_done(
    mother: Client, here: Family, typed: dict[str, str], words: str
) -> None:
    answer = _send(mother, here, **typed)
    text = answer.content.decode()
    assert answer.status_code == 422
    assert "<title>Erreur" in text
    assert words in text
    assert records.state(here.lea) == "not_created"


def test_an_old_code_is_told_with_a_way_to_another(mother: Client, here: Family) -> None:
    execute("UPDATE accounts_provisional_code SET expires_at = %s", [clock.now()])
    answer = _send(mother, here)
    assert answer.status_code == 422
    assert "Ce code est trop ancien" in answer.content.decode()


def test_a_used_code_is_told(mother: Client, here: Family) -> None:
    execute("UPDATE accounts_provisional_code SET used_at = %s", [clock.now()])
    assert "Ce code a déjà servi" in _send(mother, here).content.decode()


def test_wrong_codes_many_times_are_slowed(mother: Client, here: Family) -> None:
    statuses = [_send(mother, here, code="AAAAAAAAAA").status_code for _ in range(5)]
    assert statuses == [422] * 4 + [429]


def test_the_same_form_sent_twice_ends_at_the_family(mother: Client, here: Family) -> None:
    _send(mother, here)
    answer = _send(mother, here)
    assert (answer.status_code, answer["Location"]) == (302, "/famille/")
    assert records.state(here.lea) == "active"


def test_the_child_of_somebody_else_is_not_found(enter: Enter, here: Family) -> None:
    assert _send(enter(here.father), here).status_code == 404
    mother = enter(here.mother)
    assert mother.get(page(here.father, "activer/")).status_code == 404
    assert mother.get("/famille/5c85d263-fad0-3598-67f9-138616adc757/activer/").status_code == 404


def test_who_certified_before_needs_no_code(mother: Client, here: Family) -> None:
    from carnet.accounts.opposition import Way

    family.oppose(here.mother, here.lea, Way.OPPOSE)
    family.withdraw_opposition(here.mother, here.lea)
    text = mother.get(page(here.lea, "activer/")).content.decode()
    assert 'name="code"' not in text
    assert mother.post(page(here.lea, "activer/")).status_code == 302
    assert records.state(here.lea) == "active"


def test_saying_no_is_asked_twice_and_blocks(mother: Client, here: Family) -> None:
    answer = _send(mother, here, represents="non", code="")
    text = answer.content.decode()
    assert answer.status_code == 200
    assert "Confirmer que je ne le suis pas" in text
    assert "34 22" in text
    assert records.state(here.lea) == "not_created"
    answer = _send(mother, here, represents="non", code="", confirm="oui")
    assert answer["Location"] == "/famille/"
    assert records.state(here.lea) == "opposed"
    [tie] = [one for one in families.children(here.mother) if one.person_id == here.lea]
    assert tie.denied
    assert _send(mother, here)["Location"] == "/famille/"
    assert records.state(here.lea) == "opposed"


def test_a_code_that_was_used_meanwhile_changes_nothing(
    mother: Client, here: Family, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The other tab was faster, between the proof and the act."""
    proved = family.prove_code

    def prove_then_lose(*asked: Any) -> None:
        proved(*asked)
        ProvisionalCode.objects.filter(person_id=here.lea).update(used_at=clock.now())

    monkeypatch.setattr(family, "prove_code", prove_then_lose)
    assert _send(mother, here)["Location"] == "/famille/"
    assert "La situation a changé" in mother.get("/famille/").content.decode()
    assert records.state(here.lea) == "not_created"
