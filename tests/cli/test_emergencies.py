"""``carnet emergencies``: the operator examines each entry in an emergency, once."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from carnet.access.facts import Action, Actor, ActorKind, Purpose
from carnet.base import clock, outbox
from carnet.cli.main import main
from carnet.identity import directory, people
from carnet.journal.kinds import EventKind
from carnet.notify import queries as notices
from carnet.records import door
from carnet.sharing.emergencies import accesses
from carnet.vault import keys
from tests.accounts.world import account, events

pytestmark = pytest.mark.django_db
Run = Callable[..., tuple[int, str, str]]
REASON = "Patient inconscient, sans accompagnant"


@pytest.fixture
def person() -> int:
    """Somebody whose record was opened in an emergency."""
    person_id, _account_id = account()
    place = directory.add_organization("750000093", "Urgences du Parc", "SA01")
    who = directory.add_professional("10001234516", "MEDECIN", "Paul", "G15_10")
    doctor = Actor(
        ActorKind.PROFESSIONAL, who, place, "G15_10", purpose=Purpose.BREAK_GLASS,
        reason=REASON, reason_at=clock.now(),
    )  # fmt: skip
    door.open(person_id, doctor, Action.SEARCH)
    outbox.drain()
    return person_id


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    def command(*arguments: str) -> tuple[int, str, str]:
        code = main(["emergencies", *arguments])
        return code, *capsys.readouterr()

    return command


def test_what_waits_is_listed_then_examined(person: int, run: Run) -> None:
    code, out, err = run("list")
    (line,) = out.splitlines()
    key, number, *rest = line.split("\t")
    assert (code, number, rest[1:]) == (
        0, "1", ["break_glass", "RPPS 10001234516", "FINESS 750000093", REASON],
    )  # fmt: skip
    named = people.person(person)
    assert named.birth_name not in out
    assert people.matricule(person)[1] not in out
    assert err == "1 to examine\n"
    remark = "Le service confirme."
    assert run("review", key, "1", "--finding", "justified", "--remark", remark)[0] == 0
    (access,) = accesses(person)
    assert (access.finding, access.remark) == ("justified", remark)
    assert EventKind.EMERGENCY_REVIEWED in events(person)
    outbox.drain()
    assert "EXAMEN_URGENCE" in [one.kind for one in notices.notices(person)]
    assert run("list") == (0, "", "0 to examine\n")


def test_a_destroyed_record_that_a_backup_brought_back_is_not_listed(person: int, run: Run) -> None:
    keys.store().destroy(person)
    assert run("list") == (0, "", "0 to examine\n")


def test_it_is_examined_once(person: int, run: Run) -> None:
    key = run("list")[1].split("\t")[0]
    assert run("review", key, "1", "--finding", "unjustified")[0] == 0
    code, _out, err = run("review", key, "1", "--finding", "justified")
    assert (code, "no such entry waits" in err) == (1, True)
    assert accesses(person)[0].finding == "unjustified"
    assert events(person).count(EventKind.EMERGENCY_REVIEWED) == 1


@pytest.mark.parametrize("remark", ["a" * 501, "non\u202ejustifié", "a\0b"])
def test_a_remark_is_a_text(person: int, run: Run, remark: str) -> None:
    key = run("list")[1].split("\t")[0]
    code, _out, err = run("review", key, "1", "--finding", "justified", "--remark", remark)
    assert (code, "--remark: expected" in err) == (1, True)
    assert accesses(person)[0].finding == ""


@pytest.mark.parametrize("key", ["x", "00000000-0000-0000-0000-000000000000"])
def test_a_forged_person_is_nobody(person: int, run: Run, key: str) -> None:
    code, _out, err = run("review", key, "1", "--finding", "justified")
    assert code == 1
    assert "PERSON" in err
