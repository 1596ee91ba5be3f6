"""Two worlds: with and without a document whose values this reader may not know of."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.db import transaction

from carnet.access.facts import Actor
from carnet.base import clock
from carnet.journal.kinds import EventKind
from carnet.records import door, results
from carnet.records.problems import NotFound
from carnet.sharing.models import Delegation
from tests.contents.reports import CRP, Measured, deposited, read_all
from tests.records.world import (
    DOCTOR,
    HOLDER,
    KINE,
    MOTHER,
    OTHER,
    PERSON,
    STRANGER,
    consent,
    events,
    represent,
)

pytestmark = pytest.mark.usefixtures("record")
SECRET = (Measured("9.99", "20240615"), Measured("77", code="33762-6", name="Secret", unit="pg/mL"))


def entrusted_with_biology() -> None:
    """A proche aidant of two categories, the second without a document yet."""
    Delegation.objects.create(
        person_id=PERSON, delegation_no=1, caregiver_id=OTHER, named="Aidant",
        categories=["BIOLOGIE", "CPT_REND"], writes=False, hidden_documents=False,
        answer="accepted", offered_at=clock.now(), expires_at=clock.now(),
        answered_at=clock.now(), until=clock.today().replace(year=2090),
    )  # fmt: skip


WORLDS: dict[str, tuple[dict[str, Any], list[Actor]]] = {
    "hidden from professionals": ({"hidden_from_professionals": True}, [DOCTOR, KINE, STRANGER]),
    "waits for its announcement": ({"hidden_from_patient": True}, [HOLDER, MOTHER, STRANGER]),
    "secret of a minor": ({"hidden_from_representatives": True}, [MOTHER, STRANGER]),
    "of a category not entrusted": ({"category": "CERT_MED"}, [STRANGER]),
    "very confidential": ({"confidentiality": "V"}, [DOCTOR, KINE]),
}


def world(actor: Actor, secret: dict[str, Any] | None) -> str:
    """All that this reader can ask about values, in a world of its own."""
    with transaction.atomic():
        deposited(1, Measured("0.95"), CRP, author_professional_id=None)
        deposited(2, Measured("1.12", "20250301"), author_professional_id=None)
        if secret is not None:
            deposited(3, *SECRET, author_professional_id=None, **secret)
        read_all()
        answers = repr([_asked(actor, question) for question in _questions()])
        transaction.set_rollback(True)
    return answers


def _questions() -> list[Callable[[door.OpenRecord], Any]]:
    every = ["result", "measure", "vaccination", "treatment", "allergy", "problem"]
    names = ["Glucose", "CRP", "Secret"]
    return [
        lambda record: results.results(record, every),
        *(lambda record, n=name: _one(record, n) for name in names),
        *(lambda record, n=n: results.of_document(record, n) for n in (1, 2)),
        lambda _record: _history(),
    ]


def _one(record: door.OpenRecord, name: str) -> results.Results:
    """By its true key, which somebody may have kept from elsewhere."""
    keys = _keys()
    return results.one(record, keys.get(name, "0" * 32))


def _keys() -> dict[str, str]:
    with transaction.atomic():
        every = results.results(door.open(PERSON, Actor(HOLDER.kind, PERSON))).series
        transaction.set_rollback(True)
    return {one.name: results.key(PERSON, one) for one in every}


def _history() -> list[str]:
    """Sorted: the clock stands still, and events of one moment have no order."""
    return sorted(detail for kind, *_, detail in events() if kind == EventKind.VALUES_READ)


def _asked(actor: Actor, question: Callable[[door.OpenRecord], Any]) -> Any:
    try:
        return question(door.open(PERSON, actor))
    except (door.Refused, NotFound) as refusal:
        return type(refusal).__name__, str(refusal)


@pytest.fixture
def still(record: int, monkeypatch: pytest.MonkeyPatch) -> None:
    moment = clock.now()
    monkeypatch.setattr(clock, "now", lambda: moment)
    represent()
    for actor in (DOCTOR, KINE):
        consent(actor)
    entrusted_with_biology()


@pytest.mark.usefixtures("still")
@pytest.mark.parametrize("name", WORLDS)
def test_the_two_worlds_look_the_same(name: str) -> None:
    secret, actors = WORLDS[name]
    for actor in actors:
        assert world(actor, secret) == world(actor, None), actor


@pytest.mark.usefixtures("still")
def test_those_who_may_see_it_do_see_a_difference() -> None:
    """Or the comparison above would prove nothing."""
    for name, (secret, _actors) in WORLDS.items():
        sees = DOCTOR if name == "waits for its announcement" else HOLDER
        assert world(sees, secret) != world(sees, None), name
    assert world(STRANGER, {}) != world(STRANGER, None)  # of a category that is entrusted
