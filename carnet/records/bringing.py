"""A record on its way in: documents of another house, written as they were there.

Their bytes lie in the vault already. Numbers go on after the last one that was used here; who calls
this holds the transaction, and writes the event that names them all (``detail``).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import msgspec

from carnet.access.facts import OPEN_STATES
from carnet.base import clock
from carnet.base.database import execute, row
from carnet.contents import arriving
from carnet.identity import directory
from carnet.journal.events import EventKind, record
from carnet.records import carried, patient, scanning, versions, writing
from carnet.records.carried import ALIKE, Choices, Document, KeptFrom, Lot, Named
from carnet.records.carrying import choices
from carnet.records.keeping import ORGANIZATION, PROFESSIONAL
from carnet.records.spans import spans
from carnet.records.states import SYSTEM
from carnet.records.versions import Version
from carnet.vault.store import Sealed

_ROOM = """
SELECT r.state, EXISTS (SELECT FROM records_entry e WHERE e.person_id = r.person_id)
             OR EXISTS (SELECT FROM records_submission s WHERE s.person_id = r.person_id)
FROM records_record r WHERE r.person_id = %s FOR UPDATE
"""
_NUMBERS = """
UPDATE records_record
SET last_entry_no = last_entry_no + %s, last_submission_no = last_submission_no + %s,
    hide_new_documents = %s, hidden_categories = %s
WHERE person_id = %s RETURNING last_entry_no, last_submission_no
"""
_KEPT = """
INSERT INTO records_kept_from (person_id, subject, subject_id, entry_no, since)
VALUES (%s, %s, %s, %s, %s)
"""
_ANNOUNCED = """
INSERT INTO records_announcement (person_id, entry_no, since, told_at, ended_at)
VALUES (%s, %s, %s, %s, %s)
"""


class NotReady(Exception):
    """The record cannot be brought in here; the words say why."""


@dataclass(frozen=True, slots=True)
class Placed:
    """Where the numbers of a file begin in this record."""

    person_id: int
    before_entries: int
    before_lots: int

    def entry(self, number: int | None) -> int | None:
        """The entry of a document of the file."""
        return None if number is None else self.before_entries + number


def make_room(person_id: int) -> None:
    """Lock the record for the transaction. Raises NotReady unless it is open and empty."""
    state, full = row(_ROOM, [person_id]) or ("not_created", False)
    if state not in OPEN_STATES:
        raise NotReady(f"the record of this person is not open: {state}")
    if full:
        raise NotReady("the record of this person is not empty: nothing is mixed with it")


def begin(person_id: int, brought: Choices, documents: int, lots: int) -> Placed:
    """Take the numbers, and the person's choices for documents to come, beside those made here."""
    known = choices(person_id)
    hide = known.hide_new_documents or brought.hide_new_documents
    categories = sorted({*known.hidden_categories, *brought.hidden_categories})
    asked = [documents, lots, hide, categories, person_id]
    last_entry, last_lot = row(_NUMBERS, asked) or (0, 0)
    if hide and not known.hide_new_documents:
        told = {"hide_new_documents": True}
        record(EventKind.CONFIDENTIALITY_CHANGED, person_id, SYSTEM, detail=told)
    for category in sorted({*categories}.difference(known.hidden_categories)):
        told_of = {"category": category, "entries": ""}  # those of the file have their versions
        record(EventKind.CATEGORY_HIDDEN, person_id, SYSTEM, detail=told_of)
    return Placed(person_id, last_entry - documents, last_lot - lots)


def lot(placed: Placed, one: Lot) -> None:
    """Write one lot."""
    writing.submission(
        [
            placed.person_id, placed.before_lots + one.number, one.unique_id, one.source_id,
            one.submitted_at, one.content_type_code, one.title, organization(one.source),
            professional(one.professional), one.software, _json(one.header),
        ]
    )  # fmt: skip


def document(placed: Placed, one: Document, where: Sealed) -> None:
    """Write one document with its versions, and let the service read it."""
    columns = _columns(placed, one) | _bytes(one, where)
    writing.entry([columns[name] for name in writing.COLUMNS])
    entry_no = columns["entry_no"]
    for number, version in enumerate(one.versions, 1):
        versions.keep(placed.person_id, _version(placed, entry_no, number, version), version.since)
    for kept in one.kept_from:
        _keep(placed.person_id, entry_no, kept)
    if one.announcement is not None:
        told = one.announcement
        times = [told.since, told.told_at, told.ended_at]
        execute(_ANNOUNCED, [placed.person_id, entry_no, *times])
    arriving.expect(placed.person_id, entry_no, clock.now())
    scanning.expect(placed.person_id, entry_no, clock.now())


def detail(placed: Placed, versions: Mapping[int, int]) -> dict[str, Any]:
    """What the event tells: every entry, and those that reached a 2nd, 3rd… version.

    ``versions``: how many each document of the file has.
    """
    counts = {placed.before_entries + number: count for number, count in versions.items()}
    most = max(counts.values(), default=1)
    later = [spans(no for no, count in counts.items() if count >= n) for n in range(2, most + 1)]
    return {"entries": spans(counts)} | ({"versions": later} if later else {})


def professional(named: Named | None) -> int | None:
    """Their number here; None for nobody, and for one whom the directory has not."""
    found = directory.professional_by_rpps(named.rpps) if named and named.rpps else None
    return found.professional_id if found else None


def organization(named: Named | None) -> int | None:
    """Its number here, as above."""
    found = directory.organization_by_finess(named.finess) if named and named.finess else None
    return found.organization_id if found else None


def _keep(person_id: int, entry_no: int, kept: KeptFrom) -> None:
    """Keep the document from whom the person kept it, if the directory knows them."""
    number, place = professional(kept.whom), organization(kept.whom)
    if number is not None:
        subject, told = (PROFESSIONAL, number), {"professional": number}
    elif place is not None:
        subject, told = (ORGANIZATION, place), {"organization": place}
    else:
        return
    execute(_KEPT, [person_id, *subject, entry_no, kept.since])
    detail = told | {"entries": spans([entry_no])}
    record(EventKind.KEPT_FROM, person_id, SYSTEM, entry_no=entry_no, detail=detail)


_SHOWN = (
    "status", "hidden_from_professionals", "hidden_from_patient", "hidden_from_representatives",
    "hidden_with_category",
)  # fmt: skip


def _columns(placed: Placed, one: Document) -> dict[str, Any]:
    last = one.versions[-1]
    return {name: getattr(one, name) for name in ALIKE} | {
        **{name: getattr(last, name) for name in _SHOWN},
        "person_id": placed.person_id,
        "entry_no": placed.entry(one.number),
        "version": len(one.versions),
        "submission_no": placed.before_lots + one.lot,
        "source_organization_id": organization(one.source),
        "author_professional_id": professional(one.author),
        "replaces_entry_no": placed.entry(one.replaces),
        "header": _json(patient.without(one.header)),
        "source_patient": patient.sealed(one.header, placed.person_id, one.unique_id),
    }


def _bytes(one: Document, where: Sealed) -> dict[str, Any]:
    return {
        "sha1": bytes.fromhex(one.sha1), "sha256": bytes.fromhex(one.sha256),
        "segment": where.segment, "position": where.position, "wrapped_key": where.wrapped_key,
    }  # fmt: skip


def _version(placed: Placed, entry_no: int, number: int, told: carried.Version) -> Version:
    shown = {name: getattr(told, name) for name in _SHOWN}
    replaced_by = placed.entry(told.replaced_by)
    return Version(entry_no, number, replaced_by_entry_no=replaced_by, **shown)


def _json(header: Mapping[str, Any]) -> str:
    return msgspec.json.encode(dict(header)).decode()
