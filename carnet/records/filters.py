"""Filters and page marks of lists, as conditions over ``records_entry e``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from carnet.base.ids import Kind, Pointer, conceal, reveal
from carnet.records.views import Filters, Span

Condition = tuple[str, list[Any]]

_LABELS = {
    "MASQUE_PS": "e.hidden_from_professionals",
    "INVISIBLE_PATIENT": "e.hidden_from_patient",
    "INVISIBLE_REPRESENTANTS_LEGAUX": "e.hidden_from_representatives",
}
_EVENTS = (
    "EXISTS (SELECT FROM jsonb_array_elements(e.header->'event_codes') c"
    " WHERE c->>'code' = ANY(%s))"
)
_AMONG = {
    "statuses": "e.status = ANY(%s)",
    "types": "e.type_code = ANY(%s)",
    "classes": "e.class_code = ANY(%s)",
    "formats": "e.format_code = ANY(%s)",
    "facilities": "e.header->'facility_type'->>'code' = ANY(%s)",
    "settings": "e.header->'practice_setting'->>'code' = ANY(%s)",
    "events": _EVENTS,
    "unique_ids": "e.unique_id = ANY(%s)",
    "entry_nos": "e.entry_no = ANY(%s)",
}
_EQUAL = {
    "submission_no": "e.submission_no = %s",
    "related_to": "e.replaces_entry_no = %s",
    "author_professional_id": "e.author_professional_id = %s",
}


def conditions(filters: Filters, category: str | None) -> Condition:
    """All that the filters ask."""
    return joined(_conditions(filters, category))


def joined(conditions: Iterable[Condition]) -> Condition:
    """All of these conditions; ``TRUE`` when there is none."""
    found = list(conditions)
    params = [value for _, values in found for value in values]
    return " AND ".join(sql for sql, _ in found) or "TRUE", params


def _conditions(filters: Filters, category: str | None) -> Iterator[Condition]:
    for name, sql in _AMONG.items():
        if values := getattr(filters, name):
            yield sql, [list(values)]
    for name, sql in _EQUAL.items():
        if (value := getattr(filters, name)) is not None:
            yield sql, [value]
    if category:
        yield "e.category = %s", [category]
    if filters.author:
        yield "position(lower(%s) IN lower(e.author_name)) > 0", [filters.author]
    if filters.confidentialities:
        yield _confidentiality(filters.confidentialities)
    yield from span("e.created_at", "e.created_at", filters.created)
    yield from span("e.submitted_at", "e.submitted_at", filters.submitted)
    yield from span("e.service_start", "coalesce(e.service_stop, e.service_start)", filters.service)


def span(start: str, stop: str, wanted: Span) -> Iterator[Condition]:
    """Conditions for [start, stop] to meet the half-open span."""
    if wanted.since is not None:
        yield f"{stop} >= %s", [wanted.since]
    if wanted.before is not None:
        yield f"{start} < %s", [wanted.before]


def _confidentiality(codes: tuple[str, ...]) -> Condition:
    flags = [_LABELS[code] for code in codes if code in _LABELS]
    return f"({' OR '.join(['e.confidentiality = ANY(%s)', *flags])})", [list(codes)]


def mark(kind: Kind, person_id: int, number: int) -> str:
    """The opaque mark after which the next page begins: tells no number, no date."""
    return str(conceal(Pointer(kind, person_id, number)))


def marked(text: str, kind: Kind, person_id: int) -> int:
    """The number behind a mark; ValueError for one that this house did not make for them."""
    pointer = reveal(text)
    if pointer is None or (pointer.kind, pointer.person_id) != (kind, person_id):
        raise ValueError("not a page mark of this record")
    return pointer.number
