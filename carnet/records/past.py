"""The record as it was at a moment: for its person, and as a professional saw it then.

Documents deposited by then, with the status and the visibility that their version of that moment
had. What the person may not see today stays unseen here too, and what was deleted since is gone.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import transaction

from carnet.access.decide import Decision, decide
from carnet.access.facts import Actor, Facts
from carnet.access.visibility import EVERYTHING, NOTHING, Predicate, predicate
from carnet.base.database import rows
from carnet.base.ids import Kind
from carnet.journal.events import EventKind, record
from carnet.records import columns, filters, standing_then
from carnet.records.spans import spans
from carnet.records.views import APPROVED, Page

_OF_VERSION = frozenset(
    {"version", "status", "hidden_from_professionals", "hidden_from_patient"}
    | {"hidden_from_representatives"}
)
_PAGE = """
WITH present AS (SELECT e.entry_no FROM records_entry e WHERE e.person_id = %s AND {now}),
past AS (
  SELECT {columns}, o.replaces_entry_no FROM records_entry o JOIN present USING (entry_no)
  JOIN LATERAL (SELECT * FROM records_entry_version w
                WHERE w.person_id = o.person_id AND w.entry_no = o.entry_no AND w.since <= %s
                ORDER BY w.version DESC LIMIT 1) v ON TRUE
  WHERE o.person_id = %s),
seen AS (SELECT e.* FROM past e WHERE e.status = {approved} AND {mine} AND {theirs})
SELECT t.total, {shown} FROM (SELECT count(*) AS total FROM seen) t
LEFT JOIN (SELECT * FROM seen WHERE {after}
           ORDER BY service_start DESC, entry_no DESC LIMIT %s) p ON TRUE
ORDER BY p.service_start DESC, p.entry_no DESC
"""
_AFTER = (
    "(service_start, entry_no) < ((SELECT c.service_start FROM seen c WHERE c.entry_no = %s), %s)"
)


@dataclass(frozen=True, slots=True)
class SeenThen:
    """What there was. ``decision``: of that professional, about the record as a whole, then."""

    page: Page
    decision: Decision | None = None


@dataclass(frozen=True, slots=True)
class PastRecord:
    """A record that the policy opened to its person, at a moment. Only the door makes one."""

    facts: Facts
    person_id: int
    decision: Decision
    moment: datetime = field()

    def timeline(
        self, seen_by: Actor | None = None, after: str | None = None, limit: int = 50
    ) -> SeenThen:
        """List what there was, as ``seen_by`` saw it if one is named; journaled PAST_READ.

        A bad ``after`` is a ValueError.
        """
        then = standing_then.facts_then(self.person_id, seen_by, self.moment) if seen_by else None
        answer = decide(then) if then else None
        with transaction.atomic():
            page = self._page(_theirs(then, answer), after, limit)
            self._journal(seen_by, page)
        return SeenThen(page, answer)

    def professionals(self) -> list[int]:
        """Of whom one may ask what they saw then; the last one of whom the trace tells first."""
        return standing_then.named(self.person_id, self.facts, self.moment)

    def _page(self, theirs: Predicate, after: str | None, limit: int) -> Page:
        mine, later = predicate(self.facts), _after(self.person_id, after)
        sql = _PAGE.format(
            now=mine[0], mine=mine[0], theirs=theirs[0], after=later[0],
            columns=_columns(), shown=columns.listed("p"), approved=APPROVED,
        )  # fmt: skip
        asked: list[Any] = [self.person_id, *mine[1], self.moment, self.person_id]
        found = rows(sql, [*asked, *mine[1], *theirs[1], *later[1], limit + 1], binary=True)
        entries = [columns.view(line[1:]) for line in found if line[1] is not None]
        last = entries[limit - 1].entry_no if len(entries) > limit else None
        following = None if last is None else filters.mark(Kind.ENTRY, self.person_id, last)
        return Page(tuple(entries[:limit]), found[0][0], following)

    def _journal(self, seen_by: Actor | None, page: Page) -> None:
        detail: dict[str, Any] = {"moment": self.moment.isoformat()}
        if seen_by:
            detail["professional"] = seen_by.actor_id
        detail["entries"] = spans(entry.entry_no for entry in page.entries)
        actor, decision = self.facts.actor, self.decision
        record(EventKind.PAST_READ, self.person_id, actor, decision=decision, detail=detail)


def _theirs(then: Facts | None, answer: Decision | None) -> Predicate:
    if then is None or answer is None:
        return EVERYTHING
    return predicate(then) if answer.allowed else NOTHING


def _columns() -> str:
    """The columns of a list, those that versions keep as they were then."""
    names = [name.removeprefix("o.") for name in columns.listed("o").split(", ")]
    return ", ".join(f"{'v' if name in _OF_VERSION else 'o'}.{name}" for name in names)


def _after(person_id: int, after: str | None) -> tuple[str, list[Any]]:
    if after is None:
        return "TRUE", []
    number = filters.marked(after, Kind.ENTRY, person_id)
    return _AFTER, [number, number]
