"""Takes what is new to the people concerned, as soon and by the messages that each chose."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from carnet.accounts import hearing, writing
from carnet.accounts.hearing import News, Told
from carnet.base import outbox
from carnet.base.database import rows
from carnet.base.outbox import Effect
from carnet.notify import preferences, waiting
from carnet.notify.topics import AT_ONCE, TOLD_APART, Pace
from carnet.notify.waiting import Wait

_WAITING = """
SELECT kind, payload::text FROM base_outbox
WHERE kind IN ('notice.write', 'notice.push') AND attempts = 0
"""


@outbox.consumer_of_many("notice.told")
def fan_out(effects: Sequence[Effect]) -> None:
    """Find whom to write to: one effect each, so that a failure never writes twice to another."""
    told = list(hearing.each(_news(one) for one in effects))
    accounts = writing.accounts_of(one.reader_id for one in told)
    told = [one for one in told if one.reader_id in accounts]
    chosen = preferences.of_each(one.reader_id for one in told)
    paces = [(one, chosen[one.reader_id].pace(one.news.kind)) for one in told]
    waiting.add(
        Wait(one.news.person_id, one.reader_id, one.news.since)
        for one, pace in paces
        if pace is Pace.DAILY
    )
    _at_once([one for one, pace in paces if pace is Pace.EACH], chosen, accounts)


def _news(effect: Effect) -> News:
    known = effect.payload
    since = datetime.fromisoformat(known["since"]) if "since" in known else effect.at
    return News(
        effect.person_id, known.get("kind", ""), bool(known.get("secret_from_representatives")),
        since, tuple(known.get("entries", ())),
    )  # fmt: skip


def _at_once(
    told: Sequence[Told],
    chosen: dict[int, preferences.Preferences],
    accounts: dict[int, writing.Reachable],
) -> None:
    """One message is enough for a lot of documents that come together."""
    if not told:
        return
    there = {(kind, _key(json.loads(payload))) for kind, payload in rows(_WAITING)}
    found: dict[str, list[tuple[int, dict[str, Any]]]] = {"notice.write": [], "notice.push": []}
    for one in told:
        account = accounts[one.reader_id]
        wanted = chosen[one.reader_id].texts()
        for kind, person_id, payload in _messages(one, account, wanted):
            if (key := (kind, _key(payload))) not in there:
                there.add(key)
                found[kind].append((person_id, payload))
    for kind, effects in found.items():
        outbox.put_many(kind, effects)


def _messages(
    told: Told, account: writing.Reachable, channels: Iterable[str]
) -> Iterable[tuple[str, int, dict[str, Any]]]:
    """What leaves for one reader. What is secret from representatives shows on no screen."""
    if told.news.kind not in TOLD_APART:
        urgent = told.news.kind in AT_ONCE
        for channel in channels:
            payload = {"account_id": account.account_id, "by": channel, "urgent": urgent}
            yield "notice.write", told.news.person_id, payload
    if not told.news.secret:
        for payload in writing.pushed(account):
            yield "notice.push", told.reader_id, payload


def _key(payload: dict[str, Any]) -> tuple[Any, ...]:
    return tuple(sorted(payload.items()))
