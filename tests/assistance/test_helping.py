from __future__ import annotations

from datetime import timedelta

import pytest

from carnet.accounts.problems import Slowed, WrongProof
from carnet.assistance import helping
from carnet.assistance.helping import Step
from carnet.assistance.models import Help
from carnet.assistance.roles import Role
from carnet.base import clock
from carnet.journal.kinds import EventKind
from tests.assistance.world import account, agent, case, known, told

pytestmark = pytest.mark.django_db
HERE = "192.0.2.9"


def done(progress: helping.Progress | None) -> list[Step]:
    assert progress is not None
    return [step for step, at in progress.done.items() if at]


def test_an_agent_sees_steps_in_order_and_nothing_else() -> None:
    person_id, who = known(), agent()
    opened = case(who, person_id)
    code = helping.begin(who, opened)
    assert done(helping.progress(who, opened)) == []
    key = helping.look(f"{code[:4]}-{code[4:].lower()}", HERE).key
    helping.join(key)
    helping.note(key, person_id, [Step.IDENTITY, Step.IDENTIFIER])
    assert done(helping.progress(who, opened)) == [Step.JOINED, Step.IDENTITY, Step.IDENTIFIER]
    account(person_id)
    assert done(helping.progress(who, opened))[-1] is Step.ACTIVE
    assert set(Help.objects.get().steps) == {"joined", "identity", "identifier"}
    kinds = [kind for kind, *_ in told(person_id)]
    assert EventKind.HELP_BEGUN in kinds
    assert EventKind.HELP_JOINED in kinds


def test_nothing_is_noted_before_the_person_agrees() -> None:
    person_id, who = known(), agent()
    opened = case(who, person_id)
    key = helping.look(helping.begin(who, opened), HERE).key
    helping.note(key, person_id, [Step.IDENTITY])
    assert done(helping.progress(who, opened)) == []


def test_the_activation_of_somebody_else_is_not_followed() -> None:
    person_id, who = known(), agent()
    opened = case(who, person_id)
    key = helping.look(helping.begin(who, opened), HERE).key
    helping.join(key)
    helping.note(key, person_id + 1, [Step.IDENTITY])
    assert done(helping.progress(who, opened)) == [Step.JOINED]


@pytest.mark.parametrize("end", ["person", "agent", "time"])
def test_either_side_ends_it_and_so_does_time(end: str) -> None:
    person_id, who = known(), agent()
    opened = case(who, person_id)
    code = helping.begin(who, opened)
    key = helping.look(code, HERE).key
    helping.join(key)
    if end == "person":
        helping.leave(key)
    elif end == "agent":
        helping.stop_by_agent(who, opened)
    later = timedelta(hours=3) if end == "time" else timedelta()
    with clock.moved(later):
        helping.note(key, person_id, [Step.IDENTITY])
        with pytest.raises(WrongProof):
            helping.look(code, HERE)
        progress = helping.progress(who, case(who, person_id))
    assert progress is not None
    assert progress.ended
    assert "identity" not in Help.objects.get().steps


def test_a_second_code_ends_the_first() -> None:
    person_id, who = known(), agent()
    opened = case(who, person_id)
    first = helping.begin(who, opened)
    helping.begin(who, opened)
    with pytest.raises(WrongProof):
        helping.look(first, HERE)


def test_another_agent_follows_nothing() -> None:
    person_id, who, other = known(), agent(), agent(Role.HOTLINE)
    helping.begin(who, case(who, person_id))
    assert helping.progress(other, case(other, person_id)) is None


def test_codes_tried_in_series_are_slowed() -> None:
    seen = []
    for _ in range(5):
        try:
            helping.look("ACDEFHJK", HERE)
        except (WrongProof, Slowed) as problem:
            seen.append(type(problem))
    assert seen == [WrongProof] * 4 + [Slowed]


@pytest.mark.parametrize("key", ["", "zz", "00" * 16])
def test_a_forged_key_does_nothing(key: str) -> None:
    helping.join(key)
    helping.note(key, 1, [Step.IDENTITY])
    helping.leave(key)


def test_what_was_followed_is_forgotten() -> None:
    person_id, who = known(), agent()
    helping.begin(who, case(who, person_id))
    assert helping.forget() == 0
    with clock.moved(timedelta(days=2)):
        assert helping.forget() == 1
