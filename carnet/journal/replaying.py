"""Replays the decisions of the trace: what was stored then must give again the rule stored then."""

from __future__ import annotations

import json
from functools import lru_cache

from carnet.access.replay import FACTS, read, replay
from carnet.journal.findings import name
from carnet.journal.leaves import Row

_CASES = 65_536  # distinct decisions kept in memory: a record knows a few hundred
_BEGINNING = f'{{"{FACTS}":"'


def problem(event: Row) -> str:
    """What differs when the decision of one event is made again; "" when nothing does.

    An event without a decision (policy 0) has nothing to replay.
    """
    if not event.policy:
        return ""
    said = _answer(event.policy, event.rule, _facts(event.detail))
    return f"{name(event)}: {said}" if said else ""


def _facts(detail: str) -> str:
    """The bits, stored first in the detail: read without parsing all of it."""
    if detail.startswith(_BEGINNING):
        return detail[len(_BEGINNING) :].partition('"')[0].partition(" ")[0]
    try:
        return str(json.loads(detail or "{}").get(FACTS, "")).partition(" ")[0]
    except (ValueError, AttributeError):
        return ""


@lru_cache(_CASES)
def _answer(policy: int, rule: int, facts: str) -> str:
    if not facts:
        return f"rule {rule} decided from facts that were not kept"
    try:
        _, replayed = replay(policy, read(facts))
    except (ValueError, LookupError) as error:
        return f"rule {rule} of version {policy} cannot be replayed ({error})"
    return "" if replayed == rule else f"rule {rule} was stored, its facts give rule {replayed}"
