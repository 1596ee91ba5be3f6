"""The daily message: « 3 nouveautés dans votre carnet », once a day, if something is unread."""

from __future__ import annotations

from collections.abc import Sequence

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
    if not taken:
        return 0
    chosen = preferences.of_each(one.reader_id for one in taken)
    accounts = writing.accounts_of(chosen)
    told = {
        reader_id: heard
        for reader_id, heard in _heard(taken, chosen).items()
        if heard and reader_id in accounts
    }
    for reader_id, heard in told.items():
        _put(reader_id, accounts[reader_id], chosen[reader_id], heard)
    waiting.told(told)
    return len(told)


def _heard(taken: Sequence[Wait], chosen: dict[int, Preferences]) -> dict[int, list[Unread]]:
    """What nobody read since, that each reader may know of and wants to hear of."""
    family = Family.of(one.person_id for one in taken)
    unread = queries.unread_since([(one.person_id, one.since) for one in taken])
    found: dict[int, list[Unread]] = {}
    for wait, news in zip(taken, unread, strict=True):
        known = hearing.heard(wait.person_id, wait.reader_id, news, family)
        pace = chosen[wait.reader_id].pace
        wanted = [one for one in known if pace(one.kind) is not Pace.NEVER]
        found.setdefault(wait.reader_id, []).extend(wanted)
    return found


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
