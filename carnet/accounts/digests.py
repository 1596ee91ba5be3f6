"""The daily message: « 3 nouveautés dans votre carnet », once a day, if something is unread."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from operator import attrgetter

from django.db import transaction

from carnet.accounts import hearing, writing
from carnet.accounts.hearing import Family
from carnet.base import outbox
from carnet.notify import preferences, queries, waiting
from carnet.notify.preferences import Preferences
from carnet.notify.queries import Unread
from carnet.notify.topics import Pace
from carnet.notify.waiting import Wait

BATCH = 500  # readers in one transaction


def run(limit: int = 10_000) -> int:
    """Write what is due to at most ``limit`` readers (a timer); return how many are written to.

    Each batch is taken, counted and put in the outbox in one transaction: a cut loses none and
    repeats none.
    """
    written = done = 0
    while done < limit:
        with transaction.atomic():
            taken = waiting.take(min(BATCH, limit - done))
            written += _write(taken)
        if not taken:
            break
        done += len({one.reader_id for one in taken})
    return written


def _write(taken: Sequence[Wait]) -> int:
    family = Family.of(one.person_id for one in taken)
    chosen = preferences.of_each(one.reader_id for one in taken)
    accounts = writing.accounts_of(chosen)
    reader = attrgetter("reader_id")
    told = []
    for reader_id, waits in groupby(sorted(taken, key=reader), reader):
        if account := accounts.get(reader_id):
            heard = [one for wait in waits for one in _heard(wait, family, chosen[reader_id])]
            if heard:
                told.append(reader_id)
                _put(reader_id, account, chosen[reader_id], heard)
    if told:
        waiting.told(told)
    return len(told)


def _heard(wait: Wait, family: Family, chosen: Preferences) -> list[Unread]:
    """What nobody read since, that this reader may know of and wants to hear of."""
    unread = queries.unread_since(wait.person_id, wait.since)
    known = hearing.heard(wait.person_id, wait.reader_id, unread, family)
    return [one for one in known if chosen.pace(one.kind) is not Pace.NEVER]


def _put(
    reader_id: int, account: writing.Reachable, chosen: Preferences, heard: Sequence[Unread]
) -> None:
    outbox.put_many(
        "notice.write",
        (
            (reader_id, {"account_id": account.account_id, "by": by, "count": len(heard)})
            for by in chosen.texts()
        ),
    )
    shown = sum(not one.secret_from_representatives for one in heard)
    if shown:
        outbox.put_many("notice.push", ((reader_id, one) for one in writing.pushed(account, shown)))
