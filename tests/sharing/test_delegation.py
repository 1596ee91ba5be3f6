"""A proche aidant: offered, accepted or refused, withdrawn, revoked by either, over with time."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings

from carnet.access.facts import Actor, ActorKind
from carnet.base import clock, outbox
from carnet.base.database import execute
from carnet.journal.events import EventKind
from carnet.journal.presenter import present
from carnet.journal.queries import history
from carnet.records import actions as records
from carnet.records import door
from carnet.records.life import Reason
from carnet.sharing import delegates, delegation, delegation_ends
from carnet.sharing.problems import (
    NoDelegation,
    NotTheHolder,
)
from carnet.sharing.queries import standing
from tests.accounts.families import NAMED, NOBODY, Family, person
from tests.sharing.delegations import (
    AGENT,
    EVERYTHING,
    OVER,
    SOME,
    answer,
    helped,
    here,
    kinds,
    offer,
    opaque,
    opens,
    told,
)

__all__ = ["here"]


def test_an_offer_opens_nothing_before_it_is_accepted(here: Family) -> None:
    number = offer(here)
    assert not opens(here)
    [waiting] = delegates.received(here.father)
    assert (waiting.person_id, waiting.delegation_no) == (here.mother, number)
    delegation.accept(here.mother, number, here.father)
    assert opens(here)
    assert delegates.received(here.father) == []
    assert [one.person_id for one in delegates.helped(here.father)] == [here.mother]
    door.open(here.mother, person(here.father)).timeline()


def test_what_is_entrusted_is_what_the_policy_is_told(here: Family) -> None:
    helped(here, SOME)
    known = standing(here.mother, person(here.father))
    assert known.delegated_categories == SOME.categories
    assert (known.delegate_writes, known.delegate_sees_hidden) == (False, False)
    helped(here)  # a new one gives way to none: it replaces the former
    known = standing(here.mother, person(here.father))
    assert known.delegated_categories is None
    assert (known.delegate_writes, known.delegate_sees_hidden) == (True, True)
    assert [one.running for one in delegates.given(here.mother)] == [True, False]


@pytest.mark.parametrize("months", settings.DELEGATION_MONTHS)
def test_its_last_day_is_counted_from_the_offer(here: Family, months: int) -> None:
    offer(here, replace(EVERYTHING, months=months))
    [found] = delegates.given(here.mother)
    today = clock.today()
    total = today.year * 12 + today.month - 1 + months
    assert (found.until.year, found.until.month) == (total // 12, total % 12 + 1)
    assert found.until.day <= today.day


def test_the_caregiver_refuses_and_may_be_asked_again(here: Family) -> None:
    number = offer(here)
    delegation.refuse(here.mother, number, here.father)
    assert (answer(here), opens(here)) == ("refused", False)
    with pytest.raises(NoDelegation):
        delegation.accept(here.mother, number, here.father)
    assert offer(here) == number + 1


def test_the_person_withdraws_while_it_waits(here: Family) -> None:
    number = offer(here)
    delegation.withdraw(here.mother, person(here.mother), number)
    assert (answer(here), delegates.received(here.father)) == ("withdrawn", [])
    with pytest.raises(NoDelegation):
        delegation.accept(here.mother, number, here.father)


@pytest.mark.parametrize("side", ["mother", "father"])
def test_either_side_revokes_at_once(here: Family, side: str) -> None:
    number = helped(here)
    opened = door.open(here.mother, person(here.father))
    assert opened.decision.rule.code == "DELEGATE"
    delegation.revoke(here.mother, person(getattr(here, side)), number)
    assert not opens(here)
    with pytest.raises(door.Refused):
        door.open(here.mother, person(here.father))
    with pytest.raises(NoDelegation):
        delegation.revoke(here.mother, person(getattr(here, side)), number)


def test_nobody_else_answers_withdraws_or_revokes(here: Family) -> None:
    number = offer(here)
    for verb in (delegation.accept, delegation.refuse):
        with pytest.raises(NoDelegation):
            verb(here.mother, number, here.mother)
    with pytest.raises(NotTheHolder):
        delegation.withdraw(here.mother, person(here.father), number)
    delegation.accept(here.mother, number, here.father)
    for other in (person(here.lea), Actor(ActorKind.PROFESSIONAL, here.mother), AGENT):
        with pytest.raises(NoDelegation):
            delegation.revoke(here.mother, other, number)
    assert opens(here)


def test_it_ends_by_itself_the_day_after_the_last(here: Family) -> None:
    helped(here, replace(EVERYTHING, months=1))
    until = delegates.given(here.mother)[0].until
    with clock.moved(until - clock.today()):
        assert opens(here)
        assert delegation_ends.run() == 0
    with clock.moved(until - clock.today() + timedelta(days=1)):
        assert not opens(here)
        assert delegates.helped(here.father) == []
        assert (delegation_ends.run(), delegation_ends.run()) == (1, 0)
        assert told(here.mother)[-1] == "FIN_AIDANT"
        assert told(here.father)[-1] == "FIN_AIDE"
    assert kinds(here)[-1] is EventKind.DELEGATION_ENDED


def test_an_offer_expires(here: Family) -> None:
    number = offer(here)
    with clock.moved(OVER):
        assert (answer(here), delegates.received(here.father)) == ("expired", [])
        with pytest.raises(NoDelegation):
            delegation.accept(here.mother, number, here.father)
        assert (delegation_ends.run(), delegation_ends.run()) == (1, 0)
        assert told(here.mother)[-1] == told(here.father)[-1] == "OFFRE_AIDANT_EXPIREE"
    assert kinds(here) == [EventKind.DELEGATION_OFFERED, EventKind.DELEGATION_EXPIRED]


def test_both_are_told_each_time_without_a_name(here: Family) -> None:
    before = len(told(here.mother)), len(told(here.father))
    number = offer(here)
    assert told(here.mother)[before[0] :] == ["OFFRE_AIDANT"]
    assert told(here.father)[before[1] :] == ["PARTAGE_PROFIL_AIDANT"]
    delegation.accept(here.mother, number, here.father)
    assert "ACCORD_PARTAGE_PROFIL" in told(here.mother)
    assert told(here.father)[-1] == "AJOUT_ENTOURAGE"
    delegation.revoke(here.mother, person(here.mother), number)
    assert "FIN_AIDANT" in told(here.mother)
    assert told(here.father)[-1] == "REVOCATION_PAR_AIDE"
    number = helped(here)
    delegation.revoke(here.mother, person(here.father), number)
    assert "REVOCATION_PAR_AIDANT" in told(here.mother)
    assert told(here.father)[-1] == "FIN_AIDE"
    delegation.refuse(here.mother, offer(here), here.father)
    assert "REFUS_PARTAGE_PROFIL" in told(here.mother)
    assert told(here.father)[-1] == "REFUS_AIDANT"


def test_it_is_written_in_the_record_and_names_the_caregiver_once_accepted(here: Family) -> None:
    number = helped(here)
    delegation.revoke(here.mother, person(here.father), number)
    assert kinds(here) == [
        EventKind.DELEGATION_OFFERED, EventKind.DELEGATION_ACCEPTED, EventKind.DELEGATION_ENDED,
    ]  # fmt: skip
    said = [present(one, reader_id=here.mother).sentence for one in history(here.mother)]
    assert "Vous avez proposé le rôle d’aidant à un proche." in said
    assert "Herve Le Goff a accepté d’être aidant pour ce carnet." in said
    assert "Herve Le Goff a mis fin à son rôle d’aidant." in said
    delegation.revoke(here.mother, person(here.mother), helped(here))
    said = [present(one, reader_id=here.mother).sentence for one in history(here.mother)]
    assert "Vous avez mis fin à l’aide d’Herve Le Goff." in said


@pytest.mark.parametrize("after", [timedelta(), timedelta(days=3), OVER])
def test_the_person_sees_the_same_whether_they_exist(here: Family, after: timedelta) -> None:
    def seen(named: Any) -> list[Any]:
        offer(here, named=named)
        outbox.drain()
        with clock.moved(after):
            delegation_ends.run()
            outbox.drain()
            [one] = delegates.given(here.mother)
        page = [replace(one, offered_at=clock.now(), expires_at=clock.now(), answered_at=None)]
        page = [(one.named, one.answer, one.waiting, one.caregiver_id, one.until)]  # type: ignore[list-item]
        found: list[Any] = [*page, (one.expires_at - one.offered_at).days]
        for event in history(here.mother):
            if 250 <= event.kind < 260:
                found += [present(event, reader_id=here.mother).sentence, opaque(event.detail)]
        found += told(here.mother)
        execute("DELETE FROM sharing_delegation")
        execute("DELETE FROM journal_event WHERE kind BETWEEN 250 AND 259")
        execute("DELETE FROM notify_notice")
        return found

    assert seen(NAMED) == seen(NOBODY)


@pytest.mark.parametrize("who", ["mother", "father"])
def test_it_ends_with_either_record(here: Family, who: str) -> None:
    helped(here)
    waiting = offer(here)
    records.close_now(getattr(here, who), AGENT, Reason.MANDATE)
    outbox.drain()
    assert not opens(here)
    assert delegates.helped(here.father) == delegates.received(here.father) == []
    last, first = delegates.given(here.mother)
    assert (last.delegation_no, last.answer) == (waiting, "withdrawn")
    assert first.ended_at is not None
    assert EventKind.DELEGATION_ENDED in kinds(here)


@pytest.mark.parametrize("who", ["mother", "father"])
def test_it_ends_with_a_death(here: Family, who: str) -> None:
    helped(here)
    records.record_death(getattr(here, who), AGENT, clock.today())
    outbox.drain()
    assert not opens(here)
    records.withdraw_death(getattr(here, who), AGENT)
    outbox.drain()
    assert not opens(here)  # what ended does not come back by itself


def test_on_paper_the_agent_and_their_desk_are_written(here: Family) -> None:
    number = delegation.record_on_paper(
        here.mother, AGENT, delegation.candidate(NAMED), EVERYTHING, 7
    )
    assert not opens(here)
    [event] = [one for one in history(here.mother) if one.kind is EventKind.DELEGATION_RECORDED]
    assert (event.detail["delegation"], event.detail["mandate"]) == (number, 7)
    assert "France Services de Lens" in present(event, reader_id=here.mother).sentence
    delegation.accept(here.mother, number, here.father)
    assert opens(here)
