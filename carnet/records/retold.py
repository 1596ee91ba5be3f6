"""A record as the trace tells it: its state, what is hidden in advance, what is kept from whom.

Each event replays one change; what the tables say otherwise was edited past the house, and is
named by internal numbers (``carnet.records.audit`` calls this for everybody).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field

from carnet.base.database import rows
from carnet.journal.kinds import EventKind
from carnet.journal.told import People, Told, differing, of_people
from carnet.records import life, spans
from carnet.records.keeping import ORGANIZATION, PROFESSIONAL
from carnet.records.life import Where
from carnet.records.models import State
from carnet.records.states import KINDS_OF_START

_OF = "WHERE person_id > %s AND person_id <= %s"
_LIFE = frozenset(line.kind for line in life.TABLE)
_CHOICES = (
    EventKind.CONFIDENTIALITY_CHANGED, EventKind.CATEGORY_HIDDEN, EventKind.CATEGORY_SHOWN,
    EventKind.KEPT_FROM, EventKind.KEPT_FROM_LIFTED, EventKind.DOCUMENT_REPLACED,
    EventKind.DOCUMENT_EDITED,
)  # fmt: skip
_KINDS = (*_LIFE, *_CHOICES)
_RECORDS = f"""
SELECT person_id, state, hide_new_documents, hidden_categories FROM records_record {_OF}
"""
_KEPT = f"SELECT person_id, subject, subject_id, entry_no FROM records_kept_from {_OF}"
_REPLACING = f"""
SELECT person_id, entry_no, replaces_entry_no FROM records_entry {_OF}
  AND replaces_entry_no IS NOT NULL
"""
_STARTED = {kind: state for state, kind in KINDS_OF_START.items()}
_NAMES = {
    "state": "the state of the record",
    "hide_new": "the choice to hide what comes",
    "categories": "the choice of hidden categories",
}
Kept = tuple[str, int, int]  # subject, subject_id, entry_no


@dataclass(slots=True)
class Retold:
    """What the trace tells, or what the tables say, of one record."""

    state: str = State.NOT_CREATED
    hide_new: bool = False
    categories: frozenset[str] = frozenset()
    kept: set[Kept] = field(default_factory=set)
    activated: bool = field(default=False, compare=False)
    before: State | None = field(default=None, compare=False)

    def add(self, told: Told, replacing: dict[int, int]) -> None:
        """Replay one event; ``replacing``: what each entry replaced."""
        category = frozenset({told.detail.get("category", "")})
        match told.kind:
            case EventKind.CONFIDENTIALITY_CHANGED:
                self.hide_new = bool(told.detail["hide_new_documents"])
            case EventKind.CATEGORY_HIDDEN:
                self.categories |= category
            case EventKind.CATEGORY_SHOWN:
                self.categories -= category
            case EventKind.KEPT_FROM:
                self.kept |= _kept(told)
            case EventKind.KEPT_FROM_LIFTED:
                self.kept -= _kept(told)
            case EventKind.DOCUMENT_REPLACED | EventKind.DOCUMENT_EDITED:
                self.inherit({no: replacing[no] for no in _entries(told) if no in replacing})
            case _:
                self.move(told.kind)

    def inherit(self, replaced: dict[int, int]) -> None:
        """What replaces a document is kept from the same people."""
        for new, old in replaced.items():
            of_old = [(subject, who) for subject, who, entry_no in self.kept if entry_no == old]
            self.kept |= {(subject, who, new) for subject, who in of_old}

    def move(self, kind: EventKind) -> None:
        """One step of the life of a record."""
        lines = [one for one in life.TABLE if one.kind is kind and self.state in one.starts]
        where = Where(State(self.state), activated=self.activated, before=self.before)
        end = life.settled(lines[0].end, where) if lines else _STARTED[kind]
        if end != self.state:
            self.before, self.state = State(self.state), end
        self.activated = self.activated or end is State.ACTIVE
        if kind is EventKind.RECORD_DELETED:
            self.hide_new, self.categories, self.kept = False, frozenset(), set()
        if kind in (EventKind.RECORD_DELETED, EventKind.MAJORITY_REACHED):
            self.activated = False


def problems(people: People) -> Iterator[str]:
    """Compare the records of a range of people with what the trace tells of them."""
    told, replacing = of_people(people, _KINDS), _replacing(people)
    kept = _tables(people)
    for person_id in sorted(kept.keys() | told.keys()):
        tables = kept.get(person_id, Retold())
        found = _differing(told[person_id], replacing[person_id], tables)
        yield from (f"{what} of person {person_id} is not what the trace tells" for what in found)


def _differing(told: list[Told], replacing: dict[int, int], kept: Retold) -> list[str]:
    return differing(told, lambda events: _different(_replayed(events, replacing), kept))


def _replayed(told: list[Told], replacing: dict[int, int]) -> Retold:
    retold = Retold()
    for event in told:
        with suppress(ValueError, TypeError, KeyError, AttributeError):  # altered: journal.verify
            retold.add(event, replacing)
    return retold


def _different(told: Retold, kept: Retold) -> list[str]:
    found = [name for one, name in _NAMES.items() if getattr(told, one) != getattr(kept, one)]
    numbers = sorted({entry_no for _, _, entry_no in told.kept ^ kept.kept})
    return found + [f"from whom entry {number} is kept in the record" for number in numbers]


def _replacing(people: People) -> dict[int, dict[int, int]]:
    found = defaultdict[int, dict[int, int]](dict)
    for person_id, new, old in rows(_REPLACING, people):
        found[person_id][new] = old
    return found


def _tables(people: People) -> dict[int, Retold]:
    found = {
        person_id: Retold(state, hide_new, frozenset(categories))
        for person_id, state, hide_new, categories in rows(_RECORDS, people)
    }
    for person_id, *kept in rows(_KEPT, people):
        found.setdefault(person_id, Retold()).kept.add((kept[0], kept[1], kept[2]))
    return found


def _kept(told: Told) -> set[Kept]:
    subject = PROFESSIONAL if "professional" in told.detail else ORGANIZATION
    whom = told.detail.get("professional", told.detail.get("organization"))
    return {(subject, int(whom or 0), entry_no) for entry_no in _entries(told)}


def _entries(told: Told) -> tuple[int, ...]:
    if "entries" in told.detail:
        return spans.numbers(told.detail["entries"])
    return (told.entry_no,)
