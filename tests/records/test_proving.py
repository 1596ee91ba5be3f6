"""The file of proof, as each reader of a record may hold it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pytest

from carnet.access.facts import Action, Actor, ActorKind, Purpose
from carnet.base import clock
from carnet.base.database import column, execute
from carnet.journal import census
from carnet.journal.checking import Checked, check
from carnet.journal.kinds import EventKind
from carnet.records import door, proving
from carnet.records.actions import create_record, hide
from carnet.records.problems import NotFound, Refused
from carnet.sharing.actions import declare_representative
from tests.journal.conftest import seal_all
from tests.records.test_secret import person
from tests.records.world import (
    BIOLOGIST,
    DOCTOR,
    HOLDER,
    KINE,
    PARENT,
    PERSON,
    STRANGER,
    consent,
    document,
    put,
)

__all__ = ["seal_all"]
MOTHER = Actor(ActorKind.PERSON, PARENT)
Sealing = Callable[[], int]
pytestmark = pytest.mark.django_db(transaction=True)
_SET = "SELECT setval('identity_person_person_id_seq', %s)"


@pytest.fixture(autouse=True)
def child() -> Iterator[None]:
    """One of that number; later tests never bear an earlier one, whose key is there."""
    [reached] = column("SELECT last_value FROM identity_person_person_id_seq")
    execute(_SET, [PERSON - 1])
    _born()
    yield
    execute(_SET, [reached])


def _born() -> None:
    assert person("215017505600144", 2015) == PERSON
    create_record(PERSON, "active")
    until = clock.today().replace(year=2090)
    declare_representative(PERSON, PARENT, until=until, certified=True)
    for actor in (DOCTOR, KINE, BIOLOGIST):
        consent(actor)


def sealed(seal: Sealing) -> None:
    seal()
    census.take()
    seal()


def file(reader: Actor = HOLDER) -> dict[str, Any]:
    opened = door.open(PERSON, reader, Action.READ_HISTORY)
    found: dict[str, Any] = json.loads("".join(proving.proof(opened)))
    return found


def checked(found: dict[str, Any]) -> Checked:
    return check(json.dumps(found).encode(), person=PERSON)


def entries(found: dict[str, Any]) -> list[int]:
    return [line.row.entry_no for line in checked(found).lines if line.row]


def test_the_person_holds_all_of_it(seal_all: Sealing) -> None:
    put(document(1))
    door.open(PERSON, DOCTOR).read(1)
    sealed(seal_all)
    found = file()
    proof = checked(found)
    assert (proof.scope, proof.counted) == ("complete", len(proof.lines))
    assert all(line.row for line in proof.lines)
    assert found["events"][-1]["said"] == "Un professionnel a lu «\u00a0Document 1\u00a0»."
    [asked] = found["waiting"]
    assert asked["said"] == "Vous avez téléchargé la preuve de l’historique."


def test_what_waits_for_its_announcement_is_a_hash(seal_all: Sealing) -> None:
    put(document(1))
    put(document(2, hidden_from_patient=True))
    door.open(PERSON, DOCTOR).timeline()  # names both
    sealed(seal_all)
    found = file()
    deposited, listed = found["events"][-2:]
    assert sorted(deposited) == ["hash"]
    assert {"hash", "place", "said"} <= listed.keys()  # its bytes would name both
    assert "leaf" not in listed
    assert 2 not in entries(found)
    assert checked(found).counted == len(found["events"])


def test_strangers_and_professionals_have_none(seal_all: Sealing) -> None:
    sealed(seal_all)
    for reader in (STRANGER, DOCTOR):
        with pytest.raises((Refused, NotFound)):
            file(reader)


def test_the_representative_holds_each_line_alone(seal_all: Sealing) -> None:
    put(document(1))
    sealed(seal_all)
    found = file(MOTHER)
    proof = checked(found)
    assert (proof.scope, proof.counted) == ("partial", 0)
    assert found.keys().isdisjoint({"census", "standing"})
    assert len(found["events"]) == len(file()["events"])
    assert all(one["said"] for one in found["events"])
    assert not any(line.row.detail for line in proof.lines if line.row)


def hidden() -> None:
    """All that a representative may not know of."""
    secret = replace(DOCTOR, purpose=Purpose.SECRET)
    number = put(document(9, hidden_from_representatives=True), actor=BIOLOGIST).entries[0]
    door.open(PERSON, BIOLOGIST).read(number)
    door.open(PERSON, HOLDER).read(number)
    hide(PERSON, HOLDER, number)
    put(document(8), actor=secret)


def visible(number: int) -> None:
    """What they may know of; a search answers more where more is there."""
    put(document(number))
    door.open(PERSON, DOCTOR).timeline()
    door.open(PERSON, DOCTOR).read(1)
    opened = door.open(PERSON, MOTHER)
    with pytest.raises(NotFound):
        opened.entry(2)


def shape(found: dict[str, Any]) -> list[Any]:
    """All of a file but what is random, or counts the events of everybody."""
    never = {"leaf", "hash", "place", "signature", "at"}
    lines = [
        [(sorted(one), {key: one[key] for key in one.keys() - never}) for one in found[name]]
        for name in ("events", "waiting")
    ]
    return [sorted(found), *lines, [line.row and line.row.kind for line in checked(found).lines]]


def test_two_worlds_give_the_representative_the_same_file(
    seal_all: Sealing,
) -> None:
    """With a secret of the minor and without: same lines, same words, same things opened."""
    visible(1)
    sealed(seal_all)
    without = shape(file(MOTHER))
    hidden()
    sealed(seal_all)
    together = shape(file(MOTHER))
    assert together[0] == without[0]
    *lines, download = together[1]  # the file asked for first has its line in the second
    assert lines == without[1]
    assert "téléchargé la preuve" in download[1]["said"]
    assert together[3][:-1] == without[3]
    assert len(file()["events"]) > len(lines) + 4


def test_its_bytes_name_no_entry(seal_all: Sealing) -> None:
    """Numbers of entries would count those that are kept."""
    visible(1)
    hidden()
    sealed(seal_all)
    proof = checked(file(MOTHER))
    assert {line.row.entry_no for line in proof.lines if line.row} <= {0}
    assert {line.row.detail for line in proof.lines if line.row} <= {""}
    kinds = {EventKind(line.row.kind) for line in proof.lines if line.row}
    assert EventKind.ACCESS_REFUSED not in kinds
