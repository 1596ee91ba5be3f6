"""An access that a person finds abnormal: told to the operator, answered, and read again.

What is written is sealed under the person's own key. A secret access of a minor is reported in
secret: neither the report nor its answer is shown to the representatives.
"""

from __future__ import annotations

import enum
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import transaction

from carnet.access.facts import Actor, ActorKind, Purpose
from carnet.base import clock
from carnet.base.database import execute, row, rows
from carnet.journal import queries
from carnet.journal.events import EventKind, record
from carnet.journal.queries import Event
from carnet.journal.wanted import Wanted
from carnet.notify.actions import tell
from carnet.sharing.asking import allowed_to_the_person
from carnet.sharing.problems import AlreadyAnswered, NoReport, TooManyReports
from carnet.sharing.scopes import row_hash
from carnet.vault import personal
from carnet.vault.problems import KeyDestroyed

LONGEST = 1000  # characters, of what is written on either side
_SYSTEM = Actor(ActorKind.SYSTEM)


class Motive(enum.StrEnum):
    """Why an access looks abnormal."""

    UNEXPLAINED = "unexplained"
    UNKNOWN = "unknown"
    NOT_MY_CARE = "not_my_care"
    TOO_MUCH = "too_much"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class ReportView:
    """One report. ``professional_id`` and ``organization_id``: who is reported, None for others."""

    person_id: int
    report_no: int
    reporter_id: int
    event_at: datetime
    event_nonce: int
    professional_id: int | None
    organization_id: int | None
    motive: Motive
    at: datetime
    answered_at: datetime | None
    words: str
    answer: str


_ONE_AT_A_TIME = "SELECT 1 FROM records_record WHERE person_id = %s FOR UPDATE"
_COLUMNS = """
SELECT person_id, report_no, reporter_id, event_at, event_nonce, professional_id, organization_id,
       motive, at, answered_at, words, answer FROM sharing_report
"""
_SAME = "WHERE person_id = %s AND event_at = %s AND event_nonce = %s AND reporter_id = %s"
_OPEN = "SELECT count(*) FROM sharing_report WHERE person_id = %s AND answered_at IS NULL"
_NEXT = "SELECT 1 + coalesce(max(report_no), 0) FROM sharing_report WHERE person_id = %s"
_WRITE = """
INSERT INTO sharing_report (person_id, report_no, reporter_id, event_at, event_nonce,
                            professional_id, organization_id, motive, words, at)
VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s)
"""
_ANSWER = """
UPDATE sharing_report SET answered_at = %s, answer = %s
WHERE person_id = %s AND report_no = %s AND answered_at IS NULL RETURNING 1
"""


def report(person_id: int, actor: Actor, event: Event, motive: Motive, words: str = "") -> int:
    """Tell the operator of one event; return the number of the report.

    The same event told twice is one report. Raises SharingRefused, TooManyReports.
    """
    decision = allowed_to_the_person(person_id, actor)
    with transaction.atomic():
        row(_ONE_AT_A_TIME, [person_id])
        asked = [person_id, event.at, event.nonce, actor.actor_id]
        if known := row(f"SELECT report_no FROM sharing_report {_SAME}", asked):
            return int(known[0])
        _refuse_too_many(person_id)
        number, bound = _write(person_id, actor, event, motive, words)
        told = {"report": number, "row": bound}
        _journal(EventKind.REPORTED, event, actor, told, decision=decision)
    return number


def answer(person_id: int, report_no: int, words: str) -> None:
    """Answer a report: the person is told, and reads it. Raises NoReport, AlreadyAnswered."""
    with transaction.atomic():
        found = one(person_id, report_no)
        sealed = _sealed(person_id, report_no, b"a", words)
        now = clock.now()
        if not row(_ANSWER, [now, sealed, person_id, report_no]):
            raise AlreadyAnswered
        event = event_of(found)
        if event is not None:
            bound = row_hash("report.ended", person_id, report_no, now, sealed)
            told = {"report": report_no, "row": bound}
            _journal(EventKind.REPORT_ANSWERED, event, _SYSTEM, told)
        secret = found.reporter_id == person_id
        tell(person_id, "REPONSE_SIGNALEMENT", secret_from_representatives=secret)


def one(person_id: int, report_no: int) -> ReportView:
    """One report. Raises NoReport."""
    found = rows(f"{_COLUMNS} WHERE person_id = %s AND report_no = %s", [person_id, report_no])
    if not found:
        raise NoReport
    return _view(found[0])


def of_person(person_id: int, reader_id: int) -> list[ReportView]:
    """The reports about one record, newest first; the holder's own are theirs alone."""
    mine = "WHERE person_id = %s AND (person_id = %s OR reporter_id <> person_id)"
    found = rows(f"{_COLUMNS} {mine} ORDER BY report_no DESC", [person_id, reader_id])
    return [_view(line) for line in found]


def waiting(limit: int = 100) -> list[ReportView]:
    """The operator's queue: reports without an answer, oldest first.

    Not those of a destroyed record that a restored database brought back (docs/closing.md).
    """
    found = []
    for line in rows(f"{_COLUMNS} WHERE answered_at IS NULL ORDER BY at LIMIT %s", [limit]):
        with suppress(KeyDestroyed):
            found.append(_view(line))
    return found


def event_of(report: ReportView) -> Event | None:
    """The event that a report is about, whoever may know of it."""
    moment = Wanted(since=report.event_at, until=report.event_at + timedelta(microseconds=1))
    return queries.event(report.person_id, report.event_nonce, moment)


def _refuse_too_many(person_id: int) -> None:
    found = row(_OPEN, [person_id])
    if found and found[0] >= settings.REPORTS_OPEN_MAX:
        raise TooManyReports


def _write(
    person_id: int, actor: Actor, event: Event, motive: Motive, words: str
) -> tuple[int, str]:
    """The number of the report, and the hash that binds its row to the trace."""
    found = row(_NEXT, [person_id])
    number = int(found[0]) if found else 1
    professional = event.actor_id if event.actor_kind is ActorKind.PROFESSIONAL else 0
    columns = (
        person_id, number, actor.actor_id, event.at, event.nonce, professional or None,
        event.organization_id or None, Motive(motive).value,
        _sealed(person_id, number, b"w", words), clock.now(),
    )  # fmt: skip
    execute(_WRITE, list(columns))
    return number, row_hash("report", *columns)


def _journal(
    kind: EventKind, event: Event, actor: Actor, detail: dict[str, object], **options: Any
) -> None:
    """As secret as the event it is about; of a refusal, whatever was refused stays unsaid."""
    if event.purpose is Purpose.SECRET:
        actor = replace(actor, purpose=Purpose.SECRET)
    entry_no = 0 if event.kind is EventKind.ACCESS_REFUSED else event.entry_no
    record(kind, event.person_id, actor, entry_no=entry_no or None, detail=detail, **options)


def _sealed(person_id: int, report_no: int, side: bytes, words: str) -> bytes | None:
    text = words.strip()[:LONGEST].encode()
    return personal.seal(person_id, text, b"report.%s.%d" % (side, report_no)) if text else None


def _view(line: Sequence[Any]) -> ReportView:
    *facts, motive, at, answered_at, words, said = line
    said = _opened(line[0], line[1], b"a", said)
    words = _opened(line[0], line[1], b"w", words)
    columns: list[Any] = [*facts, Motive(motive), at, answered_at, words, said]
    return ReportView(*columns)


def _opened(person_id: int, report_no: int, side: bytes, sealed: bytes | None) -> str:
    if sealed is None:
        return ""
    return personal.unseal(person_id, sealed, b"report.%s.%d" % (side, report_no)).decode()
