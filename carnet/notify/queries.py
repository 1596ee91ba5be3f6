"""The notification centre of one record."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from carnet.base.database import row, rows
from carnet.notify import kinds

_MINE = "person_id = %s AND NOT (secret_from_representatives AND %s)"

_UNREAD = """
SELECT asked.number, n.kind, n.entry_no, n.secret_from_representatives
FROM unnest(%s::bigint[], %s::timestamptz[]) WITH ORDINALITY AS asked (person_id, since, number)
JOIN notify_notice n ON n.person_id = asked.person_id AND n.at >= asked.since
WHERE n.read_at IS NULL
"""


@dataclass(frozen=True, slots=True)
class NoticeLine:
    """One notice: its sentence, and what it leads to."""

    notice_id: UUID
    kind: str
    sentence: str
    at: datetime
    entry_no: int | None
    professional_id: int | None
    unread: bool


class Unread(NamedTuple):
    """What the count of a daily message asks of a notice."""

    kind: str
    entry_no: int | None
    secret_from_representatives: bool


def notices(person_id: int, *, representative: bool = False, limit: int = 50) -> list[NoticeLine]:
    """The latest notices, newest first; ``representative`` leaves out what is secret from them."""
    found = rows(
        "SELECT notice_id, kind, at, entry_no, actor_professional_id, read_at IS NULL"
        f" FROM notify_notice WHERE {_MINE} ORDER BY at DESC LIMIT %s",
        [person_id, representative, limit],
    )
    return [
        NoticeLine(notice_id, kind, kinds.sentence(kind), at, entry_no, professional_id, unread)
        for notice_id, kind, at, entry_no, professional_id, unread in found
    ]


def unread(person_id: int, *, representative: bool = False) -> int:
    """How many notices this reader has not read."""
    found = row(
        f"SELECT count(*) FROM notify_notice WHERE {_MINE} AND read_at IS NULL",
        [person_id, representative],
    )
    return int(found[0]) if found else 0


def unread_since(asked: Sequence[tuple[int, datetime]]) -> list[list[Unread]]:
    """What nobody read of each of these records since then, by anyone."""
    found: list[list[Unread]] = [[] for _ in asked]
    for number, *line in rows(_UNREAD, [list(column) for column in zip(*asked, strict=True)]):
        found[number - 1].append(Unread(*line))
    return found
