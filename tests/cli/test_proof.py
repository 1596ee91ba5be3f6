"""``carnet journal proof``, ``census`` and ``verify-proof``."""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from carnet.access.facts import Actor, ActorKind
from carnet.base import clock
from carnet.base.database import execute, row, rows
from carnet.cli.main import main
from carnet.journal import census, receipts, signing
from carnet.journal.events import EventKind, Named, record
from carnet.journal.promises import promise

DOCTOR = Actor(ActorKind.PROFESSIONAL, 3, organization_id=4, software="Logiciel 2.1")
Say = pytest.CaptureFixture[str]
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def file(tmp_path: Path, seal_all: Callable[[], int], capsys: Say) -> Path:
    """The proof of somebody who has two sealed events, and one that waits."""
    for number in range(2):
        record(EventKind.DOCUMENT_READ, 7, DOCTOR, entry_no=number)
    seal_all()
    assert main(["journal", "census"]) == 0
    seal_all()
    assert main(["journal", "proof", "--person", "7", "--out", str(tmp_path / "p.json")]) == 0
    capsys.readouterr()
    return tmp_path / "p.json"


def test_a_sound_file(file: Path, capsys: Say) -> None:
    key = signing.public_key().hex()
    assert main(["journal", "verify-proof", str(file), "--key", key, "--person", "7"]) == 0
    told = capsys.readouterr().out
    assert f"signed by {key}\n" in told
    assert "2 events are in it, 2 of them opened" in told
    assert "these are all of person 7: the census counted 2 when the log had 2" in told
    assert "1 more events have a receipt" in told


def test_a_place_where_nothing_can_be_written(file: Path, capsys: Say) -> None:
    for out in (file.parent, file.parent / "absent" / "p.json", file / "p.json"):
        assert main(["journal", "proof", "--person", "7", "--out", str(out)]) == 2
        assert str(out) in capsys.readouterr().err


def test_its_sentences(file: Path) -> None:
    written = json.loads(file.read_text())
    assert written["events"][0]["said"] == "Un professionnel a lu un document."
    assert written["events"][0]["from"] == "Une structure, logiciel Logiciel 2.1"


def test_giving_it_is_in_the_trace(file: Path) -> None:
    found = rows("SELECT detail FROM journal_event WHERE kind = %s", [EventKind.PROOF_DOWNLOADED])
    assert [json.loads(detail) for (detail,) in found] == [{"size": 3}]


def test_it_needs_nothing_of_the_house(file: Path) -> None:
    """Another process, without database, settings or secrets."""
    code = (
        "import sys; from carnet.cli.main import main;"
        "answer = main(sys.argv[1:]);"
        "assert 'django' not in sys.modules;"
        "sys.exit(answer)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, "journal", "verify-proof", str(file)],
        check=False, capture_output=True, text=True, env={"PYTHONPATH": ":".join(sys.path)},
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, "")
    assert "the file says so: compare it" in done.stdout


@pytest.mark.parametrize("more", [["--person", "8"], ["--key", "00" * 32], ["--key", "zz"]])
def test_what_it_must_be(file: Path, capsys: Say, more: list[str]) -> None:
    assert main(["journal", "verify-proof", str(file), *more]) == 1
    assert capsys.readouterr().err.startswith("REFUSED: ")


def test_a_forged_file(file: Path, capsys: Say) -> None:
    written = json.loads(file.read_text())
    del written["events"][0]
    file.write_text(json.dumps(written))
    assert main(["journal", "verify-proof", str(file)]) == 1
    assert capsys.readouterr().err.startswith("REFUSED: ")
    assert main(["journal", "verify-proof", str(file.with_name("none"))]) == 1


def test_it_goes_on_from_the_file_before(
    file: Path, capsys: Say, seal_all: Callable[[], int]
) -> None:
    seal_all()
    after = file.with_name("after.json")
    assert main(["journal", "proof", "--person", "7", "--out", str(after)]) == 0
    assert main(["journal", "verify-proof", str(after), "--before", str(file)]) == 0
    assert "it goes on from the file before" in capsys.readouterr().out
    assert main(["journal", "verify-proof", str(file), "--before", str(after)]) == 1
    assert "REFUSED: the log has" in capsys.readouterr().err


def test_no_proof_of_an_altered_trace(file: Path, capsys: Say) -> None:
    execute("DELETE FROM journal_event WHERE person_id = 7 AND entry_no = 1")
    assert main(["journal", "proof", "--person", "7"]) == 1
    assert capsys.readouterr().err.startswith("no proof: the events of person 7")


def test_nothing_new_to_count(file: Path, capsys: Say) -> None:
    before = row("SELECT count(*) FROM journal_census")
    census.take()
    assert main(["journal", "census"]) == 0
    assert capsys.readouterr().out == "nothing new to count\n"
    assert before != row("SELECT count(*) FROM journal_census")


class TestReceipt:
    @pytest.fixture
    def receipt(self, file: Path) -> receipts.Receipt:
        [named] = rows("SELECT at, person_id, nonce FROM journal_event WHERE entry_no = 1")
        return promise(Named(*named), receipts.about([hashlib.sha256(b"x").digest()]))

    def test_honoured(self, file: Path, receipt: receipts.Receipt, capsys: Say) -> None:
        kept = file.with_name("receipt")
        kept.write_text(receipt.text() + "\n")
        for given in (receipt.text(), str(kept)):
            assert main(["journal", "verify-proof", str(file), "--receipt", given]) == 0
            assert "the receipt was honoured" in capsys.readouterr().out

    def test_one_that_waits(self, file: Path, capsys: Say) -> None:
        [named] = rows(
            "SELECT at, person_id, nonce FROM journal_event WHERE kind = %s",
            [EventKind.PROOF_DOWNLOADED],
        )
        text = promise(Named(*named), bytes(32)).text()
        assert main(["journal", "verify-proof", str(file), "--receipt", text]) == 0
        assert "waits for its seal" in capsys.readouterr().out

    @pytest.mark.parametrize(
        ("given", "told"),
        [
            ("carnet1.x", "not a receipt"),
            ("carnet1.AA.AA", "not a receipt"),
            ("none", "No such file"),
            ("ünreadable", "not a receipt"),
        ],
    )
    def test_none(
        self, file: Path, capsys: Say, monkeypatch: pytest.MonkeyPatch, given: str, told: str
    ) -> None:
        monkeypatch.chdir(file.parent)
        Path("ünreadable").write_text("carnet1.é", encoding="utf-8")
        assert main(["journal", "verify-proof", str(file), "--receipt", given]) == 1
        assert told in capsys.readouterr().err

    def test_what_it_is_about(
        self, file: Path, receipt: receipts.Receipt, capsys: Say, tmp_path: Path
    ) -> None:
        asked = ["journal", "verify-proof", str(file), "--receipt", receipt.text(), "--document"]
        (tmp_path / "x").write_bytes(b"x")
        assert main([*asked, str(tmp_path / "x")]) == 0
        assert main([*asked, str(file)]) == 1
        assert "about other documents" in capsys.readouterr().err

    def test_of_what_was_never_written(self) -> None:
        with pytest.raises(LookupError):
            promise(Named(clock.now(), 7, 0), bytes(32))

    def test_forged(self, file: Path, receipt: receipts.Receipt, capsys: Say) -> None:
        forged = receipt._replace(leaf=bytes(32)).text()
        assert main(["journal", "verify-proof", str(file), "--receipt", forged]) == 1
        assert "receipt: wrong signature" in capsys.readouterr().err

    def test_broken(self, file: Path, receipt: receipts.Receipt, capsys: Say) -> None:
        """Given two days ago for an event that never came."""
        old = receipts.give(bytes(32), 1, receipt.at - 2 * 86_400_000_000).text()
        assert main(["journal", "verify-proof", str(file), "--receipt", old]) == 1
        assert "BROKEN PROMISE" in capsys.readouterr().err
        young = receipts.give(bytes(32), 1, receipt.at).text()
        assert main(["journal", "verify-proof", str(file), "--receipt", young]) == 1
        assert "not in this file" in capsys.readouterr().err
