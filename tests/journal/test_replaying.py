"""``carnet journal verify`` makes each decision again from the facts stored with it."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from carnet.access.decide import decide
from carnet.access.facts import Action, Actor, ActorKind, Facts
from carnet.access.replay import written
from carnet.base.database import row
from carnet.journal.events import record
from carnet.journal.kinds import EventKind
from carnet.journal.leaves import COLUMNS, Row
from carnet.journal.queries import history
from carnet.journal.replaying import problem

DOCTOR = Actor(ActorKind.PROFESSIONAL, 3, 4, "G15_10")
READING = Facts(Action.READ, DOCTOR, record_open=True, consent=True, basis="written 2026-11-02")
DECISION = decide(READING)
STORED = written(READING)


def event(rule: int, detail: str, policy: int = DECISION.version) -> Row:
    at = datetime(2026, 11, 22, 8, tzinfo=UTC)
    numbers = {"person_id": 7, "actor_id": 3, "nonce": 1, "organization_id": 4, "entry_no": 12}
    kind = {"kind": int(EventKind.DOCUMENT_READ), "actor_kind": 2, "purpose": 1, "context_id": 0}
    return Row(at=at, **numbers, **kind, rule=rule, policy=policy, detail=detail, xid=1, mac=1)


@pytest.mark.django_db
def test_the_facts_are_stored_with_the_decision() -> None:
    record(EventKind.DOCUMENT_READ, 7, DOCTOR, decision=DECISION, detail={"version": 2})
    found = row(f"SELECT {COLUMNS}, xid, mac FROM journal_event")
    assert found is not None
    assert Row(*found).detail == f'{{"f":"{STORED}","version":2}}'
    assert problem(Row(*found)) == ""
    [told] = history(7)
    assert (told.detail, told.basis) == ({"version": 2}, "written 2026-11-02")


@pytest.mark.parametrize("more", ["", ',"version":2'])
def test_what_replays_has_no_problem(more: str) -> None:
    assert problem(event(DECISION.rule.number, f'{{"f":"{STORED}"{more}}}')) == ""
    assert problem(event(DECISION.rule.number, f'{{"version":2,"f":"{STORED}"}}')) == ""


def test_an_event_without_decision_has_nothing_to_replay() -> None:
    assert problem(event(0, "", policy=0)) == ""


@pytest.mark.parametrize(
    ("rule", "detail", "policy", "said"),
    [
        (44, f'{{"f":"{STORED}"}}', 3, "rule 44 was stored, its facts give rule 56"),
        (56, '{"f":"0"}', 3, "rule 56 was stored, its facts give rule 1"),
        (56, f'{{"f":"{STORED}"}}', 2, "no table of version 2"),
        (56, '{"f":"é"}', 3, "cannot be replayed"),
        (56, "", 3, "from facts that were not kept"),
        (56, "[1]", 3, "from facts that were not kept"),
        (56, "{", 3, "from facts that were not kept"),
    ],
)
def test_what_differs_is_named(rule: int, detail: str, policy: int, said: str) -> None:
    told = problem(event(rule, detail, policy))
    assert said in told
    assert told.startswith("event of 2026-11-22 08:00:00.000000 UTC, person 7, document read")
