"""Whatever was done and refused in a record, each decision of its history is replayed as it was."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from carnet.access.facts import Action, Actor, ActorKind, Purpose
from carnet.access.replay import FACTS
from carnet.base import clock
from carnet.base.database import rows
from carnet.journal.kinds import EventKind
from carnet.journal.leaves import COLUMNS, Row
from carnet.journal.replaying import problem
from carnet.records import actions, door
from carnet.records.problems import Conflict, Impossible, NotFound, Refused
from carnet.sharing import actions as sharing
from carnet.sharing.models import Delegation
from carnet.sharing.problems import SharingRefused
from tests.records.world import (
    BIOLOGIST,
    DOCTOR,
    HOLDER,
    KINE,
    LAB,
    MOTHER,
    OTHER,
    PERSON,
    STRANGER,
    document,
    put,
)

URGENT = replace(DOCTOR, purpose=Purpose.BREAK_GLASS, reason="Malaise, inconscient")
ACTORS = (
    HOLDER, STRANGER, MOTHER, LAB, BIOLOGIST, DOCTOR, KINE, URGENT,
    replace(KINE, purpose=Purpose.EMERGENCY_REGULATION), replace(DOCTOR, purpose=Purpose.SECRET),
    replace(URGENT, reason=""), Actor(ActorKind.AGENT, 3), Actor(ActorKind.SYSTEM),
)  # fmt: skip
# The policy decides about all of these, whoever asks: none is written without its facts.
DECIDED = {
    EventKind.SEARCHED, EventKind.DOCUMENT_READ, EventKind.DOCUMENT_HIDDEN,
    EventKind.DOCUMENT_SHOWN, EventKind.DOCUMENT_DEPOSITED, EventKind.ACCESS_REFUSED,
    EventKind.EXISTENCE_TESTED, EventKind.CONSENT_RECORDED, EventKind.BLOCKED,
    EventKind.UNBLOCKED, EventKind.READERS_LISTED, EventKind.HISTORY_READ,
    EventKind.EMERGENCY_CHANGED, EventKind.CONSENT_WITHDRAWN, EventKind.EMERGENCY_ENTERED,
    EventKind.DEPOSIT_REPLAYED,
}  # fmt: skip
NO = (Refused, NotFound, Conflict, Impossible, SharingRefused, LookupError)
TYPES = (("11502-2", "BIOLOGIE"), ("EXPPAT_3", "DIR_ANT"), ("68599-0", "SYNTHESE"))
Act = Callable[[Actor, int], object]
ACTS: dict[str, Act] = {
    "list": lambda actor, _: door.open(PERSON, actor).timeline(),
    "read": lambda actor, n: door.open(PERSON, actor).read(n),
    "show one": lambda actor, n: door.open(PERSON, actor).entry(n),
    "test": lambda actor, _: door.status(PERSON, actor),
    "readers": lambda actor, n: door.open(PERSON, actor).readers(n),
    "history": lambda actor, _: door.open(PERSON, actor, Action.READ_HISTORY).history(),
    "archive": lambda actor, _: door.open(PERSON, actor, Action.READ_ARCHIVE).timeline(),
    "profile": lambda actor, _: door.open(PERSON, actor, Action.PROFILE),
    "hide": lambda actor, n: actions.hide(PERSON, actor, n),
    "show": lambda actor, n: actions.show(PERSON, actor, n),
    "deposit": lambda actor, n: put(
        document(n, type_code=TYPES[n % 3][0], category=TYPES[n % 3][1]), actor=actor
    ),
    "agree": lambda actor, n: sharing.record_consent(
        PERSON, actor, professional_id=7 + n % 3, mode="written"
    ),
    "agree as a team": lambda actor, _: sharing.record_consent(PERSON, actor, organization_id=80),
    "withdraw": lambda actor, n: sharing.withdraw_consent(PERSON, actor, professional_id=7 + n % 3),
    "block": lambda actor, n: sharing.block(PERSON, actor, professional_id=7 + n % 3),
    "unblock": lambda actor, n: sharing.unblock(PERSON, actor, professional_id=7 + n % 3),
    "choose": lambda actor, n: sharing.choose_emergency(
        PERSON,
        actor,
        regulation=n % 2 == 0,
        other_professionals=n % 3 > 0,
        hidden_documents=n % 5 < 2,
    ),
    "close": lambda actor, _: actions.close_now(PERSON, actor),
}
one_act = st.tuples(st.sampled_from(list(ACTS)), st.sampled_from(ACTORS), st.integers(1, 8))


def live(acts: list[tuple[str, Actor, int]]) -> None:
    actions.create_record(PERSON, "active")
    put(*(document(n, type_code=TYPES[n % 3][0], category=TYPES[n % 3][1]) for n in range(1, 7)))
    sharing.declare_treating_doctor(PERSON, BIOLOGIST.actor_id, clock.today())
    sharing.record_consent(PERSON, HOLDER, professional_id=DOCTOR.actor_id, mode="online")
    now, until = clock.now(), clock.today() + timedelta(days=9)
    Delegation.objects.create(
        person_id=PERSON, delegation_no=1, caregiver_id=OTHER, named="…", categories=["BIOLOGIE"],
        writes=True, hidden_documents=False, answer="accepted", offered_at=now, expires_at=now,
        until=until,
    )  # fmt: skip
    for name, actor, number in acts:  # LookupError: nobody here has a name to list readers by
        with contextlib.suppress(*NO):
            ACTS[name](actor, number)


@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(acts=st.lists(one_act, min_size=10, max_size=40))
def test_every_decision_of_a_history_is_replayed(
    acts: list[tuple[str, Actor, int]], db: None
) -> None:
    with transaction.atomic():
        live(acts)
        events = [Row(*found) for found in rows(f"SELECT {COLUMNS}, xid, mac FROM journal_event")]
        assert [said for said in map(problem, events) if said] == []
        undecided = {EventKind(event.kind) for event in events if not event.policy}
        assert not undecided & DECIDED
        assert all(event.detail.startswith(f'{{"{FACTS}":') for event in events if event.policy)
        transaction.set_rollback(True)


def test_a_record_lived_in_by_everybody(db: None) -> None:
    """Each act by each actor, on two documents: hundreds of decisions, most of them refusals."""
    live([(name, actor, n) for name in ACTS if name != "close" for actor in ACTORS for n in (1, 2)])
    events = [Row(*found) for found in rows(f"SELECT {COLUMNS}, xid, mac FROM journal_event")]
    assert [said for said in map(problem, events) if said] == []
    assert len([event for event in events if event.policy]) > 300
    assert len({event.rule for event in events}) > 20
