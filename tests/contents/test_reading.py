"""The worker's reading: each document once, a failure lets the others pass, nothing is shown."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from carnet.base import clock
from carnet.base.database import execute, rows
from carnet.contents import again, drawing, packing, reading, waiting
from carnet.formats import sandbox
from carnet.formats.problems import Busy, FormatProblem, TooCostly
from carnet.records import actions
from carnet.records.originals import original
from carnet.records.problems import NotFound
from carnet.vault import store
from carnet.vault.personal import Box
from carnet.vault.problems import IntegrityProblem
from tests.contents.reports import Measured, deposited, read_all
from tests.records.world import HOLDER, OTHER, PERSON, document, events, put

pytestmark = pytest.mark.usefixtures("record")
GLUCOSE = Measured("0.95")
Asked = Callable[..., Any]


def state(entry_no: int = 1) -> tuple[Any, ...]:
    """(read, tries, problem, words kept, values kept) of one document."""
    found = rows(
        "SELECT read_at IS NOT NULL, tries, problem, words IS NOT NULL, values IS NOT NULL"
        " FROM contents_reading WHERE person_id = %s AND entry_no = %s",
        [PERSON, entry_no],
    )
    return found[0]


def failing(monkeypatch: pytest.MonkeyPatch, problem: Exception, *, of: bytes = b"") -> None:
    """From now on the children refuse documents that hold these bytes."""
    real: Asked = sandbox.call

    def call(name: str, data: bytes, *arguments: Any) -> Any:
        if of in data:
            raise problem
        return real(name, data, *arguments)

    monkeypatch.setattr(sandbox, "call", call)


def test_a_deposit_is_read_once() -> None:
    deposited(1, GLUCOSE)
    assert state() == (False, 0, "", False, False)
    assert read_all() == 1
    assert state() == (True, 0, "", True, True)
    assert read_all() == 0


def test_what_was_read_opens_with_the_key_of_its_person_and_place_only() -> None:
    deposited(1, GLUCOSE)
    read_all()
    ((kept,),) = rows("SELECT values FROM contents_reading", binary=True)
    (value,) = packing.opened(Box(PERSON), 1, kept)
    assert (value.number, value.unit, value.name) == ("0.95", "g/L", "Glucose")
    for box, number in ((Box(OTHER), 1), (Box(PERSON), 2)):
        with pytest.raises(IntegrityProblem):
            packing.opened(box, number, kept)


def test_nothing_of_a_document_is_in_clear() -> None:
    deposited(1, GLUCOSE)
    read_all()
    sql = "SELECT words, text, values, shown FROM contents_reading"
    for kept in rows(sql, binary=True)[0]:
        assert b"lucose" not in kept
        assert b"0.95" not in kept


def test_the_page_of_a_clinical_document_is_drawn_once_for_its_person_and_place() -> None:
    deposited(1, GLUCOSE)
    put(document(2, data=b"Une lettre en texte simple.", mime_type="text/plain"))
    read_all()
    (kept,), (other,) = rows("SELECT shown FROM contents_reading ORDER BY entry_no", binary=True)
    assert other is None
    drawn = drawing.opened(Box(PERSON), 1, kept)
    assert drawn
    assert drawn == sandbox.show(original(PERSON, 1))
    assert drawing.opened(Box(OTHER), 1, kept) is None
    assert drawing.opened(Box(PERSON), 2, kept) is None


def test_a_page_too_large_to_keep_is_not_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(drawing, "LARGEST", 100)
    deposited(1, GLUCOSE)
    read_all()
    assert state() == (True, 0, "", True, True)
    assert rows("SELECT shown FROM contents_reading") == [(None,)]


def test_reading_writes_no_line_in_the_trace() -> None:
    deposited(1, GLUCOSE)
    before = events()
    read_all()
    assert events() == before


def test_a_document_without_values_has_words_only() -> None:
    put(document(1, data=b"Une lettre en texte simple.", mime_type="text/plain"))
    read_all()
    assert state() == (True, 0, "", True, False)


def test_one_that_no_reader_understands_ends_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    deposited(1, GLUCOSE)
    deposited(2, Measured("1.12"))
    failing(monkeypatch, FormatProblem("/", "a document", "another"), of=b"0.95")
    assert read_all() == 2
    assert state(1) == (True, 0, "unreadable", False, False)
    assert state(2) == (True, 0, "", True, True)


@pytest.mark.parametrize("problem", [TooCostly("/", "less", "more"), OSError("the disk")])
def test_one_that_fails_waits_and_lets_the_others_pass(
    monkeypatch: pytest.MonkeyPatch, problem: Exception
) -> None:
    deposited(1, GLUCOSE)
    deposited(2, Measured("1.12"))
    failing(monkeypatch, problem, of=b"0.95")
    assert read_all() == 1
    assert state(1) == (False, 1, "", False, False)
    assert state(2) == (True, 0, "", True, True)
    assert read_all() == 0  # it is not tried again at once
    monkeypatch.undo()
    with clock.moved(timedelta(minutes=5)):
        assert read_all() == 1
    assert state(1) == (True, 0, "", True, True)


@pytest.mark.parametrize(
    ("problem", "named"),
    [(TooCostly("/", "less", "more"), "costly"), (OSError("the disk"), "unreachable")],
)
def test_one_that_always_fails_ends_with_the_name_of_its_problem(
    monkeypatch: pytest.MonkeyPatch, problem: Exception, named: str
) -> None:
    deposited(1, GLUCOSE)
    failing(monkeypatch, problem)
    for hours in range(waiting.MOST_TRIES):
        with clock.moved(timedelta(days=hours)):
            read_all()
    assert state() == (True, 0, named, False, False)
    assert again.states() == {named: 1}


def test_one_that_kills_its_reader_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    """The worker dies each time: nothing but the claim tells that it was tried."""
    deposited(1, GLUCOSE)
    deposited(2, Measured("1.12"))

    def die(*_: object) -> bytes:
        raise SystemExit

    monkeypatch.setattr(reading, "original", die)
    for days in range(waiting.MOST_TRIES):
        with clock.moved(timedelta(days=days)), pytest.raises(SystemExit):
            read_all()
    monkeypatch.setattr(reading, "original", original)
    with clock.moved(timedelta(days=waiting.MOST_TRIES)):
        assert read_all() == 2
    assert {state(1)[2], state(2)[2]} <= {"costly", ""}


def test_a_busy_house_counts_no_try(monkeypatch: pytest.MonkeyPatch) -> None:
    deposited(1, GLUCOSE)
    failing(monkeypatch, Busy())
    assert read_all() == 0
    assert state() == (False, 0, "", False, False)


def test_a_claim_keeps_others_away_until_it_ends() -> None:
    deposited(1, GLUCOSE)
    (claim,) = waiting.claim(PERSON, [1])
    assert waiting.claim(PERSON, [1]) == []
    assert read_all() == 0
    with clock.moved(waiting.LEASE + timedelta(seconds=1)):
        assert read_all() == 1
    waiting.keep([waiting.Read(claim, problem=waiting.Problem.COSTLY)], 0)  # too late
    assert state() == (True, 0, "", True, True)


def test_the_newest_is_read_first() -> None:
    for number in (1, 2, 3):
        deposited(number, GLUCOSE)
    assert [numbers for _, numbers in waiting.people(2)] == [[3, 2]]


def test_a_closed_record_is_not_read_until_it_opens_again() -> None:
    deposited(1, GLUCOSE)
    actions.close_now(PERSON, HOLDER)
    for days in range(10):
        with clock.moved(timedelta(days=2 * days)):
            assert read_all() == 0
    assert state() == (False, 0, "", False, False)
    actions.reopen(PERSON, HOLDER)
    with clock.moved(timedelta(days=30)):
        assert read_all() == 1


def test_what_a_destroyed_record_said_is_gone() -> None:
    deposited(1, GLUCOSE)
    read_all()
    actions.close_now(PERSON, HOLDER)
    actions.request_deletion(PERSON, HOLDER)
    with clock.moved(timedelta(days=31)):
        actions.run_timers()
        assert rows("SELECT 1 FROM contents_reading") == []
        assert read_all() == 0


def test_bytes_that_are_damaged_end_with_a_name(monkeypatch: pytest.MonkeyPatch) -> None:
    deposited(1, GLUCOSE)

    def damaged(*_: object) -> bytes:
        raise IntegrityProblem("altered")

    monkeypatch.setattr(store, "get", damaged)
    for days in range(waiting.MOST_TRIES):
        with clock.moved(timedelta(days=days)):
            read_all()
    assert state()[2] == "unreachable"


def test_an_original_of_nobody_is_not_found() -> None:
    with pytest.raises(NotFound):
        original(PERSON, 1)


def test_a_better_reader_reads_again_what_an_older_one_read(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    deposited(1, GLUCOSE)
    read_all()
    assert again.read_again() == 0
    monkeypatch.setattr(again, "READER", reading.READER + 1)
    assert again.read_again() == 1
    assert state()[4] is True  # it serves meanwhile
    assert read_all() == 1


def test_all_is_read_again_on_demand() -> None:
    deposited(1, GLUCOSE)
    read_all()
    assert again.states() == {"read": 1}
    assert again.read_again(everything=True) == 1
    assert again.states() == {"waiting": 1}


def test_what_failed_is_read_again(monkeypatch: pytest.MonkeyPatch) -> None:
    deposited(1, GLUCOSE)
    failing(monkeypatch, FormatProblem("/", "a document", "another"))
    read_all()
    monkeypatch.undo()
    assert again.read_again() == 1
    read_all()
    assert state() == (True, 0, "", True, True)


def test_documents_of_one_person_are_kept_in_one_transaction() -> None:
    for number in range(1, 6):
        deposited(number, GLUCOSE)
    with CaptureQueriesContext(connection) as queries:
        read_all()
    verbs = [one["sql"].split()[0] for one in queries]
    assert verbs.count("SAVEPOINT") == 1
    # Who waits, twice; a refusal; the claim; the place of each; what was read of each.
    assert (verbs.count("SELECT"), verbs.count("UPDATE")) == (2 + 1 + 5, 1 + 5)


def test_an_altered_row_is_told_from_a_claim() -> None:
    """Somebody else's lease is not ours, even at the same moment of another try."""
    deposited(1, GLUCOSE)
    (claim,) = waiting.claim(PERSON, [1])
    execute("UPDATE contents_reading SET not_before = now()")
    waiting.keep([waiting.Read(claim)], 1)
    assert state()[0] is False
