"""``carnet records``: the operator and the life of one record."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from carnet.cli.main import main
from carnet.identity import people
from carnet.journal.kinds import EventKind
from carnet.records import actions, queries
from carnet.records.states import SYSTEM
from tests.records.world import document, events, put

pytestmark = pytest.mark.django_db
MATRICULE = "285081416802538"
Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def person() -> int:
    traits = people.Traits(
        oid="1.2", matricule=MATRICULE, birth_name="DESMAUX", given_names="NATHALIE", sex="F",
        birth_date=date(1985, 8, 14), birth_place="14168",
    )  # fmt: skip
    found = people.add_person(traits)
    actions.create_record(found, "active")
    return found


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    def command(*arguments: str, matricule: str = MATRICULE) -> tuple[int, str, str]:
        monkeypatch.setattr("sys.stdin", io.StringIO(f"{matricule}\n"))
        code = main(["records", *arguments])
        return code, *capsys.readouterr()

    return command


def test_a_suspension_and_its_end(person: int, run: Run) -> None:
    code, out, err = run("suspend", "--reason", "fraud")
    assert (code, err) == (0, "")
    assert out.startswith("state=suspended since=")
    assert "due=" in out
    assert out.endswith(f" person={person}\n")
    assert run("contest")[1].count("due=") == 0
    assert run("resume")[1].startswith("state=active")
    told = [kind for kind, *_ in events(person)][-3:]
    assert told == [
        EventKind.RECORD_SUSPENDED,
        EventKind.SUSPENSION_CONTESTED,
        EventKind.RECORD_RESUMED,
    ]
    assert '"reason":"fraud"' in events(person)[-3][-1]


def test_a_closing_and_a_reopening(person: int, run: Run) -> None:
    code, out, _ = run("close", "--reason", "mandate")
    assert code == 0
    assert "state=closed" in out
    assert "reason=mandate" in out
    before = queries.life(person)
    assert run("life")[1] == out
    assert queries.life(person) == before
    assert run("reopen")[1].startswith("state=active")


def test_what_is_impossible_says_so_and_changes_nothing(person: int, run: Run) -> None:
    code, out, err = run("resume")
    assert (code, out.startswith("state=active")) == (0, True)  # it is so already
    actions.close_now(person, SYSTEM)
    before = events(person)
    code, out, err = run("suspend", "--reason", "malfunction")
    assert (code, out) == (1, "")
    assert err == "carnet records: suspend: impossible for a record that is closed\n"
    assert events(person) == before


def test_an_unknown_matricule(person: int, run: Run) -> None:
    code, out, err = run("life", matricule="190031234567890")
    assert (code, out, err) == (1, "", "carnet records: no person has this matricule\n")


def test_no_answer_names_the_person(person: int, run: Run) -> None:
    said = "".join("".join(run(verb)[1:]) for verb in ("life", "resume", "reopen"))
    for secret in (MATRICULE, "DESMAUX", "NATHALIE"):
        assert secret not in said


@pytest.mark.parametrize(
    "arguments", [("suspend",), ("close", "--reason", "spite"), ("life", MATRICULE), ()]
)
def test_bad_usage(person: int, arguments: tuple[str, ...]) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(["records", *arguments])
    assert stopped.value.code == 2


@pytest.fixture
def deceased(person: int) -> int:
    put(document(1), document(2, mime_type="application/pdf"), person_id=person)
    actions.record_death(person, SYSTEM, date(2026, 5, 4))
    return person


ASKED = ("archive", "--condition", "memory", "--reference", "2026-114")


def test_the_archive_is_listed_then_handed_over(deceased: int, run: Run, tmp_path: Path) -> None:
    code, out, _ = run(*ASKED)
    assert code == 0
    assert [line.split("\t")[0] for line in out.splitlines()] == ["2", "1"]
    assert "Document" not in out  # a title may tell more than was asked
    folder = tmp_path / "given"
    code, out, err = run(*ASKED, "--to", str(folder), "--documents", "2,9")
    assert code == 0
    [given] = folder.iterdir()
    assert (given.name, given.stat().st_mode & 0o777) == ("2.pdf", 0o600)
    assert given.read_bytes() == document(2).data
    assert err == "document 9: not in the archive\n"
    assert EventKind.ARCHIVE_READ in {kind for kind, *_ in events(deceased)}


def test_the_archive_of_the_living_is_refused(person: int, run: Run) -> None:
    actions.close_now(person, SYSTEM)
    code, out, err = run(*ASKED)
    assert (code, out) == (1, "")
    assert "titulaire" in err
    assert events(person)[-1][0] == EventKind.ACCESS_REFUSED


def test_the_archive_needs_a_condition_of_the_law(deceased: int) -> None:
    with pytest.raises(SystemExit):
        main(["records", "archive", "--reference", "2026-1"])


@pytest.mark.parametrize("reference", ["Madame Martin", "MARTIN", "", "2" * 41])
def test_a_reference_names_nobody(deceased: int, reference: str) -> None:
    with pytest.raises(SystemExit):
        main(["records", "archive", "--condition", "memory", "--reference", reference])


def test_it_settles_what_a_restoration_brought_back(
    person: int, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["records", "settle"]) == 0
    assert capsys.readouterr().out == "keys destroyed again=0 records deleted again=0\n"
