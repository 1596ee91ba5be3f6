"""The second representative: invited, accepts or refuses; the first learns nothing else."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from django.conf import settings

from carnet.accounts import family
from carnet.base import clock, outbox
from carnet.base.database import execute, rows
from carnet.journal.events import EventKind
from carnet.journal.presenter import present
from carnet.journal.queries import history
from carnet.notify import queries as notices
from carnet.sharing import actions, families
from carnet.sharing.actions import SharingRefused
from carnet.sharing.matching import Named
from carnet.sharing.problems import AlreadyInvited, FamilyComplete, NotTheFirst, NotWaiting
from carnet.sharing.queries import representatives
from tests.accounts.families import JULES, LEA, MAJORITY, NAMED, NOBODY, Family, person
from tests.accounts.families import family as a_family
from tests.sharing.delegations import opaque

OVER = settings.REPRESENTATIVE_INVITATION + timedelta(seconds=1)


@pytest.fixture
def here(db: None) -> Family:
    found = a_family()
    family.activate(found.mother, found.lea)
    return found


def _invite(here: Family, named: Named = NAMED) -> None:
    actions.invite(here.lea, person(here.mother), named)


def _answer(here: Family) -> str:
    return families.sent(here.lea, here.mother)[0].answer


def test_the_invited_accepts_and_represents(here: Family) -> None:
    _invite(here)
    [invitation] = families.received(here.father)
    actions.accept_invitation(here.lea, invitation.invitation_no, here.father)
    assert representatives(here.lea) == [here.mother, here.father]
    assert _answer(here) == "accepted"
    tie = families.attachment(here.lea, here.father)
    assert tie is not None
    assert (tie.rank, tie.until) == (2, MAJORITY)


def test_the_invited_refuses_and_may_be_invited_again(here: Family) -> None:
    _invite(here)
    actions.refuse_invitation(here.lea, 1, here.father)
    assert (_answer(here), families.received(here.father)) == ("refused", [])
    with pytest.raises(NotWaiting):
        actions.accept_invitation(here.lea, 1, here.father)
    _invite(here)
    assert [one.invitation_no for one in families.received(here.father)] == [2]


def test_the_first_withdraws_while_it_waits(here: Family) -> None:
    _invite(here)
    actions.withdraw_invitation(here.lea, 1, here.mother)
    assert (_answer(here), families.received(here.father)) == ("withdrawn", [])
    with pytest.raises(NotWaiting):
        actions.withdraw_invitation(here.lea, 1, here.mother)


def test_it_expires_and_another_may_follow(here: Family) -> None:
    _invite(here)
    with clock.moved(OVER):
        assert (_answer(here), families.received(here.father)) == ("expired", [])
        with pytest.raises(NotWaiting):
            actions.accept_invitation(here.lea, 1, here.father)
        _invite(here)
        assert _answer(here) == "pending"


def test_both_are_told_in_their_own_centre_without_a_name(here: Family) -> None:
    _invite(here)
    outbox.drain()
    assert [line.kind for line in notices.notices(here.father)] == ["INVITATION_RL"]
    actions.accept_invitation(here.lea, 1, here.father)
    outbox.drain()
    assert [line.kind for line in notices.notices(here.mother)] == ["NOUVEAU_RL"]
    assert {line.kind for line in notices.notices(here.father)} == {"INVITATION_RL", "NOUVEAU_RL"}


def test_it_is_written_in_the_childs_record(here: Family) -> None:
    _invite(here)
    actions.accept_invitation(here.lea, 1, here.father)
    kinds = [event.kind for event in reversed(history(here.lea))]
    assert kinds[-3:] == [
        EventKind.REPRESENTATIVE_INVITED,
        EventKind.INVITATION_ACCEPTED,
        EventKind.REPRESENTATION_CERTIFIED,
    ]


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"given_name": "herve yann"},
        {"given_name": "HERVÉ", "family_name": "LEGOFF"},
        {"family_name": "le-goff"},
    ],
)
def test_names_are_read_kindly(here: Family, changes: dict[str, Any]) -> None:
    _invite(here, replace(NAMED, **changes))
    assert len(families.received(here.father)) == 1


@pytest.mark.parametrize(
    "changes",
    [
        {"given_name": "Yves"},
        {"given_name": "…"},
        {"family_name": "Martin"},
        {"birth_date": date(1983, 2, 5)},
        {"matricule": NOBODY.matricule},
    ],
)
def test_one_wrong_fact_reaches_nobody(here: Family, changes: dict[str, Any]) -> None:
    _invite(here, replace(NAMED, **changes))
    outbox.drain()
    assert families.received(here.father) == []
    assert notices.notices(here.father) == []


def test_a_child_is_never_invited(here: Family) -> None:
    _invite(here, Named(JULES.matricule, "Jules", "Desmaux", JULES.birth_date))
    actions.withdraw_invitation(here.lea, 1, here.mother)
    _invite(here, Named(LEA.matricule, "Lea", "Desmaux", LEA.birth_date))
    assert (families.received(here.jules), families.received(here.lea)) == ([], [])


@pytest.mark.parametrize("after", [timedelta(), timedelta(days=3), OVER])
def test_the_first_sees_the_same_whether_they_exist(here: Family, after: timedelta) -> None:
    def seen(named: Named) -> list[Any]:
        _invite(here, named)
        outbox.drain()
        with clock.moved(after):
            [one, *_] = families.sent(here.lea, here.mother)
        page = [one.named, one.answer, one.waiting, (one.expires_at - one.invited_at).days]
        [event] = [e for e in history(here.lea) if e.kind is EventKind.REPRESENTATIVE_INVITED]
        page += [present(event, reader_id=here.mother).sentence, opaque(event.detail)]
        page += [line.kind for line in notices.notices(here.mother)]
        execute("DELETE FROM sharing_representative_invitation")
        execute("DELETE FROM journal_event WHERE kind = 222")
        return page

    assert seen(NAMED) == seen(NOBODY)


def test_one_invitation_waits_at_a_time(here: Family) -> None:
    _invite(here, NOBODY)
    with pytest.raises(AlreadyInvited):
        _invite(here)
    assert len(families.sent(here.lea, here.mother)) == 1


def test_two_representatives_are_enough(here: Family) -> None:
    _invite(here)
    actions.accept_invitation(here.lea, 1, here.father)
    with pytest.raises(FamilyComplete):
        _invite(here, NOBODY)


def test_nobody_is_admitted_beyond_two(here: Family) -> None:
    _invite(here)
    actions.declare_representative(here.lea, 999_999, until=MAJORITY, rank=2, certified=True)
    with pytest.raises(FamilyComplete):
        actions.accept_invitation(here.lea, 1, here.father)
    assert len(families.received(here.father)) == 1


def test_the_second_does_not_choose_others(here: Family) -> None:
    _invite(here)
    actions.accept_invitation(here.lea, 1, here.father)
    with pytest.raises(NotTheFirst):
        actions.invite(here.lea, person(here.father), NOBODY)


def test_who_is_not_the_parent_invites_nobody(here: Family) -> None:
    with pytest.raises(SharingRefused):
        actions.invite(here.lea, person(here.father), NOBODY)
    with pytest.raises(SharingRefused):
        actions.invite(here.jules, person(here.mother), NAMED)  # attached, not certified yet
    assert rows("SELECT 1 FROM sharing_representative_invitation") == []


def test_only_the_invited_answers_and_only_the_inviter_withdraws(here: Family) -> None:
    _invite(here)
    for verb in (actions.accept_invitation, actions.refuse_invitation):
        with pytest.raises(NotWaiting):
            verb(here.lea, 1, here.mother)
    with pytest.raises(NotWaiting):
        actions.withdraw_invitation(here.lea, 1, here.father)
    assert _answer(here) == "pending"


def test_a_representation_that_a_judgment_ended_does_not_come_back(here: Family) -> None:
    _invite(here)
    actions.accept_invitation(here.lea, 1, here.father)
    from tests.sharing.test_representation import AGENT

    actions.end_representation(here.lea, here.father, AGENT, "jugement")
    _invite(here)
    with pytest.raises(NotTheFirst):
        actions.accept_invitation(here.lea, 2, here.father)
    assert representatives(here.lea) == [here.mother]


def test_an_invitation_falls_with_its_inviter(here: Family) -> None:
    _invite(here)
    from tests.sharing.test_representation import AGENT

    actions.end_representation(here.lea, here.mother, AGENT, "jugement")
    assert families.received(here.father) == []
    with pytest.raises(NotTheFirst):
        actions.accept_invitation(here.lea, 1, here.father)
