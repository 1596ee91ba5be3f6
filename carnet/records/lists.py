"""Lists of a record: the visibility predicate is inside, so totals and pages never tell more."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from carnet.access.facts import Document
from carnet.access.visibility import Predicate
from carnet.base.database import rows
from carnet.base.ids import Kind
from carnet.records import columns, filters
from carnet.records.views import APPROVED, EntryView, Page, SubmissionPage, SubmissionView

# One statement: the exact total of what is visible, and one page of it by keyset.
_PAGE = """
SELECT t.total, {columns}
FROM (SELECT count(*) AS total FROM records_entry e
      WHERE e.person_id = %s AND {visible} AND {wanted}) t
LEFT JOIN (SELECT e.* FROM records_entry e
           WHERE e.person_id = %s AND {visible} AND {wanted} AND {after}
           ORDER BY {order} LIMIT %s) p ON TRUE
ORDER BY {shown_order}
"""
_AFTER = (
    "({first}e.service_start, e.entry_no) < ({past}(SELECT c.service_start FROM records_entry c"
    " WHERE c.person_id = %s AND c.entry_no = %s), %s)"
)
_FIRST = "({alias}.entry_no = ANY(%s::int[]))"
# In the order of access.facts.Document.
_DOCUMENTS = """
SELECT e.type_code, e.author_professional_id, e.status, e.confidentiality,
       e.hidden_from_professionals, e.hidden_from_patient, e.hidden_from_representatives,
       e.category, e.entry_no
FROM records_entry e WHERE e.person_id = %s AND e.status = %s AND {visible}
"""


def timeline(
    person_id: int,
    visible: Predicate,
    wanted: filters.Condition,
    after: str | None,
    limit: int,
    *,
    full: bool,
    first: Sequence[int] = (),
) -> Page:
    """List entries, newest act first, but those numbered ``first`` before all others."""
    shown, shown_params = (
        columns.whole("p", visible) if full else (columns.listed("p"), list[Any]())
    )
    later, later_params = _after(person_id, after, first)
    chosen = [person_id, *visible[1], *wanted[1]]
    order, ordered = _order("e", first)
    sql = _PAGE.format(
        columns=shown, visible=visible[0], wanted=wanted[0], after=later,
        order=order, shown_order=_order("p", first)[0],
    )  # fmt: skip
    params = [*shown_params, *chosen, *chosen, *later_params, *ordered, limit + 1, *ordered]
    found = rows(sql, params, binary=True)
    entries = [columns.view(line[1:]) for line in found if line[1] is not None]
    return Page(tuple(entries[:limit]), found[0][0], _next(person_id, entries, limit))


def counts(person_id: int, visible: Predicate, *, hidden: bool = False) -> dict[str, int]:
    """How many current documents of each category are visible; only ``hidden`` ones if asked."""
    sql, params = visible
    only = "e.hidden_from_professionals AND" if hidden else ""
    return dict(
        rows(
            "SELECT e.category, count(*) FROM records_entry e"
            f" WHERE e.person_id = %s AND e.status = %s AND {only} {sql} GROUP BY e.category",
            [person_id, APPROVED, *params],
        )
    )


def documents(person_id: int, visible: Predicate) -> list[Document]:
    """What the policy asks of each current document that is visible."""
    sql, params = visible
    found = rows(_DOCUMENTS.format(visible=sql), [person_id, APPROVED, *params], binary=True)
    return [Document(*line) for line in found]


def _order(alias: str, first: Sequence[int]) -> filters.Condition:
    newest = f"{alias}.service_start DESC, {alias}.entry_no DESC"
    if not first:
        return newest, []
    return f"{_FIRST.format(alias=alias)} DESC, {newest}", [list(first)]


def _after(person_id: int, after: str | None, first: Sequence[int]) -> filters.Condition:
    if after is None:
        return "TRUE", []
    number = filters.marked(after, Kind.ENTRY, person_id)
    place = [person_id, number, number]
    if not first:
        return _AFTER.format(first="", past=""), place
    sql = _AFTER.format(first=f"{_FIRST.format(alias='e')}, ", past="%s::boolean, ")
    return sql, [list(first), number in first, *place]


def _next(person_id: int, entries: list[EntryView], limit: int) -> str | None:
    if len(entries) <= limit:
        return None
    return filters.mark(Kind.ENTRY, person_id, entries[limit - 1].entry_no)


_LOT = """
SELECT s.person_id, s.submission_no, s.unique_id, s.source_id, s.submitted_at,
       s.content_type_code, s.title, s.organization_id, s.professional_id, s.header, v.entries
FROM records_submission s,
     LATERAL (SELECT json_agg(json_build_array(e.entry_no, e.version) ORDER BY e.entry_no) entries
              FROM records_entry e WHERE e.person_id = s.person_id
              AND e.submission_no = s.submission_no AND {visible}) v
WHERE s.person_id = %s AND v.entries IS NOT NULL AND {wanted}
"""
_LOTS = """
WITH visible AS MATERIALIZED ({lots})
SELECT t.total, p.* FROM (SELECT count(*) AS total FROM visible) t
LEFT JOIN (SELECT * FROM visible WHERE submission_no < %s
           ORDER BY submission_no DESC LIMIT %s) p ON TRUE
ORDER BY p.submission_no DESC
"""
_LAST = 2**31 - 1


def submissions(
    person_id: int, visible: Predicate, wanted: filters.Condition, after: str | None, limit: int
) -> SubmissionPage:
    """List the lots of which something is visible, newest first."""
    before = _LAST if after is None else filters.marked(after, Kind.SUBMISSION, person_id)
    lots = _LOT.format(visible=visible[0], wanted=wanted[0])
    params = [*visible[1], person_id, *wanted[1], before, limit + 1]
    found = rows(_LOTS.format(lots=lots), params, binary=True)
    views = [_submission(line[1:]) for line in found if line[1] is not None]
    last = views[limit - 1].submission_no if len(views) > limit else None
    following = None if last is None else filters.mark(Kind.SUBMISSION, person_id, last)
    return SubmissionPage(tuple(views[:limit]), found[0][0], following)


def submission(person_id: int, visible: Predicate, submission_no: int) -> SubmissionView | None:
    """One lot, or None when nothing of it is visible."""
    lot = _LOT.format(visible=visible[0], wanted="s.submission_no = %s")
    found = rows(lot, [*visible[1], person_id, submission_no], binary=True)
    return _submission(found[0]) if found else None


def _submission(row: Sequence[Any]) -> SubmissionView:
    *plain, entries = row
    columns: list[Any] = [*plain, tuple((number, version) for number, version in entries)]
    return SubmissionView(*columns)
