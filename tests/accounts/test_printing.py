"""Batches of letters: whole or not at all, no code twice, nobody forgotten."""

import csv
import re
import stat
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest

from carnet.accounts import actions, codes, letters, press, printing
from carnet.accounts.models import Contact, LetterBatch, ProvisionalCode
from carnet.base import clock, ids
from carnet.base.database import execute
from carnet.cli.main import main
from carnet.journal.events import EventKind
from tests.accounts.test_letters import LETTER
from tests.accounts.world import CHILD, MOTHER, events, matricule

pytestmark = pytest.mark.django_db
CODE = re.compile(f"[{codes.ALPHABET}]{{5}}-[{codes.ALPHABET}]{{5}}")


def insured(count: int) -> list[int]:
    lines = [
        replace(MOTHER, matricule=matricule(f"28508141680{n}"), email="", given_names=f"ANNE {n}")
        for n in range(30, 30 + count)
    ]
    return [one.person_id for one in actions.enrol(lines)]


def pages(folder: Path) -> list[str]:
    found = []
    for path in sorted(folder.glob("*.pdf")):
        with pypdfium2.PdfDocument(path) as document:
            found += [page.get_textpage().get_text_range() for page in document]
    return found


def printed_codes(folder: Path) -> list[str]:
    return [codes.normalise(found) for page in pages(folder) for found in CODE.findall(page)]


def valid(folder: Path) -> int:
    """How many printed codes open something."""
    hashes = list(ProvisionalCode.objects.values_list("code_hash", flat=True))
    return sum(any(codes.matches(one, kept) for kept in hashes) for one in printed_codes(folder))


def test_letters_come_in_files_with_a_manifest(tmp_path: Path) -> None:
    waiting = insured(5)
    done = printing.run(tmp_path / "out", per_file=2)
    assert (done.letters, done.files) == (5, 3)
    assert len(pages(tmp_path / "out")) == 5
    assert valid(tmp_path / "out") == 5
    listed = []
    for path in sorted((tmp_path / "out").glob("*.csv")):
        with path.open(newline="") as file:
            listed += list(csv.DictReader(file, delimiter=";"))
    assert tuple(listed[0]) == press.COLUMNS
    found = [ids.reveal(line["reference"]) for line in listed]
    assert sorted(one.person_id for one in found if one) == sorted(waiting)
    assert {line["pages"] for line in listed} == {"1"}
    assert LetterBatch.objects.count() == 3


def test_each_person_is_informed_once(tmp_path: Path) -> None:
    [person_id] = insured(1)
    printing.run(tmp_path)
    contact = Contact.objects.get(person_id=person_id)
    assert contact.informed_at is not None
    assert events(person_id) == [EventKind.INFORMED]
    assert printing.run(tmp_path).letters == 0


def test_folder_and_files_are_for_this_account_only(tmp_path: Path) -> None:
    insured(1)
    printing.run(tmp_path / "out")
    assert stat.S_IMODE((tmp_path / "out").stat().st_mode) == 0o700
    assert {stat.S_IMODE(path.stat().st_mode) for path in (tmp_path / "out").iterdir()} == {0o600}


def test_no_manifest_holds_an_identity_or_a_code(tmp_path: Path) -> None:
    insured(2)
    printing.run(tmp_path)
    [manifest] = tmp_path.glob("*.csv")
    said = manifest.read_text()
    for secret in ("ANNE", "DESMAUX", "PARIS", *printed_codes(tmp_path)):
        assert secret not in said


def test_the_letter_of_a_child_goes_to_the_parent(tmp_path: Path) -> None:
    list(actions.enrol([replace(MOTHER, email=""), CHILD]))
    printing.run(tmp_path)
    said = pages(tmp_path)
    assert sorted("Jules" in page for page in said) == [False, True]
    assert all("12 rue des Lilas" in page for page in said)


def test_a_limit_leaves_the_others_waiting(tmp_path: Path) -> None:
    insured(5)
    assert printing.run(tmp_path, per_file=2, limit=3).letters == 3
    assert printing.waiting() == 2


def test_a_cut_before_the_record_prints_no_valid_code(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    insured(3)

    def cut(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(printing, "_record", cut)
    with pytest.raises(KeyboardInterrupt):
        printing.run(tmp_path)
    assert {path.suffix for path in tmp_path.iterdir()} == {".part"}
    assert not ProvisionalCode.objects.exists()
    monkeypatch.undo()
    assert printing.run(tmp_path).letters == 3
    assert not list(tmp_path.glob("*.part"))
    assert valid(tmp_path) == len(printed_codes(tmp_path)) == 3


def test_a_cut_after_the_record_is_mended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    insured(3)

    def cut(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(press, "release", cut)
    with pytest.raises(KeyboardInterrupt):
        printing.run(tmp_path)
    monkeypatch.undo()
    assert not printed_codes(tmp_path)
    assert printing.run(tmp_path).letters == 0
    assert valid(tmp_path) == len(printed_codes(tmp_path)) == 3


def test_who_leaves_the_queue_meanwhile_is_in_no_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, *others = insured(3)
    compose = press.compose
    before: list[str] = []

    def composing(*arguments: object) -> object:
        if not before:
            before.append(actions.renew_code(one, "sms"))
            Contact.objects.filter(person_id=one).update(inform_by="")
        return compose(*arguments)  # type: ignore[arg-type]

    Contact.objects.filter(person_id=one).update(mobile="+33612345678")
    monkeypatch.setattr(press, "compose", composing)
    assert printing.run(tmp_path).letters == len(others)
    assert valid(tmp_path) == len(printed_codes(tmp_path)) == len(others)


def test_who_activated_meanwhile_gets_no_letter(tmp_path: Path) -> None:
    [person_id] = insured(1)
    actions.open_account(person_id, "anne.demo", "Cerise-42x", "a@example.org")
    assert printing.run(tmp_path).letters == 0
    assert Contact.objects.get(person_id=person_id).inform_by == ""


def test_who_has_no_address_waits_for_the_next_file(tmp_path: Path) -> None:
    [person_id, _other] = insured(2)
    Contact.objects.filter(person_id=person_id).update(address="")
    done = printing.run(tmp_path)
    assert (done.letters, done.unreachable) == (1, 1)
    assert Contact.objects.get(person_id=person_id).inform_by == "none"
    list(actions.enrol([replace(MOTHER, matricule=matricule("2850814168030"), email="")]))
    assert printing.run(tmp_path).letters == 1


def test_one_sign_that_no_font_draws_stops_no_other(tmp_path: Path) -> None:
    [first, *_others] = insured(4)
    execute("UPDATE identity_person SET birth_name = '日本' WHERE person_id = %s", [first])
    done = printing.run(tmp_path)
    assert (done.letters, done.unprintable) == (3, 1)
    assert valid(tmp_path) == 3


def test_a_renewed_code_is_printed_as_such(tmp_path: Path) -> None:
    [person_id] = insured(1)
    printing.run(tmp_path / "first")
    actions.renew_code(person_id)
    printing.run(tmp_path / "second")
    [said] = pages(tmp_path / "second")
    assert "nouveau code" in said
    assert (valid(tmp_path / "first"), valid(tmp_path / "second")) == (0, 1)
    assert events(person_id) == [EventKind.INFORMED, EventKind.CODE_SENT]


def test_a_lost_file_is_sent_again_with_other_codes(tmp_path: Path) -> None:
    insured(2)
    printing.run(tmp_path / "first")
    [manifest] = (tmp_path / "first").glob("*.csv")
    assert printing.send_again(press.references(manifest)) == 2
    printing.run(tmp_path / "second")
    assert (valid(tmp_path / "first"), valid(tmp_path / "second")) == (0, 2)


def test_purging_deletes_the_codes_and_keeps_the_manifest(tmp_path: Path) -> None:
    insured(1)
    printing.run(tmp_path)
    (tmp_path / "other.pdf").write_bytes(b"not ours")
    assert press.purge(tmp_path, clock.now()) == 1
    assert sorted(path.suffix for path in tmp_path.iterdir()) == [".csv", ".pdf"]


def test_a_letter_of_two_pages_makes_each_begin_on_a_front() -> None:
    short, long = "Ana", " ".join(["Marie"] * 400)
    sheets = [replace(LETTER, child=child, code="ACDEF-HJKMN") for child in (short, long, short)]
    made = letters.compose_many(sheets)
    assert made.first_pages == [1, 3, made.pages]
    assert all(first % 2 for first in made.first_pages)


def test_the_command_writes_and_purges(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    insured(3)
    out = str(tmp_path / "out")
    assert main(["letters", "--out", out, "--per-file", "2"]) == 0
    assert capsys.readouterr().out == "letters=3 files=2\n"
    [manifest, _other] = sorted((tmp_path / "out").glob("*.csv"))
    assert main(["letters", "--again", str(manifest)]) == 0
    assert capsys.readouterr().out in {"waiting=2\n", "waiting=1\n"}
    assert main(["letters", "--out", out, "--purge"]) == 0
    assert capsys.readouterr().out == "purged=2\n"
    assert main(["letters"]) == 2


def test_a_file_that_is_no_manifest_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    other = tmp_path / "other.csv"
    other.write_text("a;b\n1;2\n")
    assert main(["letters", "--again", str(other)]) == 1
    assert "not a manifest" in capsys.readouterr().err


def test_no_code_is_used_twice(tmp_path: Path) -> None:
    insured(6)
    printing.run(tmp_path, per_file=2)
    assert max(Counter(printed_codes(tmp_path)).values()) == 1
