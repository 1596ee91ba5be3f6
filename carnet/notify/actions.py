"""Tells people that something is new: a notice in their centre, an e-mail without content."""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from carnet.base import clock, outbox
from carnet.base.database import execute
from carnet.notify import kinds

_INSERT = """
INSERT INTO notify_notice (person_id, notice_id, kind, at, entry_no, actor_professional_id,
                           secret_from_representatives)
SELECT * FROM unnest(%s::bigint[], %s::uuid[], %s::text[], %s::timestamptz[], %s::int[],
                     %s::int[], %s::boolean[])
ON CONFLICT DO NOTHING
"""


class News(NamedTuple):
    """Something to tell one person, as a row of ``notify_notice``."""

    person_id: int
    notice_id: uuid.UUID  # the same when it is told again: it is written once
    kind: str
    at: datetime
    entry_no: int | None = None
    professional_id: int | None = None
    secret_from_representatives: bool = False


def tell(
    person_id: int,
    kind: str,
    entry_no: int | None = None,
    professional_id: int | None = None,
    *,
    secret_from_representatives: bool = False,
) -> None:
    """Add a notice to the record's centre and send « Vous avez du nouveau », in this transaction.

    What is kept from the representatives of a minor is neither shown nor announced to them.
    """
    secret = secret_from_representatives
    tell_all([News(person_id, uuid.uuid4(), kind, clock.now(), entry_no, professional_id, secret)])


def tell_all(news: Sequence[News]) -> None:
    """Tell many people at once, as ``tell`` does: two statements, and one e-mail a person."""
    for kind in {one.kind for one in news}:
        kinds.sentence(kind)
    if news:
        execute(_INSERT, [list(column) for column in zip(*news, strict=True)])
    # The accounts room knows whom to write to, and consumes this.
    outbox.put_many("notice.told", _told(news))


def _told(news: Sequence[News]) -> Iterator[tuple[int, dict[str, Any]]]:
    """What comes together of one person and kind is one news; ``since``: its oldest notice."""
    together: dict[tuple[int, str, bool], list[News]] = {}
    for one in news:
        key = one.person_id, one.kind, one.secret_from_representatives
        together.setdefault(key, []).append(one)
    for (person_id, kind, secret), same in together.items():
        yield (
            person_id,
            {
                "kind": kind,
                "secret_from_representatives": secret,
                "since": min(one.at for one in same).isoformat(),
                "entries": [one.entry_no for one in same if one.entry_no is not None],
            },
        )


def mark_read(
    person_id: int, *, representative: bool = False, notice_id: uuid.UUID | None = None
) -> int:
    """Mark one notice, or all that this reader may see, as read; return how many were new."""
    return execute(
        "UPDATE notify_notice SET read_at = %s WHERE person_id = %s AND read_at IS NULL"
        " AND NOT (secret_from_representatives AND %s)"
        " AND (%s::uuid IS NULL OR notice_id = %s)",
        [clock.now(), person_id, representative, notice_id, notice_id],
    )
