"""Where an actor stands: one statement, and what the policy makes of it through the doors."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from carnet.access.facts import Actor, ActorKind, Purpose
from carnet.base import clock
from carnet.base.database import execute
from carnet.identity import people
from carnet.identity.people import Traits
from carnet.records import door
from carnet.records.actions import create_record
from carnet.records.problems import NotFound, Refused
from carnet.sharing.actions import block, choose_emergency
from carnet.sharing.models import Delegation
from carnet.sharing.queries import standing
from tests.records.world import DOCTOR, HOLDER, OTHER, PERSON, STRANGER, consent, document, put

pytestmark = pytest.mark.edits_tables
ACTORS = (HOLDER, DOCTOR, STRANGER, Actor(ActorKind.SYSTEM), Actor(ActorKind.ORGANIZATION, 0, 80))
BIOLOGY = {"type_code": "11502-2", "category": "BIOLOGIE"}
DIRECTIVES = {"type_code": "EXPPAT_3", "category": "DIR_ANT"}


@pytest.fixture(autouse=True)
def record(db: None) -> None:
    create_record(PERSON, "active")


def delegate(**changed: object) -> None:
    """The person entrusted STRANGER with their biology, until tomorrow."""
    given: dict[str, object] = {"categories": ["BIOLOGIE"], "writes": True}
    given |= {"hidden_documents": False, "answer": "accepted", "ended_at": None}
    given |= {"until": clock.today() + timedelta(days=1), "caregiver_id": OTHER}
    now = clock.now()
    Delegation.objects.create(
        person_id=PERSON, delegation_no=1, named="…", offered_at=now, expires_at=now,
        **(given | changed),
    )  # fmt: skip


@pytest.mark.parametrize("actor", ACTORS, ids=lambda actor: actor.kind.name)
@pytest.mark.parametrize("purpose", Purpose)
def test_it_costs_one_statement(actor: Actor, purpose: Purpose) -> None:
    with CaptureQueriesContext(connection) as asked:
        standing(PERSON, replace(actor, purpose=purpose))
    assert len(asked) == 1


def test_the_consent_relied_on_is_that_by_name() -> None:
    assert standing(PERSON, DOCTOR).basis == ""
    consent(DOCTOR)
    assert standing(PERSON, DOCTOR).basis == f"oral {clock.today()}"
    block(PERSON, HOLDER, professional_id=DOCTOR.actor_id)
    assert standing(PERSON, DOCTOR).basis == ""


@pytest.mark.parametrize(
    ("born", "today", "minor"),
    [
        ((2008, 11, 22), (2026, 11, 21), True),
        ((2008, 11, 22), (2026, 11, 22), False),
        ((2008, 2, 29), (2026, 2, 28), True),
        ((2008, 2, 29), (2026, 3, 1), False),
        ((2010, 3, 1), (2028, 2, 29), True),
        ((2010, 2, 28), (2028, 2, 29), False),
    ],
)
def test_a_minor_is_one_until_the_day_of_majority(
    born: tuple[int, int, int],
    today: tuple[int, int, int],
    minor: bool,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    traits = {"oid": "1.2.250.1.213.1.4.10", "matricule": "215017505600144", "sex": "F"}
    traits |= {"birth_name": "MARTIN", "given_names": "LEA", "birth_place": "75056"}
    person_id = people.add_person(Traits(birth_date=date(*born), **traits))
    monkeypatch.setattr(clock, "today", lambda: date(*today))
    assert standing(person_id, replace(DOCTOR, purpose=Purpose.SECRET)).minor is minor
    assert not standing(person_id, DOCTOR).minor  # asked in a secret connection only


def test_the_switches_are_asked_in_an_emergency_only() -> None:
    entering = replace(DOCTOR, purpose=Purpose.BREAK_GLASS)
    known = standing(PERSON, entering)
    assert (known.break_glass_admitted, known.emergency_hidden) == (True, False)
    answers = {"regulation": True, "other_professionals": False, "hidden_documents": True}
    choose_emergency(PERSON, HOLDER, **answers)
    known = standing(PERSON, entering)
    assert (known.break_glass_admitted, known.emergency_hidden) == (False, True)
    assert known.regulation_admitted
    assert standing(PERSON, DOCTOR).break_glass_admitted


@pytest.mark.parametrize(
    "changed",
    [
        {"answer": "pending"},
        {"answer": "refused"},
        {"ended_at": datetime(2026, 1, 1, tzinfo=UTC)},
        {"until": date(2026, 1, 1)},
        {"caregiver_id": None},
        {"caregiver_id": 77},
    ],
    ids=str,
)
def test_a_delegation_that_does_not_run_opens_nothing(changed: dict[str, object]) -> None:
    delegate(**changed)
    assert not standing(PERSON, STRANGER).delegate
    with pytest.raises(Refused):
        door.open(PERSON, STRANGER)


def test_a_delegation_lasts_its_last_day() -> None:
    delegate(until=clock.today())
    assert standing(PERSON, STRANGER).delegate


def test_no_category_named_is_all_of_them() -> None:
    assert standing(PERSON, STRANGER).delegated_categories == frozenset()
    delegate(categories=None)
    assert standing(PERSON, STRANGER).delegated_categories is None


def test_a_delegate_reads_what_was_entrusted() -> None:
    put(document(1, **BIOLOGY), document(2, type_code="11488-4", category="CPT_REND"))
    put(document(3, **DIRECTIVES), document(4, hidden_from_professionals=True, **BIOLOGY))
    delegate(categories=["BIOLOGIE", "DIR_ANT"])
    opened = door.open(PERSON, STRANGER)
    assert [entry.entry_no for entry in opened.timeline().entries] == [1]
    for hidden in (2, 3, 4):
        with pytest.raises(NotFound):
            opened.read(hidden)


def test_a_delegate_adds_where_they_were_entrusted() -> None:
    delegate()
    put(document(1, **BIOLOGY), actor=STRANGER)
    for refused, code in (
        (document(2, type_code="11488-4", category="CPT_REND"), "DELEGATE_ADDS_ELSEWHERE"),
        (document(3, **DIRECTIVES), "DELEGATE_ADDS_NO_DIRECTIVES"),
    ):
        with pytest.raises(Refused) as caught:
            put(document(4, **BIOLOGY), refused, actor=STRANGER)
        assert caught.value.decision.rule.code == code
    execute("UPDATE sharing_delegation SET writes = FALSE")
    with pytest.raises(Refused) as caught:
        put(document(5, **BIOLOGY), actor=STRANGER)
    assert caught.value.decision.rule.code == "DELEGATE_ONLY_READS"


def test_a_delegate_replaces_only_what_they_may_read() -> None:
    put(document(1, **DIRECTIVES), document(2, **BIOLOGY), actor=HOLDER)
    delegate()
    with pytest.raises(NotFound):
        put(document(3, replaces_entry_no=1, **BIOLOGY), actor=STRANGER)
    put(document(4, replaces_entry_no=2, **BIOLOGY), actor=STRANGER)
    titles = [entry.entry_no for entry in door.open(PERSON, HOLDER).timeline().entries]
    assert 1 in titles


def test_what_is_kept_from_a_reader_or_their_structure_is_absent_for_them() -> None:
    put(document(1), document(2), document(3))
    consent(DOCTOR)
    keep = "INSERT INTO records_kept_from VALUES (%s, %s, %s, %s, now())"
    execute(keep, [PERSON, "P", DOCTOR.actor_id, 1])
    execute(keep, [PERSON, "O", DOCTOR.organization_id, 2])
    assert standing(PERSON, DOCTOR).kept_from == {1, 2}
    assert [e.entry_no for e in door.open(PERSON, DOCTOR).timeline().entries] == [3]
    elsewhere = replace(DOCTOR, organization_id=81)
    assert standing(PERSON, elsewhere).kept_from == {1}
