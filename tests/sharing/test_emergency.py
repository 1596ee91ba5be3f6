import pytest

from carnet.access.facts import Actor, ActorKind
from carnet.journal.events import EventKind
from carnet.sharing import actions, queries
from carnet.sharing.actions import SharingRefused
from tests.accounts.world import account, events

pytestmark = pytest.mark.django_db


def choose(person_id: int, actor: Actor, *, regulation: bool = True) -> None:
    actions.choose_emergency(
        person_id, actor, regulation=regulation, other_professionals=False, hidden_documents=False
    )


def test_nobody_is_asked_in_advance() -> None:
    person_id, _account_id = account()
    assert queries.emergency(person_id) is None


def test_the_three_answers_are_kept_and_journaled() -> None:
    person_id, _account_id = account()
    choose(person_id, Actor(ActorKind.PERSON, person_id))
    chosen = queries.emergency(person_id)
    assert chosen is not None
    assert (chosen.regulation, chosen.other_professionals, chosen.hidden_documents) == (
        True, False, False,
    )  # fmt: skip
    assert events(person_id).count(EventKind.EMERGENCY_CHANGED) == 1


def test_the_same_answers_again_change_nothing() -> None:
    person_id, _account_id = account()
    mine = Actor(ActorKind.PERSON, person_id)
    choose(person_id, mine)
    choose(person_id, mine)
    assert events(person_id).count(EventKind.EMERGENCY_CHANGED) == 1
    choose(person_id, mine, regulation=False)
    assert events(person_id).count(EventKind.EMERGENCY_CHANGED) == 2


@pytest.mark.parametrize("kind", [kind for kind in ActorKind if kind is not ActorKind.PERSON])
def test_nobody_chooses_for_the_person(kind: ActorKind) -> None:
    person_id, _account_id = account()
    with pytest.raises(SharingRefused):
        choose(person_id, Actor(kind, 7, 3))
    assert queries.emergency(person_id) is None
    assert EventKind.ACCESS_REFUSED in events(person_id)


def test_another_person_is_a_stranger() -> None:
    person_id, _account_id = account()
    with pytest.raises(SharingRefused):
        choose(person_id, Actor(ActorKind.PERSON, person_id + 1))
