from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from carnet.accounts import actions
from carnet.accounts.models import Account
from carnet.accounts.problems import (
    AccountExists,
    CodeExpired,
    CodeUsed,
    Locked,
    MinorHolder,
    RecordClosed,
    Slowed,
    WrongProof,
)
from carnet.accounts.proof import Proof
from carnet.base import clock
from carnet.base.database import execute
from carnet.journal.events import EventKind
from tests.accounts.world import (
    ADDRESS,
    CHILD,
    MOTHER,
    PASSWORD,
    code,
    enrol,
    events,
    matricule,
    mother,
)

pytestmark = pytest.mark.django_db


def test_the_whole_proof_opens_the_record_of_its_person() -> None:
    person_id, proof = mother()
    assert actions.prove(proof, ADDRESS) == person_id


@pytest.mark.parametrize(
    "changes",
    [
        {"matricule": matricule("2850814168026")},
        {"vitale": "20123456780"},
        {"birth_date": date(1985, 8, 15)},
        {"code": "ACDEFHJKMN"},
    ],
)
def test_any_wrong_part_is_refused_alike(changes: dict[str, Any]) -> None:
    _person_id, proof = mother()
    with pytest.raises(WrongProof):
        actions.prove(replace(proof, **changes), ADDRESS)


def test_the_code_of_somebody_else_is_refused() -> None:
    _person_id, proof = mother()
    enrol(CHILD)
    with pytest.raises(WrongProof):
        actions.prove(replace(proof, code=code()), ADDRESS)


def test_a_refusal_is_journaled_in_the_record_concerned() -> None:
    person_id, proof = mother()
    with pytest.raises(WrongProof):
        actions.prove(replace(proof, vitale="20123456780"), ADDRESS)
    assert EventKind.CODE_REFUSED in events(person_id)


def test_tries_in_series_are_slowed_then_locked_then_let_in_again() -> None:
    person_id, proof = mother()
    wrong, seen = replace(proof, code="ACDEFHJKMN"), []
    for number in range(12):
        with clock.moved(timedelta(minutes=number)):
            seen.append(answer(wrong))
    assert seen == ["WrongProof"] * 10 + ["Locked"] * 2
    with clock.moved(timedelta(minutes=12)), pytest.raises(Locked):
        actions.prove(proof, ADDRESS)
    with clock.moved(timedelta(minutes=26)):
        assert actions.prove(proof, ADDRESS) == person_id


def test_tries_without_a_pause_are_slowed() -> None:
    _person_id, proof = mother()
    wrong = replace(proof, code="ACDEFHJKMN")
    assert [answer(wrong) for _ in range(5)] == ["WrongProof"] * 4 + ["Slowed"]


def test_tries_over_many_people_lock_the_address() -> None:
    _person_id, proof = mother()
    seen = set()
    for number in range(201):
        other = replace(proof, matricule=f"{number:015}")
        with clock.moved(timedelta(minutes=number)):
            seen.add(answer(other))
    assert seen == {"WrongProof", "Locked"}
    with clock.moved(timedelta(minutes=201)):
        assert actions.prove(proof, "192.0.2.2")


def answer(proof: Proof) -> str:
    try:
        actions.prove(proof, ADDRESS)
    except (WrongProof, Slowed, Locked) as problem:
        return type(problem).__name__
    return "proven"


def test_an_old_code_is_a_dead_end_only_for_its_owner() -> None:
    person_id, proof = mother()
    with clock.moved(timedelta(days=42, minutes=1)):
        with pytest.raises(CodeExpired) as problem:
            actions.prove(proof, ADDRESS)
        with pytest.raises(WrongProof):
            actions.prove(replace(proof, vitale="20123456780"), ADDRESS)
    assert problem.value.person_id == person_id


def test_a_used_code_is_a_dead_end() -> None:
    person_id, proof = mother()
    actions.open_account(person_id, "nathalie.d", PASSWORD, MOTHER.email)
    with pytest.raises(AccountExists):
        actions.prove(proof, ADDRESS)
    Account.objects.all().delete()
    with pytest.raises((CodeUsed, RecordClosed)):
        actions.prove(proof, ADDRESS)


@pytest.mark.parametrize("state", ["opposed", "closed"])
def test_a_record_that_is_not_open_is_a_dead_end(state: str) -> None:
    person_id, proof = mother()
    execute("UPDATE records_record SET state = %s WHERE person_id = %s", [state, person_id])
    with pytest.raises(RecordClosed) as problem:
        actions.prove(proof, ADDRESS)
    assert problem.value.state == state


def test_a_minor_with_a_card_is_sent_to_the_parents() -> None:
    enrol(MOTHER, replace(CHILD, vitale="80123456"))
    proof = Proof(CHILD.matricule, "80123456", CHILD.birth_date, code())
    with pytest.raises(MinorHolder):
        actions.prove(proof, ADDRESS)
