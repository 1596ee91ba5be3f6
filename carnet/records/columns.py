"""Rows of ``records_entry`` into views: one list of columns, in the order of EntryView."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from carnet.access.facts import Document
from carnet.access.visibility import Predicate
from carnet.records.views import EntryView

# Held by the covering index records_entry_timeline: lists read nothing else.
_LISTED = (
    "person_id, entry_no, version, status, submission_no, type_code, class_code, format_code,"
    " category, title, created_at, service_start, service_stop, submitted_at, author_name,"
    " author_professional_id, source_organization_id, hidden_from_professionals,"
    " hidden_from_patient, hidden_from_representatives, confidentiality, size, mime_type"
)
_SHA1, _HEADER = 25, 28  # places among the whole columns


def listed(alias: str) -> str:
    """The columns of a list."""
    return ", ".join(f"{alias}.{name.strip()}" for name in _LISTED.split(","))


def whole(alias: str, visible: Predicate) -> tuple[str, list[Any]]:
    """All that EntryView has; what replaces or is replaced is named only where visible too."""
    sql, params = visible
    linked = (
        "(SELECT e.entry_no FROM records_entry e"
        f" WHERE e.person_id = {alias}.person_id AND e.entry_no = {alias}.{{}} AND {sql})"
    )
    links = [linked.format("replaces_entry_no"), linked.format("replaced_by_entry_no")]
    own = f"{alias}.language, {alias}.unique_id, {alias}.sha1"
    header = f"{alias}.header, {alias}.source_patient"
    return f"{listed(alias)}, {own}, {', '.join(links)}, {header}", params * 2


def view(row: Sequence[Any]) -> EntryView:
    """Make the view of a row of ``listed`` or ``whole`` columns, read in binary."""
    if len(row) <= _HEADER - 1:
        return EntryView(*row)
    columns = list(row)
    columns[_SHA1] = bytes(columns[_SHA1]).hex()
    return EntryView(*columns)


def document(entry: EntryView) -> Document:
    """What the policy asks of an entry."""
    return Document(
        type_code=entry.type_code,
        author_professional_id=entry.author_professional_id,
        status=entry.status,
        confidentiality=entry.confidentiality,
        hidden_from_professionals=entry.hidden_from_professionals,
        hidden_from_patient=entry.hidden_from_patient,
        hidden_from_representatives=entry.hidden_from_representatives,
        category=entry.category,
        entry_no=entry.entry_no,
    )
