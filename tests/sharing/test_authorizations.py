from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.test.utils import CaptureQueriesContext

from carnet.access.facts import Actor, ActorKind
from carnet.base import clock
from carnet.base.database import rows
from carnet.journal.kinds import EventKind
from carnet.records.actions import close_now, create_record
from carnet.sharing.actions import block, record_consent, unblock, withdraw_consent
from carnet.sharing.problems import SharingRefused
from carnet.sharing.queries import authorizations, standing

PERSON = 601
HOLDER = Actor(ActorKind.PERSON, PERSON)
DOCTOR = Actor(ActorKind.PROFESSIONAL, 8, 80, "G15_10")
STRANGER = Actor(ActorKind.PERSON, 602)
SOFTWARE = Actor(ActorKind.ORGANIZATION, 0, 80)


@pytest.fixture(autouse=True)
def record(db: None) -> None:
    create_record(PERSON, "active")


def last_event() -> tuple[int, int, dict[str, Any]]:
    """Kind, rule and detail, without the facts of the decision."""
    kind, rule, detail = rows("SELECT kind, rule, detail FROM journal_event ORDER BY at")[-1]
    return kind, rule, {key: value for key, value in json.loads(detail).items() if key != "f"}


def refused(call: Callable[[], None]) -> str:
    before = authorizations(PERSON)
    with pytest.raises(SharingRefused) as caught:
        call()
    assert last_event()[:2] == (EventKind.ACCESS_REFUSED, caught.value.decision.rule.number)
    assert authorizations(PERSON) == before
    return caught.value.decision.rule.code


def notices() -> list[tuple[str, int]]:
    return rows("SELECT kind, (payload->>'professional_id')::int FROM base_outbox ORDER BY id")


def test_a_professional_records_consent_for_themself() -> None:
    record_consent(PERSON, DOCTOR, professional_id=8, mode="oral")
    assert standing(PERSON, DOCTOR).consent
    (line,) = authorizations(PERSON)
    assert (line.professional_id, line.mode, line.recorded_by_professional_id) == (8, "oral", 8)
    assert last_event() == (
        EventKind.CONSENT_RECORDED, 41, {"professional": 8, "mode": "oral"},
    )  # fmt: skip


def test_the_person_is_told_of_a_first_access_once() -> None:
    record_consent(PERSON, DOCTOR, professional_id=8)
    record_consent(PERSON, DOCTOR, professional_id=8, mode="written")
    assert notices() == [("record.consulted", 8)]


def test_the_person_is_not_told_of_what_they_did() -> None:
    record_consent(PERSON, HOLDER, professional_id=8, mode="online")
    assert notices() == []


def test_a_professional_records_consent_for_their_structure() -> None:
    record_consent(PERSON, DOCTOR, organization_id=80)
    colleague = replace(DOCTOR, actor_id=9)
    assert standing(PERSON, colleague).team_consent
    assert not standing(PERSON, colleague).consent
    assert not standing(PERSON, replace(colleague, organization_id=81)).team_consent


def test_a_professional_records_consent_for_nobody_else() -> None:
    assert refused(lambda: record_consent(PERSON, DOCTOR, professional_id=9)) == "ONLY_THE_PERSON"
    assert refused(lambda: record_consent(PERSON, DOCTOR, organization_id=81)) == "ONLY_THE_PERSON"


def test_a_stranger_and_a_software_record_nothing() -> None:
    codes = [
        refused(lambda: record_consent(PERSON, actor, professional_id=8))  # noqa: B023
        for actor in (STRANGER, SOFTWARE)
    ]
    assert codes == ["NOT_THEIR_RECORD", "NOBODY_NAMED"]


def test_a_blocked_professional_cannot_record_consent() -> None:
    block(PERSON, HOLDER, professional_id=8)
    assert refused(lambda: record_consent(PERSON, DOCTOR, professional_id=8)) == "BLOCKED"
    assert refused(lambda: record_consent(PERSON, DOCTOR, organization_id=80)) == "BLOCKED"


def test_a_block_that_comes_meanwhile_is_not_overwritten(monkeypatch: pytest.MonkeyPatch) -> None:
    from carnet.sharing import asking, consents

    allowed = asking.allowed

    def block_after(*asked: object) -> object:
        answer = allowed(PERSON, DOCTOR)
        monkeypatch.undo()
        block(PERSON, HOLDER, professional_id=8)
        return answer

    monkeypatch.setattr(consents, "allowed", block_after)
    with pytest.raises(SharingRefused) as caught:
        record_consent(PERSON, DOCTOR, professional_id=8)
    assert caught.value.decision.rule.code == "BLOCKED"
    assert standing(PERSON, DOCTOR).blocked


def test_blocking_ends_a_consent_and_unblocking_asks_for_a_new_one() -> None:
    record_consent(PERSON, DOCTOR, professional_id=8)
    block(PERSON, HOLDER, professional_id=8)
    assert (standing(PERSON, DOCTOR).blocked, standing(PERSON, DOCTOR).consent) == (True, False)
    assert last_event() == (EventKind.BLOCKED, 21, {"professional": 8})
    unblock(PERSON, HOLDER, professional_id=8)
    assert (standing(PERSON, DOCTOR).blocked, standing(PERSON, DOCTOR).consent) == (False, False)
    assert last_event() == (EventKind.UNBLOCKED, 21, {"professional": 8})
    assert authorizations(PERSON) == []


def test_one_can_block_in_advance_a_professional_or_a_structure() -> None:
    block(PERSON, HOLDER, organization_id=80)
    assert standing(PERSON, DOCTOR).blocked
    assert not standing(PERSON, replace(DOCTOR, organization_id=81)).blocked


def test_unblocking_leaves_a_consent_alone() -> None:
    record_consent(PERSON, DOCTOR, professional_id=8)
    unblock(PERSON, HOLDER, professional_id=8)
    assert standing(PERSON, DOCTOR).consent


def test_only_the_person_blocks_and_unblocks() -> None:
    record_consent(PERSON, DOCTOR, professional_id=8)
    assert refused(lambda: block(PERSON, DOCTOR, professional_id=9)) == "ONLY_THE_PERSON"
    block(PERSON, HOLDER, professional_id=9)
    assert refused(lambda: unblock(PERSON, DOCTOR, professional_id=9)) == "ONLY_THE_PERSON"
    assert refused(lambda: unblock(PERSON, STRANGER, professional_id=9)) == "NOT_THEIR_RECORD"


def test_a_consent_is_withdrawn_by_the_person_or_given_up_by_the_professional() -> None:
    for actor in (HOLDER, DOCTOR):
        record_consent(PERSON, DOCTOR, professional_id=8)
        withdraw_consent(PERSON, actor, professional_id=8)
        assert not standing(PERSON, DOCTOR).consent
    colleague = replace(DOCTOR, actor_id=9)
    record_consent(PERSON, DOCTOR, professional_id=8)
    assert refused(lambda: withdraw_consent(PERSON, colleague, professional_id=8)) == (
        "ONLY_THE_PERSON"
    )


def test_withdrawing_does_not_lift_a_block() -> None:
    block(PERSON, HOLDER, professional_id=8)
    withdraw_consent(PERSON, HOLDER, professional_id=8)
    assert standing(PERSON, DOCTOR).blocked


def test_a_consent_ends_on_its_day() -> None:
    tomorrow = clock.now() + timedelta(days=1)
    record_consent(PERSON, DOCTOR, professional_id=8, until=tomorrow)
    assert standing(PERSON, DOCTOR).consent
    with clock.moved(timedelta(days=2)):
        assert not standing(PERSON, DOCTOR).consent
        assert authorizations(PERSON) == []


def test_nothing_is_shared_of_a_closed_record() -> None:
    close_now(PERSON, HOLDER)
    assert refused(lambda: block(PERSON, HOLDER, professional_id=8)) == "RECORD_NOT_OPEN"


def test_exactly_one_is_named() -> None:
    with pytest.raises(ValueError, match="one professional or one structure"):
        block(PERSON, HOLDER)
    with pytest.raises(ValueError, match="one professional or one structure"):
        record_consent(PERSON, HOLDER, professional_id=8, organization_id=80)


def test_standing_takes_one_statement() -> None:
    from django.db import connection

    with CaptureQueriesContext(connection) as queries:
        standing(PERSON, DOCTOR)
    assert len(queries) == 1
