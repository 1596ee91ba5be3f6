"""``carnet export`` and ``carnet import``: what the operator types, and what is answered."""

from __future__ import annotations

import stat
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from django.test import override_settings

from carnet.cli.main import main
from carnet.demo.cda import sized
from carnet.demo.nation.model import TEST_OID, Person, Place
from carnet.formats.cda import metadata
from carnet.identity import people
from carnet.journal import proofs, signing
from carnet.journal.kinds import EventKind
from carnet.records import actions
from carnet.records.cda import new_document
from carnet.records.incoming import Deposit
from carnet.records.states import SYSTEM
from tests.portability.copying import elsewhere
from tests.portability.forging import files, packed
from tests.records.world import LAB, events

pytestmark = pytest.mark.django_db
OTHER_KEY = "ab" * 32
PARIS = Place("75056", "Paris", "75001")


@pytest.fixture(autouse=True)
def _impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(proofs, "_PATIENCE", 0.0)


@pytest.fixture
def person() -> int:
    """Somebody with two documents, one of which waits for its announcement."""
    imagined = Person(
        matricule="279037500000189", birth_name="BANC", used_name="", given_names=("Jeanne",),
        sex="F", birth_date=date(1979, 3, 7), birth_place=PARIS, address="1 rue du Banc",
        home=PARIS, email="", mobile="", vitale="",
    )  # fmt: skip
    number = people.add_person(
        people.Traits(
            oid=TEST_OID, matricule=imagined.matricule, birth_name="BANC", given_names="Jeanne",
            sex="F", birth_date=imagined.birth_date, birth_place=PARIS.code,
        )
    )  # fmt: skip
    actions.create_record(number, "active")
    for place in range(2):
        data = sized.sized_document(50_000, imagined, place)
        new = new_document(data, metadata.read(data))
        waits = replace(new, hidden_from_patient=place == 1)
        actions.deposit(Deposit(number, LAB, (waits,), unique_id=f"2.25.{place}"))
    return number


def run(capsys: pytest.CaptureFixture[str], *arguments: str | Path) -> tuple[int, str, str]:
    code = main([str(one) for one in arguments])
    return code, *capsys.readouterr()


@pytest.fixture
def copy(person: int, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    path = tmp_path / "copy.zip"
    arguments = ("export", "--person", str(person), "--out", path, "--whole")
    code, out, err = run(capsys, *arguments)
    assert (code, err) == (0, "")
    assert out == f"documents=2 missing=0 bytes={path.stat().st_size}\n"
    return path


def test_an_export_is_a_file_of_the_operator_alone(copy: Path, person: int) -> None:
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600
    kind, actor, _entry, _rule, detail = events(person)[-1]
    assert (kind, actor) == (EventKind.COPY_MADE, SYSTEM.actor_id)
    assert '"entries":"1-2"' in detail
    assert '"scope":"house"' in detail


def test_as_the_person_would_have_it(
    person: int, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, out, _ = run(capsys, "export", "--person", str(person), "--out", tmp_path / "a.zip")
    assert code == 0
    assert out.startswith("documents=1 missing=0 ")


def test_an_export_replaces_no_file(
    person: int, copy: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = copy.read_bytes()
    code, out, err = run(capsys, "export", "--person", str(person), "--out", copy)
    assert (code, out) == (1, "")
    assert err.startswith("carnet export: REFUSED:")
    assert copy.read_bytes() == before


def test_nobody_and_a_record_that_is_not_open(
    person: int, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "a.zip"
    assert run(capsys, "export", "--person", "999999", "--out", out)[0] == 1
    actions.suspend(person, SYSTEM, actions.Reason.FRAUD)
    code, _, err = run(capsys, "export", "--person", str(person), "--out", out)
    assert code == 1
    assert "REFUSED" in err
    assert not out.exists()


def test_of_a_deceased_the_archive_is_given_otherwise(
    person: int, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    actions.record_death(person, SYSTEM, date(2026, 5, 4))
    out = tmp_path / "a.zip"
    code, _, err = run(capsys, "export", "--person", str(person), "--out", out)
    assert code == 1
    assert "carnet records archive" in err
    assert run(capsys, "export", "--person", str(person), "--out", out, "--whole")[0] == 0


def test_a_check_says_who_signed(copy: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys, "import", copy, "--check")
    assert code == 0
    assert "scope house" in out
    assert f"signed by {signing.public_key().hex()}" in out
    assert "BANC" not in out


def test_a_check_with_another_key(copy: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, _, err = run(capsys, "import", copy, "--check", "--key", OTHER_KEY)
    assert code == 1
    assert "not with the one you give" in err


def test_brought_in(copy: Path, person: int, capsys: pytest.CaptureFixture[str]) -> None:
    other = elsewhere(person)
    code, out, err = run(capsys, "import", copy, "--person", str(other))
    assert (code, err) == (0, "")
    assert out.startswith(f"person={other} documents=2\n")
    kinds = [kind for kind, *_ in events(other)]
    assert kinds[-1] == EventKind.RECORD_BROUGHT_IN
    code, out, _ = run(capsys, "import", copy)
    assert code == 0
    assert "nothing changed" in out


def test_a_stranger_is_not_believed(
    copy: Path, person: int, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    key = signing.public_key().hex()
    elsewhere(person)
    monkeypatch.setattr(signing, "public_key", lambda: bytes.fromhex(OTHER_KEY))
    code, _, err = run(capsys, "import", copy)
    assert code == 1
    assert f"the key {key}, which this house does not know" in err
    with override_settings(KNOWN_HOUSES=f"La Voisine:{key}"):
        assert run(capsys, "import", copy)[0] == 0


def test_a_key_that_the_operator_compared(
    copy: Path, person: int, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    key = signing.public_key().hex()
    elsewhere(person)
    monkeypatch.setattr(signing, "public_key", lambda: bytes.fromhex(OTHER_KEY))
    assert run(capsys, "import", copy, "--key", key)[0] == 0


def test_not_signed_only_when_the_operator_says_so(
    copy: Path, person: int, capsys: pytest.CaptureFixture[str]
) -> None:
    elsewhere(person)
    contents = {k: v for k, v in files(copy.read_bytes()).items() if k != "signature.json"}
    copy.write_bytes(packed(contents))
    for more in ((), ("--check",)):
        code, _, err = run(capsys, "import", copy, *more)
        assert (code, "signature.json is absent" in err) == (1, True)
    assert "NOT SIGNED" in run(capsys, "import", copy, "--check", "--unsigned")[1]
    assert run(capsys, "import", copy, "--unsigned")[0] == 0


def test_somebody_else(copy: Path, person: int, capsys: pytest.CaptureFixture[str]) -> None:
    elsewhere(person)
    code, out, err = run(capsys, "import", copy, "--person", "1")
    assert (code, out) == (1, "")
    assert "somebody else" in err


def test_no_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, _, err = run(capsys, "import", tmp_path / "absent.zip")
    assert code == 1
    assert "REFUSED" in err


@pytest.mark.parametrize(
    "arguments",
    [
        ("export",),
        ("export", "--person", "0", "--out", "x"),
        ("import",),
        ("import", "a", "--key", "z"),
    ],
)
def test_bad_usage(arguments: tuple[str, ...]) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(arguments)
    assert stopped.value.code == 2
