"""The archive of a closed record: who reads it, and what the others learn of it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from carnet.access.facts import Action, Actor, ActorKind
from carnet.base import outbox
from carnet.base.database import execute
from carnet.identity import people
from carnet.journal.kinds import EventKind
from carnet.records import actions, door
from carnet.records.actions import Reason
from carnet.records.life import Condition
from carnet.records.problems import NotFound, Refused
from tests.records.world import BIOLOGIST, DOCTOR, consent, document, events, put

SYSTEM = Actor(ActorKind.SYSTEM)
AGENT = Actor(ActorKind.AGENT, 4, 5)
Close = Callable[[int], None]


def _close(person: int) -> None:
    actions.close_now(person, AGENT, Reason.MANDATE)


def _ask_for_its_deletion(person: int) -> None:
    _close(person)
    actions.request_deletion(person, AGENT)


CLOSINGS: dict[str, Close] = {
    "closed": _close,
    "deletion_pending": _ask_for_its_deletion,
    "deceased": lambda person: actions.record_death(person, SYSTEM, date(2026, 5, 4)),
    "suspended": lambda person: actions.suspend(person, SYSTEM, Reason.FRAUD),
}


def somebody(number: int, born: date = date(1960, 1, 1)) -> int:
    traits = people.Traits(
        oid="1.2", matricule=f"9{number:014}", birth_name="A", given_names="B", sex="F",
        birth_date=born, birth_place="75112",
    )  # fmt: skip
    return people.add_person(traits)


@pytest.fixture
def person(db: None) -> int:
    found = somebody(1)
    actions.create_record(found, "active")
    consent(DOCTOR, found)
    put(document(1), document(2, hidden_from_professionals=True), person_id=found)
    put(document(3, hidden_from_representatives=True), person_id=found)
    return found


@pytest.fixture
def parent(person: int) -> Actor:
    number = somebody(2)
    execute(
        "INSERT INTO sharing_representation (person_id, representative_id, rank, since, until,"
        " certified_at) VALUES (%s, %s, 1, now(), '2100-01-01', now())",
        [person, number],
    )
    return Actor(ActorKind.PERSON, number)


def entries(person: int, actor: Actor) -> list[int]:
    page = door.open(person, actor, Action.READ_ARCHIVE).timeline()
    return sorted(entry.entry_no for entry in page.entries)


@pytest.mark.parametrize("state", ["closed", "deletion_pending"])
def test_the_holder_reads_it_whole(person: int, state: str) -> None:
    CLOSINGS[state](person)
    outbox.drain()  # its key is under the master of the year
    holder = Actor(ActorKind.PERSON, person)
    assert entries(person, holder) == [1, 2, 3]
    opened = door.open(person, holder, Action.READ_ARCHIVE)
    assert opened.read(2) == document(2).data
    assert opened.decision.rule.code == "ARCHIVE_OF_HOLDER"
    assert events(person)[-1][:4:3] == (EventKind.DOCUMENT_READ, opened.decision.rule.number)
    for action in (Action.SEARCH, Action.READ, Action.DEPOSIT, Action.HIDE, Action.SHARE):
        with pytest.raises(Refused):
            door.open(person, holder, action)


@pytest.mark.parametrize("state", ["closed", "deceased"])
def test_the_representative_of_a_minor_reads_it_but_what_is_secret(
    person: int, parent: Actor, state: str
) -> None:
    CLOSINGS[state](person)
    assert entries(person, parent) == [1, 2]
    with pytest.raises(NotFound):
        door.open(person, parent, Action.READ_ARCHIVE).read(3)


@pytest.mark.parametrize("state", CLOSINGS)
@pytest.mark.parametrize("actor", [DOCTOR, BIOLOGIST, AGENT, SYSTEM, Actor(ActorKind.APP, 1)])
def test_nobody_else_ever_does(person: int, state: str, actor: Actor) -> None:
    CLOSINGS[state](person)
    for action in (Action.READ_ARCHIVE, Action.SEARCH, Action.READ, Action.OPEN):
        with pytest.raises(Refused):
            door.open(person, actor, action)


@pytest.mark.parametrize("state", ["suspended", "deceased"])
def test_a_suspended_record_and_that_of_the_dead_open_to_no_sign_in(
    person: int, state: str
) -> None:
    CLOSINGS[state](person)
    for action in (Action.READ_ARCHIVE, Action.SEARCH):
        with pytest.raises(Refused):
            door.open(person, Actor(ActorKind.PERSON, person), action)
    with pytest.raises(Refused):
        put(document(4), person_id=person)


def test_the_archive_of_an_open_record_is_the_record(person: int) -> None:
    assert entries(person, Actor(ActorKind.PERSON, person)) == [1, 2, 3]
    with pytest.raises(Refused):
        door.open(person, DOCTOR, Action.READ_ARCHIVE)


def test_heirs_are_served_under_the_condition_of_the_law(person: int) -> None:
    CLOSINGS["deceased"](person)
    outbox.drain()
    opened = door.open_for_heirs(person, Condition.RIGHTS, "2026-114")
    kind, _, _, rule, detail = events(person)[-1]
    assert (kind, rule) == (EventKind.ARCHIVE_READ, 13)
    assert detail == '{"condition":"rights","reference":"2026-114"}'
    assert opened.read(1) == document(1).data
    with pytest.raises(NotFound):
        opened.read(3)  # what a minor kept secret


@pytest.mark.parametrize("state", ["closed", "deletion_pending", "suspended", ""])
def test_nobody_inherits_from_the_living(person: int, state: str) -> None:
    if state:
        CLOSINGS[state](person)
    with pytest.raises(Refused):
        door.open_for_heirs(person, Condition.CAUSES, "2026-1")


@pytest.mark.parametrize(
    ("state", "said", "reason"),
    [
        ("closed", "closed", "mandate"),
        ("deletion_pending", "closed", "mandate"),
        ("deceased", "deceased", "death"),
    ],
)
def test_a_professional_learns_that_it_is_closed_since_when_and_why(
    person: int, state: str, said: str, reason: str
) -> None:
    CLOSINGS[state](person)
    told = door.status(person, DOCTOR)
    assert (told.exists, told.open, told.state, told.closing_reason) == (True, False, said, reason)
    assert told.closed_at
    assert (told.reading.allowed, told.depositing.allowed) == (False, False)


def test_a_professional_learns_that_it_is_suspended_not_why(person: int) -> None:
    CLOSINGS["suspended"](person)
    told = door.status(person, DOCTOR)
    assert (told.exists, told.open, told.state) == (True, False, "suspended")
    assert (told.closed_at, told.closing_reason) == (None, "")


def test_a_death_recorded_by_error_gives_everything_back(person: int) -> None:
    actions.close_now(person, AGENT, Reason.MANDATE)
    CLOSINGS["deceased"](person)
    actions.withdraw_death(person, SYSTEM)
    outbox.drain()
    assert people.deceased_on(person) is None
    assert entries(person, Actor(ActorKind.PERSON, person)) == [1, 2, 3]
    actions.reopen(person, AGENT)
    outbox.drain()
    assert door.open(person, DOCTOR).read(1) == document(1).data


def test_a_stranger_moves_nothing(person: int, parent: Actor) -> None:
    stranger = Actor(ActorKind.PERSON, somebody(3))
    for verb in (actions.request_closing, actions.close_now, actions.reopen):
        with pytest.raises(Refused) as problem:
            verb(person, stranger)
        assert problem.value.decision.rule.code == "NOT_THEIR_RECORD"
    assert actions.request_closing(person, parent)
