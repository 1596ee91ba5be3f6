"""/famille/…/opposer/: as easy as activating; past the window it closes, and says so before."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from carnet.access.facts import Actor, ActorKind
from carnet.records import actions, queries
from tests.accounts.families import CODE, Family
from tests.web.family.conftest import page


def _send(client: Client, person_id: int, code: str, **typed: str) -> Any:
    typed = {"code": code, "represents": "oui", "way": "oppose", **typed}
    return client.post(page(person_id, "opposer/"), typed)


@pytest.mark.parametrize("order", [("jules", "lea"), ("lea", "jules")])
def test_one_child_after_the_other_in_any_order(
    mother: Client, here: Family, order: tuple[str, str]
) -> None:
    for name in order:
        answer = _send(mother, getattr(here, name), CODE[name])
        assert (answer.status_code, answer["Location"]) == (302, "/famille/")
        assert queries.state(getattr(here, name)) == "opposed"


def test_the_proof_is_there_then(mother: Client, here: Family) -> None:
    assert mother.get(page(here.lea, "preuve.pdf"))["Location"] == "/famille/"
    _send(mother, here.lea, CODE["lea"])
    answer = mother.get(page(here.lea, "preuve.pdf"))
    assert answer["Content-Type"] == "application/pdf"
    assert answer.content.startswith(b"%PDF-")
    assert "no-store" in answer["Cache-Control"]


def test_the_code_of_the_other_twin_opposes_for_nobody(mother: Client, here: Family) -> None:
    answer = _send(mother, here.lea, CODE["jules"])
    assert answer.status_code == 422
    assert "C’est le code de Jules" in answer.content.decode()
    assert {queries.state(here.lea), queries.state(here.jules)} == {"not_created"}


def test_past_the_window_it_says_that_it_closes(mother: Client, here: Family) -> None:
    actions.open_record(here.lea, Actor(ActorKind.SYSTEM))
    text = mother.get(page(here.lea, "opposer/")).content.decode()
    assert "Fermer le carnet de Lea" in text
    assert "il sera fermé tout de suite" in text
    _send(mother, here.lea, CODE["lea"], way="close")
    assert queries.state(here.lea) == "closed"


def test_a_page_left_open_past_the_window_closes_nothing(mother: Client, here: Family) -> None:
    actions.open_record(here.lea, Actor(ActorKind.SYSTEM))
    answer = _send(mother, here.lea, CODE["lea"], way="oppose")
    assert answer["Location"] == "/famille/"
    assert "La situation a changé" in mother.get("/famille/").content.decode()
    assert queries.state(here.lea) == "created"


@pytest.mark.parametrize("way", ["", "opposed", "🙂"])
def test_an_unknown_way_does_what_the_page_would_say(
    mother: Client, here: Family, way: str
) -> None:
    assert _send(mother, here.lea, CODE["lea"], way=way).status_code == 302
    assert queries.state(here.lea) in {"opposed", "not_created"}


def test_changing_ones_mind(mother: Client, here: Family) -> None:
    assert mother.get(page(here.lea, "changer-avis")).status_code in {302, 405}
    _send(mother, here.lea, CODE["lea"])
    assert mother.post(page(here.lea, "changer-avis"))["Location"] == "/famille/"
    assert queries.state(here.lea) == "created"
    mother.post(page(here.lea, "changer-avis"))
    assert queries.state(here.lea) == "created"
