"""Events that are missing from the sealed log or too many in it, told apart and named."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from carnet.journal.kinds import EventKind
from carnet.journal.leaves import Row, microseconds, moment
from carnet.journal.seals import Trace

Place = tuple[int, int]  # when and whose


class Extra(NamedTuple):
    """A row whose leaf its seal does not have (``seal_no`` 0: not sealed yet)."""

    event: Row
    genuine: bool  # its MAC is right
    seal_no: int


class Findings:
    """What does not match, gathered over the whole log, so that a moved row is seen as such."""

    def __init__(self) -> None:
        self._missing: list[tuple[Trace, int]] = []
        self._extra: list[Extra] = []

    def miss(self, trace: Trace, seal_no: int) -> None:
        """A sealed event has no row."""
        self._missing.append((trace, seal_no))

    def exceed(self, event: Row, *, genuine: bool, seal_no: int) -> None:
        """A row is in no seal that should have it, or has a wrong MAC."""
        self._extra.append(Extra(event, genuine, seal_no))

    def missing_macs(self) -> set[int]:
        """The MACs of sealed events without a row."""
        return {trace.mac for trace, _ in self._missing}

    def told(self, copies: Iterable[tuple[Row, int]]) -> Iterator[str]:
        """Name each finding; ``copies``: events present more than once, and how many times."""
        unmatched = dict(enumerate(self._missing))
        by_mac = {trace.mac: key for key, (trace, _) in unmatched.items()}
        by_place = {(trace.at, trace.person_id): key for key, (trace, _) in unmatched.items()}
        copied = Counter({_identity(event): count for event, count in copies})
        for extra in sorted(self._extra, key=lambda one: not one.genuine):
            place = (microseconds(extra.event.at), extra.event.person_id)
            key = by_mac.get(extra.event.mac, by_place.get(place))
            origin = unmatched.pop(key, None) if key is not None else None
            # A genuine copy that its seal lacks is told here, the event itself is where it was.
            if origin is None and extra.genuine and copied[_identity(extra.event)] > 1:
                copied[_identity(extra.event)] -= 1
            yield _tell(extra, origin)
        for event, _ in copies:
            if copied[_identity(event)] > 1:
                yield f"duplicated: {name(event)} is present {copied[_identity(event)]} times"
        for trace, seal_no in unmatched.values():
            yield f"removed: {_trace_name(trace)}, sealed in seal {seal_no}, is no longer there"


def _tell(extra: Extra, origin: tuple[Trace, int] | None) -> str:
    event, genuine, seal_no = extra
    if origin:
        trace, sealed_in = origin
        if genuine:
            return f"reordered: {name(event)}, sealed in seal {sealed_in}, changed its place"
        return (
            f"altered: {_trace_name(trace)}, sealed in seal {sealed_in}, reads now as {name(event)}"
        )
    if genuine:
        return f"duplicated: {name(event)} is a copy among the events of seal {seal_no}"
    if seal_no:
        return f"inserted: {name(event)} is not in seal {seal_no} and its MAC is wrong"
    return f"inserted or altered before its seal: {name(event)} has a wrong MAC"


def name(event: Row) -> str:
    """An event in words, without identity: its moment, kind, internal person and entry."""
    try:
        kind = EventKind(event.kind).name.lower().replace("_", " ")
    except ValueError:
        kind = f"unknown kind {event.kind}"
    entry = f", entry {event.entry_no}" if event.entry_no else ""
    return f"event of {event.at:%Y-%m-%d %H:%M:%S.%f} UTC, person {event.person_id}, {kind}{entry}"


def _trace_name(trace: Trace) -> str:
    return f"event of {moment(trace.at):%Y-%m-%d %H:%M:%S.%f} UTC, person {trace.person_id}"


def _identity(event: Row) -> tuple[int, int, int]:
    return microseconds(event.at), event.person_id, event.mac
