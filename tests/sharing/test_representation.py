"""A parent attached by the insurer opens nothing before certifying; what is ended stays ended."""

from __future__ import annotations

from datetime import date

import pytest

from carnet.access.facts import Actor, ActorKind
from carnet.base import outbox
from carnet.journal.events import EventKind
from carnet.journal.queries import history
from carnet.notify import queries as notices
from carnet.sharing import actions, families
from carnet.sharing.problems import NotAttached
from carnet.sharing.queries import representable, representatives, standing

CHILD, MOTHER, FATHER, TUTOR = 711, 712, 713, 714
UNTIL = date(2090, 1, 1)
AGENT = Actor(ActorKind.AGENT, 5, organization_id=9)


@pytest.fixture(autouse=True)
def attached(db: None) -> None:
    actions.declare_representative(CHILD, MOTHER, until=UNTIL)


def _represents(person_id: int) -> bool:
    return standing(CHILD, Actor(ActorKind.PERSON, person_id)).represents


def _kinds() -> list[EventKind]:
    return [event.kind for event in reversed(history(CHILD))]


def test_an_attachment_opens_nothing() -> None:
    assert not _represents(MOTHER)
    assert (representatives(CHILD), representable(MOTHER)) == ([], [])
    assert families.attached_parent(CHILD) == MOTHER
    assert [(one.person_id, one.certified) for one in families.children(MOTHER)] == [(CHILD, False)]


def test_certifying_opens_once() -> None:
    actions.certify(CHILD, MOTHER)
    actions.certify(CHILD, MOTHER)
    assert _represents(MOTHER)
    assert _kinds() == [EventKind.REPRESENTATION_RECORDED, EventKind.REPRESENTATION_CERTIFIED]


def test_a_stranger_certifies_nothing() -> None:
    with pytest.raises(NotAttached):
        actions.certify(CHILD, FATHER)


def test_the_others_are_told_of_a_new_representative() -> None:
    actions.declare_representative(CHILD, FATHER, until=UNTIL, rank=2, certified=True)
    actions.certify(CHILD, MOTHER)
    outbox.drain()
    assert [line.kind for line in notices.notices(FATHER)] == ["NOUVEAU_RL"]
    assert notices.notices(MOTHER) == []


def test_who_said_no_certifies_only_after_the_desk() -> None:
    actions.deny(CHILD, MOTHER)
    with pytest.raises(NotAttached):
        actions.certify(CHILD, MOTHER)
    assert families.attached_parent(CHILD) is None
    actions.restore(CHILD, MOTHER, AGENT, "acte de naissance")
    actions.certify(CHILD, MOTHER)
    assert _represents(MOTHER)
    assert _kinds()[1:3] == [EventKind.REPRESENTATION_DENIED, EventKind.REPRESENTATION_RESTORED]


def test_what_a_refused_parent_certified_is_undone_until_the_desk_comes_back_on_it() -> None:
    actions.certify(CHILD, MOTHER)
    actions.reject(CHILD, MOTHER, AGENT, "jugement")
    assert not _represents(MOTHER)
    assert _kinds()[-1] == EventKind.REPRESENTATION_REJECTED
    outbox.drain()
    assert [line.kind for line in notices.notices(MOTHER)] == ["FIN_REPRESENTATION"]
    actions.declare_representative(CHILD, MOTHER, until=UNTIL)  # the insurer's next file
    with pytest.raises(NotAttached):
        actions.certify(CHILD, MOTHER)
    with pytest.raises(NotAttached):
        actions.reject(CHILD, MOTHER, AGENT, "jugement")
    actions.restore(CHILD, MOTHER, AGENT, "jugement")
    actions.certify(CHILD, MOTHER)
    assert _represents(MOTHER)


def test_an_attached_parent_who_is_refused_is_told_nothing() -> None:
    actions.reject(CHILD, MOTHER, AGENT, "jugement")
    assert families.attached_parent(CHILD) is None
    outbox.drain()
    assert notices.notices(MOTHER) == []


def test_who_certified_does_not_say_no_afterwards() -> None:
    actions.certify(CHILD, MOTHER)
    with pytest.raises(NotAttached):
        actions.deny(CHILD, MOTHER)
    assert _represents(MOTHER)


def test_the_desk_ends_and_the_insurers_next_file_does_not_begin_again() -> None:
    actions.certify(CHILD, MOTHER)
    actions.end_representation(CHILD, MOTHER, AGENT, "jugement")
    actions.declare_representative(CHILD, MOTHER, until=UNTIL)
    assert not _represents(MOTHER)
    assert families.children(MOTHER) == []
    outbox.drain()
    assert [line.kind for line in notices.notices(MOTHER)] == ["FIN_REPRESENTATION"]
    with pytest.raises(NotAttached):
        actions.certify(CHILD, MOTHER)


def test_another_attachment_forgets_who_never_certified() -> None:
    actions.declare_representative(CHILD, FATHER, until=UNTIL)
    assert families.attached_parent(CHILD) == FATHER
    assert families.children(MOTHER) == []


def test_another_attachment_leaves_who_certified_second() -> None:
    actions.certify(CHILD, MOTHER)
    actions.declare_representative(CHILD, FATHER, until=UNTIL)
    assert [(one.representative_id, one.rank) for one in families.parents(CHILD)] == [
        (FATHER, 1),
        (MOTHER, 2),
    ]
    assert _represents(MOTHER)
    assert not _represents(FATHER)


def test_the_same_file_again_writes_nothing() -> None:
    actions.declare_representative(CHILD, MOTHER, until=UNTIL)
    assert _kinds() == [EventKind.REPRESENTATION_RECORDED]
