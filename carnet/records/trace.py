"""The trace as one reader may know it: what tells of an entry kept from them tells nothing.

Only OpenRecord calls this: it writes the event of each reading.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

from carnet.access.facts import Action, Facts, Purpose
from carnet.access.rules import NO_SUCH_DOCUMENT
from carnet.access.visibility import EVERYTHING, Predicate, predicate
from carnet.base.database import column, rows
from carnet.base.ids import Kind, Pointer, conceal
from carnet.journal import queries
from carnet.journal.kinds import EventKind
from carnet.journal.queries import Event
from carnet.journal.wanted import Wanted
from carnet.records.spans import numbers
from carnet.records.views import APPROVED

_TITLES = """
SELECT e.entry_no, e.title FROM records_entry e
WHERE e.person_id = %s AND e.entry_no = ANY(%s) AND {visible}
"""
# As if nothing were deleted: a deleted document keeps its lines, for those who saw it only.
_KEPT_FROM = f"""
SELECT e.entry_no
FROM (SELECT entry_no, type_code, category, author_professional_id, confidentiality,
             hidden_from_professionals, hidden_from_patient, hidden_from_representatives,
             {APPROVED} AS status
      FROM records_entry WHERE person_id = %s) e
WHERE NOT {{visible}}
"""
_READINGS = (EventKind.DOCUMENT_READ, EventKind.DOCUMENT_DOWNLOADED)
_DAY = timedelta(days=1)
_FIRST_DAY = datetime(1970, 1, 1, tzinfo=UTC)
_HALF, _WHOLE = 2**31, 2**32  # a nonce is signed, a number of an identifier is not


@dataclass(frozen=True, slots=True)
class ShownEvent:
    """One event, with the titles of those of its documents that the reader may see."""

    event: Event
    titles: Mapping[int, str] = field(default_factory=dict)

    @property
    def title(self) -> str:
        """That of the one document it is about, or ""."""
        return self.titles.get(self.event.entry_no, "")


def pointer(event: Event) -> Pointer:
    """What an opaque identifier of this event points at: its nonce and its day."""
    day = (event.at - _FIRST_DAY) // _DAY
    return Pointer(Kind.EVENT, event.person_id, event.nonce % _WHOLE, day)


def identifier(event: Event) -> str:
    """The opaque identifier of an event, for addresses."""
    return str(conceal(pointer(event)))


def history(
    person_id: int,
    facts: Facts,
    before: tuple[datetime, int] | None,
    limit: int,
    wanted: Wanted,
) -> list[tuple[Event, str]]:
    """The events wanted that this reader may know of, newest first, each with its title."""
    known = knowable(person_id, facts, wanted)
    if wanted.entry_no in known.without_entries:
        return []  # the searches that returned it would tell that it is there
    events = [as_told(one, known) for one in queries.history(person_id, before, limit, known)]
    found = titles(person_id, predicate(facts), {one.entry_no for one in events})
    return [(one, found.get(one.entry_no, "")) for one in events]


def of_house(
    person_id: int, before: tuple[datetime, int] | None, limit: int
) -> list[tuple[Event, str]]:
    """Every event, as one house hands the record over to another: never for a person."""
    events = queries.history(person_id, before, limit)
    found = titles(person_id, EVERYTHING, {one.entry_no for one in events})
    return [(one, found.get(one.entry_no, "")) for one in events]


def shown(person_id: int, facts: Facts, at: Pointer) -> ShownEvent | None:
    """One event with the titles of all it returned; None for one that this reader has not."""
    day = _FIRST_DAY + at.version * _DAY
    known = knowable(person_id, facts, Wanted(since=day, until=day + _DAY))
    nonce = at.number - _WHOLE if at.number >= _HALF else at.number
    found = queries.event(person_id, nonce, known)
    if found is None:
        return None
    told = as_told(found, known)
    listed = numbers(str(told.detail.get("entries", "")))
    return ShownEvent(told, titles(person_id, predicate(facts), {told.entry_no, *listed}))


def last_readings(person_id: int, facts: Facts, entry_nos: Iterable[int]) -> dict[int, Event]:
    """Who read each of these documents last, the reader themself apart.

    Nothing for whom the trace is not open to: a proche aidant, a professional.
    """
    if not (facts.holder or facts.represents):
        return {}
    asked = Wanted(kinds=_READINGS, except_person=facts.actor.actor_id)
    return queries.latest(person_id, entry_nos, knowable(person_id, facts, asked))


def titles(person_id: int, visible: Predicate, entry_nos: Iterable[int]) -> dict[int, str]:
    """Titles of those entries that the predicate shows."""
    sql, params = visible
    return dict(rows(_TITLES.format(visible=sql), [person_id, list(entry_nos), *params]))


def knowable(person_id: int, facts: Facts, wanted: Wanted) -> Wanted:
    """The same, without what this reader may not know of (domain.md 4.2, 11.4)."""
    sql, params = predicate(facts)
    kept = column(_KEPT_FROM.format(visible=sql), [person_id, *params])
    secret = () if facts.holder else (Purpose.SECRET,)
    return replace(wanted, without_entries=tuple(kept), without_purposes=secret)


def as_told(event: Event, known: Wanted) -> Event:
    """A refusal about what is kept from the reader, as one about what never was: the same line.

    Neither keeps the facts and the version of the policy, which would tell them apart.
    """
    kept = event.entry_no in known.without_entries
    if not kept and event.rule != NO_SUCH_DOCUMENT.number:
        return event
    detail = {"action": int(Action.READ)}
    rule = NO_SUCH_DOCUMENT.number
    return replace(event, entry_no=0, rule=rule, policy=0, detail=detail, basis="", facts="")
