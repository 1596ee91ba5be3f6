"""What is put before the operator, compared with the trace: entries in an emergency, reports.

Who removes one, or says that it was examined, would spare somebody a question: it is named.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from carnet.base.database import rows
from carnet.journal.kinds import EventKind
from carnet.journal.told import People, Told, of_people
from carnet.sharing.scopes import row_hash

_OF = "WHERE person_id > %s AND person_id <= %s"
_EMERGENCIES = f"""
SELECT person_id, access_no, professional_id, organization_id, purpose, reason, at, until,
       reviewed_at, finding, remark FROM sharing_emergency_access {_OF}
"""
_REPORTS = f"""
SELECT person_id, report_no, reporter_id, event_at, event_nonce, professional_id, organization_id,
       motive, words, at, answered_at, answer FROM sharing_report {_OF}
"""
_BEGUN = {EventKind.EMERGENCY_ENTERED: "access", EventKind.REPORTED: "report"}
_ENDED = {EventKind.EMERGENCY_REVIEWED: "access", EventKind.REPORT_ANSWERED: "report"}
_NAMES = {"access": "entry in an emergency", "report": "report"}
_KINDS = (*_BEGUN, *_ENDED, EventKind.RECORD_DELETED)
Matter = tuple[int, str, int]  # person_id, « access » or « report », its number


class Bound(NamedTuple):
    """The hashes of one matter: as it began, and as it was examined or answered ("" before)."""

    begun: str
    ended: str = ""


def problems(people: People) -> Iterator[str]:
    """Name what is not as the trace tells of a range of people."""
    told, kept = _told(people), dict(_kept(people))
    for one in sorted(told.keys() | kept.keys()):
        if told.get(one) != kept.get(one):
            person_id, what, number = one
            said = "is not what the trace tells"
            yield f"{_NAMES[what]} {number} {said} of person {person_id}"


def _told(people: People) -> dict[Matter, Bound]:
    found: dict[Matter, Bound] = {}
    for person_id, events in of_people(people, _KINDS).items():
        found |= _replayed(person_id, events)
    return found


def _replayed(person_id: int, events: list[Told]) -> dict[Matter, Bound]:
    found: dict[Matter, Bound] = {}
    for told in events:
        if told.kind is EventKind.RECORD_DELETED:
            found.clear()
            continue
        what = _BEGUN.get(told.kind) or _ENDED[told.kind]
        one = (person_id, what, _number(told.detail.get(what)))
        bound = str(told.detail.get("row"))
        known = found.get(one, Bound(""))
        found[one] = Bound(bound) if told.kind in _BEGUN else known._replace(ended=bound)
    return found


def _number(told: Any) -> int:
    return told if isinstance(told, int) else 0  # altered: journal.verify names the event


def _kept(people: People) -> Iterator[tuple[Matter, Bound]]:
    for *begun, reviewed_at, finding, remark in rows(_EMERGENCIES, people):
        yield _bound("access", begun, (reviewed_at, finding, remark))
    for *begun, answered_at, answer in rows(_REPORTS, people):
        yield _bound("report", begun, (answered_at, answer))


def _bound(what: str, begun: list[Any], ended: tuple[Any, ...]) -> tuple[Matter, Bound]:
    person_id, number = begun[:2]
    after = row_hash(f"{what}.ended", person_id, number, *ended) if any(ended) else ""
    return (person_id, what, number), Bound(row_hash(what, *begun), after)
