from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any
from unittest.mock import patch

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from carnet.access.facts import Action, Actor, ActorKind, Purpose
from carnet.journal.kinds import EventKind
from carnet.journal.presenter import present
from carnet.records import door
from carnet.records.actions import close_now, create_record, hide
from carnet.sharing.actions import block, choose_emergency, declare_treating_doctor
from carnet.vault import store
from carnet.vault.problems import IntegrityProblem
from tests.records.world import (
    DOCTOR,
    HOLDER,
    KINE,
    LAB,
    OTHER,
    PERSON,
    STRANGER,
    consent,
    document,
    events,
    put,
)


@pytest.fixture(autouse=True)
def deposited(record: int) -> None:
    put(document(1), document(2, type_code="EXPPAT_3"))


def refused(actor: Actor, person_id: int = PERSON) -> str:
    with pytest.raises(door.Refused) as caught:
        door.open(person_id, actor)
    kind, actor_id, entry_no, rule, detail = events(person_id)[-1]
    assert (kind, actor_id, rule) == (
        EventKind.ACCESS_REFUSED,
        actor.actor_id,
        caught.value.decision.rule.number,
    )
    assert (entry_no, detail) == (0, f'{{"action":{int(Action.SEARCH)}}}')
    return caught.value.decision.rule.code


def test_the_person_opens_their_record() -> None:
    assert door.open(PERSON, HOLDER).decision.rule.code == "HOLDER"


def test_a_professional_needs_consent_and_no_block() -> None:
    assert refused(DOCTOR) == "NO_CONSENT"
    consent(DOCTOR)
    assert door.open(PERSON, DOCTOR).decision.rule.code == "AUTHORISED"
    block(PERSON, HOLDER, organization_id=DOCTOR.organization_id)
    assert refused(DOCTOR) == "BLOCKED"


def test_others_are_refused() -> None:
    assert refused(STRANGER) == "NOT_THEIR_RECORD"
    assert refused(LAB) == "NOBODY_NAMED"
    assert refused(Actor(ActorKind.AGENT, 4)) == "NOT_A_READER"


def test_an_emergency_opens_unless_the_person_said_no() -> None:
    entering = replace(DOCTOR, purpose=Purpose.BREAK_GLASS)
    assert refused(entering) == "NO_REASON"
    entering = replace(entering, reason="Malaise, inconscient")
    assert door.open(PERSON, entering).decision.rule.code == "BREAK_GLASS"
    regulating = replace(DOCTOR, purpose=Purpose.EMERGENCY_REGULATION)
    assert door.open(PERSON, regulating).decision.rule.code == "REGULATION"
    choose_emergency(
        PERSON, HOLDER, regulation=False, other_professionals=False, hidden_documents=True
    )
    assert refused(entering) == "BREAK_GLASS_OPPOSED"
    assert refused(regulating) == "REGULATION_OPPOSED"


@pytest.mark.parametrize("purpose", [p for p in Purpose if p is not Purpose.NORMAL])
def test_a_person_has_one_purpose(purpose: Purpose) -> None:
    assert refused(replace(HOLDER, purpose=purpose)) == "PURPOSE_NOT_OFFERED"


def test_a_closed_record_and_one_that_never_was_are_refused_alike() -> None:
    close_now(PERSON, HOLDER)
    assert refused(HOLDER) == "RECORD_NOT_OPEN"
    assert refused(STRANGER, OTHER) == "RECORD_NOT_OPEN"


def test_an_entry_is_shown_whole_and_traced_under_its_rule() -> None:
    consent(KINE)
    opened = door.open(PERSON, KINE)
    assert opened.entry(1).unique_id == "1.2.250.1"
    assert events()[-1][:4] == (EventKind.SEARCHED, KINE.actor_id, 1, 56)


def test_a_read_is_traced_and_so_is_a_download() -> None:
    opened = door.open(PERSON, HOLDER)
    assert opened.read(1) == document(1).data
    assert events()[-1][:4] == (EventKind.DOCUMENT_READ, PERSON, 1, 21)
    opened.document(1, download=True)
    assert events()[-1][0] == EventKind.DOCUMENT_DOWNLOADED


def test_a_denied_attempt_is_traced_with_what_was_denied() -> None:
    consent(KINE)
    opened = door.open(PERSON, KINE)
    for number, rule in ((2, 55), (3, 90)):  # not for this profession; unknown
        with pytest.raises(door.NotFound):
            opened.read(number)
        kind, _, entry_no, traced, _ = events()[-1]
        assert (kind, traced) == (EventKind.ACCESS_REFUSED, rule)
        assert entry_no == (number if number == 2 else 0)


def test_a_lot_kept_from_the_reader_is_traced_with_what_kept_it() -> None:
    consent(KINE)
    put(document(3))
    hide(PERSON, HOLDER, 3)
    opened = door.open(PERSON, KINE)
    for number, entry_no, rule in ((2, 3, 51), (9, 0, 90)):  # hidden; unknown
        with pytest.raises(door.NotFound):
            opened.submission(number)
        assert events()[-1][:4] == (EventKind.ACCESS_REFUSED, KINE.actor_id, entry_no, rule)


def test_the_patient_reads_why_it_was_refused() -> None:
    consent(KINE)
    hide(PERSON, HOLDER, 1)
    with pytest.raises(door.NotFound):
        door.open(PERSON, KINE).read(1)
    history = door.open(PERSON, HOLDER, Action.READ_HISTORY).history
    lines = [present(event, title=title) for event, title in history()]
    assert "Vous avez masqué ce document." in [line.rule for line in lines]


@pytest.mark.parametrize("fault", [IntegrityProblem("altered"), OSError("input/output error")])
def test_an_attempt_on_an_altered_document_stays_in_the_trace(fault: Exception) -> None:
    opened = door.open(PERSON, HOLDER)
    with patch.object(store, "get", side_effect=fault), pytest.raises(type(fault)):
        opened.read(1)
    assert events()[-1][:4] == (EventKind.DOCUMENT_UNREADABLE, PERSON, 1, 21)


@pytest.mark.parametrize(
    "ask",
    [
        lambda o: o.timeline(),
        lambda o: o.timeline(limit=1, full=True),
        lambda o: o.entry(1),
        lambda o: o.read(1),
        lambda o: o.submissions(),
        lambda o: o.submission(1),
    ],
)
def test_every_reading_writes_one_event(ask: Callable[[door.OpenRecord], Any]) -> None:
    opened = door.open(PERSON, HOLDER)
    before = len(events())
    ask(opened)
    assert len(events()) == before + 1


def statements(call: Callable[[], object]) -> list[str]:
    with CaptureQueriesContext(connection) as queries:
        call()
    return [query["sql"].split()[0].strip() for query in queries]


def test_budgets() -> None:
    """Statements of each operation; SAVEPOINT and RELEASE are BEGIN and COMMIT outside tests."""
    assert statements(lambda: door.open(PERSON, HOLDER)) == ["SELECT"]
    opened = door.open(PERSON, HOLDER)
    reading = ["SAVEPOINT", "SELECT", "INSERT", "RELEASE"]
    assert statements(opened.timeline) == reading
    assert statements(lambda: opened.read(1)) == reading
    assert statements(lambda: opened.entry(1)) == reading
    assert statements(opened.submissions) == ["SAVEPOINT", "WITH", "INSERT", "RELEASE"]


def test_budget_of_a_deposit() -> None:
    inserts = ["INSERT"] * 6  # submission, entry, first version, its reading, event, effect
    writing = ["SELECT", "SAVEPOINT", "UPDATE", *inserts, "RELEASE"]
    lab = replace(LAB, software="")  # a new name of software costs two more, once
    assert statements(lambda: put(document(3), actor=lab)) == writing
    assert statements(lambda: put(document(3), actor=lab)) == ["SELECT", "INSERT"]


def test_status_tells_before_reading() -> None:
    declare_treating_doctor(PERSON, DOCTOR.actor_id, document().created_at.date())
    told = door.status(PERSON, DOCTOR)
    assert (told.exists, told.open, told.state) == (True, True, "active")
    assert (told.reading.rule.code, told.depositing.allowed) == ("NO_CONSENT", True)
    assert told.treating_doctor
    assert events()[-1][0] == EventKind.EXISTENCE_TESTED
    consent(DOCTOR)
    assert door.status(PERSON, DOCTOR).reading.allowed


def test_status_of_a_closed_record_says_since_when() -> None:
    close_now(PERSON, HOLDER)
    told = door.status(PERSON, DOCTOR)
    assert (told.exists, told.open, told.closing_reason) == (True, False, "request")
    assert told.closed_at is not None
    assert not told.depositing.allowed


@pytest.mark.parametrize("state", ["opposed", "not_created"])
def test_status_of_a_record_that_is_not_there(state: str) -> None:
    create_record(OTHER, state)
    told = door.status(OTHER, DOCTOR)
    assert (told.exists, told.open) == (False, False)


def test_titles_are_those_of_visible_entries() -> None:
    consent(KINE)
    assert door.open(PERSON, KINE).titles((1, 2, 3)) == {1: "Document 1"}
    assert set(door.open(PERSON, HOLDER).titles((1, 2, 3))) == {1, 2}
