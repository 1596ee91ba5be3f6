import pytest

from carnet.access.facts import Actor, ActorKind
from carnet.base.database import execute, rows
from carnet.journal.events import EventKind
from carnet.profile import actions, queries
from carnet.profile.actions import BadAnswer, Refused
from carnet.profile.queries import Question
from carnet.vault import keys
from carnet.vault.problems import VaultProblem
from tests.accounts.world import account, events

pytestmark = pytest.mark.django_db
WORDS = "Asthme depuis l’enfance"


@pytest.fixture
def mine() -> tuple[int, Actor]:
    """Somebody with an active record."""
    person_id, _account_id = account()
    return person_id, Actor(ActorKind.PERSON, person_id)


def test_an_answer_is_dated_declared_and_read_back(mine: tuple[int, Actor]) -> None:
    person_id, actor = mine
    assert actions.save(person_id, actor, Question.HEIGHT, "1,72") is True
    answer = queries.latest(person_id, actor)[Question.HEIGHT]
    assert (answer.value, answer.none, answer.by_patient) == ("172", False, True)
    assert EventKind.PROFILE_ANSWERED in events(person_id)
    assert EventKind.PROFILE_READ in events(person_id)


def test_having_none_is_an_answer(mine: tuple[int, Actor]) -> None:
    person_id, actor = mine
    actions.save(person_id, actor, Question.TREATMENTS, none=True)
    answer = queries.latest(person_id, actor)[Question.TREATMENTS]
    assert (answer.value, answer.none) == ("", True)


def test_the_newest_answer_counts_and_the_older_stays(mine: tuple[int, Actor]) -> None:
    person_id, actor = mine
    actions.save(person_id, actor, Question.WEIGHT, "70")
    actions.save(person_id, actor, Question.WEIGHT, "68,5")
    assert queries.latest(person_id, actor)[Question.WEIGHT].value == "68.5"
    assert len(rows("SELECT 1 FROM profile_answer WHERE person_id = %s", [person_id])) == 2


def test_the_same_form_sent_twice_is_one_answer(mine: tuple[int, Actor]) -> None:
    person_id, actor = mine
    assert actions.save(person_id, actor, Question.HISTORY, WORDS) is True
    assert actions.save(person_id, actor, Question.HISTORY, f" {WORDS} ") is False
    assert events(person_id).count(EventKind.PROFILE_ANSWERED) == 1


def test_nothing_is_kept_in_clear_nor_told_by_the_journal(mine: tuple[int, Actor]) -> None:
    person_id, actor = mine
    actions.save(person_id, actor, Question.HISTORY, WORDS)
    [(sealed,)] = rows("SELECT sealed FROM profile_answer WHERE person_id = %s", [person_id])
    assert WORDS.encode() not in bytes(sealed)
    told = rows("SELECT detail FROM journal_event WHERE person_id = %s", [person_id])
    assert "Asthme" not in str(told)


def test_answers_end_with_the_key_of_the_person(mine: tuple[int, Actor]) -> None:
    person_id, actor = mine
    actions.save(person_id, actor, Question.HISTORY, WORDS)
    keys.store().destroy(person_id)
    with pytest.raises(VaultProblem):
        queries.latest(person_id, actor)


def test_a_bad_answer_writes_nothing(mine: tuple[int, Actor]) -> None:
    person_id, actor = mine
    with pytest.raises(BadAnswer):
        actions.save(person_id, actor, Question.HEIGHT, "grande")
    assert queries.latest(person_id, actor) == {}


@pytest.mark.parametrize("kind", [kind for kind in ActorKind if kind is not ActorKind.PERSON])
def test_nobody_else_reads_or_answers(mine: tuple[int, Actor], kind: ActorKind) -> None:
    person_id, actor = mine
    actions.save(person_id, actor, Question.HISTORY, WORDS)
    other = Actor(kind, 7, 3, profession="G15_10")
    with pytest.raises(Refused):
        queries.latest(person_id, other)
    with pytest.raises(Refused):
        actions.save(person_id, other, Question.HISTORY, "Rien")
    assert EventKind.ACCESS_REFUSED in events(person_id)


def test_another_person_is_a_stranger(mine: tuple[int, Actor]) -> None:
    person_id, _actor = mine
    with pytest.raises(Refused):
        queries.latest(person_id, Actor(ActorKind.PERSON, person_id + 1))


def test_a_record_that_is_not_open_takes_no_answer(mine: tuple[int, Actor]) -> None:
    person_id, actor = mine
    execute("UPDATE records_record SET state = 'closed' WHERE person_id = %s", [person_id])
    with pytest.raises(Refused):
        actions.save(person_id, actor, Question.HEIGHT, "172")
