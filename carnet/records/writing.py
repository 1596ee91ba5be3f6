"""The rows of a lot: submission, entries and their first versions."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import msgspec

from carnet.access.facts import Action, ActorKind, Purpose
from carnet.access.visibility import EVERYTHING, predicate
from carnet.base import clock
from carnet.base.database import execute, rows
from carnet.contents import arriving
from carnet.filing import following
from carnet.records import announcing, keeping, macs, patient, scanning, versions
from carnet.records.incoming import Deposit, NewDocument
from carnet.records.problems import NotFound
from carnet.records.versions import Version
from carnet.sharing import queries as sharing
from carnet.vault.store import Sealed

_ENTRY_COLUMNS = (
    "person_id, entry_no, version, status, submission_no, submitted_at, source_organization_id,"
    " hidden_from_professionals, hidden_from_patient, hidden_from_representatives,"
    " hidden_with_category, confidentiality, replaces_entry_no, type_code, class_code,"
    " format_code, category, title, created_at, service_start, service_stop, author_name,"
    " author_professional_id, unique_id, mime_type, language, header, source_patient, size,"
    " sha1, sha256, segment, position, wrapped_key"
)
COLUMNS = [name.strip() for name in _ENTRY_COLUMNS.split(",")]
# Plain statements, never chained in one: Citus runs those at half the cost (docs/storage.md).
_SUBMISSION = f"""
INSERT INTO records_submission (person_id, submission_no, unique_id, source_id, submitted_at,
  content_type_code, title, organization_id, professional_id, software, header)
VALUES ({", ".join(["%s"] * 11)})
"""
_ENTRY = f"""
INSERT INTO records_entry ({_ENTRY_COLUMNS}, mac) VALUES ({"%s, " * len(COLUMNS)}%s)
"""
# Only its own source or its author replaces a document. Locked so that one hidden meanwhile
# is not replaced by one in full view. A person replaces only what they may read.
_REPLACEABLE = """
SELECT entry_no, unique_id, hidden_from_professionals, hidden_with_category,
  hidden_from_representatives
FROM records_entry e
WHERE person_id = %s AND status <> ALL('{{2,4}}') AND (unique_id = ANY(%s) OR entry_no = ANY(%s))
  AND (source_organization_id IS NOT DISTINCT FROM %s OR author_professional_id = %s) AND {visible}
FOR UPDATE
"""


@dataclass(frozen=True, slots=True)
class Numbers:
    """What the record gave to one lot."""

    submission_no: int
    first_entry_no: int
    hide: bool  # the person's choice for documents to come
    hidden_categories: Collection[str] = ()  # … and for those of some categories


@dataclass(frozen=True, slots=True)
class Row:
    """One document as written."""

    document: NewDocument
    entry_no: int
    replaces: int | None
    hidden_from_professionals: bool
    hidden_with_category: bool
    hidden_from_representatives: bool

    @property
    def kept_from_family(self) -> bool:
        """Whether the person or those who represent them may not know of it yet."""
        return self.document.hidden_from_patient or self.hidden_from_representatives


@dataclass(frozen=True, slots=True)
class _Replaced:
    entry_no: int
    unique_id: str
    hidden_from_professionals: bool
    hidden_with_category: bool
    hidden_from_representatives: bool


def lot(
    incoming: Deposit,
    fresh: Sequence[tuple[NewDocument, bytes]],
    sealed: Sequence[Sealed],
    numbers: Numbers,
) -> list[Row]:
    """Write a lot in the current transaction. NotFound: an entry to replace is not theirs."""
    replaceable = _replaceable(incoming, [new for new, _ in fresh])
    secret = incoming.actor.purpose is Purpose.SECRET
    lines = [
        _row(new, numbers.first_entry_no + place, numbers, replaceable, secret=secret)
        for place, (new, _) in enumerate(fresh)
    ]
    now = clock.now()
    submission(_submission(incoming, numbers, now))
    for line, (_, digest), where in zip(lines, fresh, sealed, strict=True):
        params = [incoming.person_id, line.entry_no, 1, 1, numbers.submission_no, now]
        params += [incoming.actor.organization_id or None, *_metadata(line, incoming.person_id)]
        params += _bytes(line.document, digest, where)
        entry(params)
        versions.keep(incoming.person_id, _first_version(line), now)
        arriving.expect(incoming.person_id, line.entry_no, now)
        clean = line.document.found_clean
        scanning.expect(incoming.person_id, line.entry_no, now, found_clean=clean)
    _follow(incoming.person_id, lines)
    return lines


def submission(params: list[Any]) -> None:
    """Write one row of a lot: its columns in the order of the table."""
    execute(_SUBMISSION, params)


def entry(params: list[Any]) -> None:
    """Write one row of an entry: its columns in the order of ``COLUMNS``."""
    execute(_ENTRY, [*params, _mac(params)])


def _follow(person_id: int, lines: Sequence[Row]) -> None:
    """What comes with a document that replaces another, or that waits for its announcement."""
    for line in lines:
        if line.replaces:
            replaced = {"status": 2, "replaced_by_entry_no": line.entry_no}
            versions.change(person_id, [line.replaces], **replaced)
            keeping.inherit(person_id, line.replaces, line.entry_no)
            following.follow(person_id, line.replaces, line.entry_no)
        if line.document.hidden_from_patient:
            announcing.wait(person_id, line.entry_no)


def _replaceable(incoming: Deposit, documents: Sequence[NewDocument]) -> list[_Replaced]:
    names = [new.replaces_unique_id for new in documents if new.replaces_unique_id]
    numbers = [new.replaces_entry_no for new in documents if new.replaces_entry_no]
    if not names and not numbers:
        return []
    actor = incoming.actor
    author = actor.actor_id if actor.kind is ActorKind.PROFESSIONAL else None
    source = actor.organization_id or None
    visible, params = EVERYTHING
    if actor.kind is ActorKind.PERSON:
        visible, params = predicate(sharing.facts(incoming.person_id, actor, Action.SEARCH))
    asked = [incoming.person_id, names, numbers, source, author, *params]
    found = rows(_REPLACEABLE.format(visible=visible), asked)
    return [_Replaced(*line) for line in found]


def _row(
    new: NewDocument,
    entry_no: int,
    numbers: Numbers,
    replaceable: list[_Replaced],
    *,
    secret: bool,
) -> Row:
    """One document takes over what it replaces, with the person's choice to hide it."""
    old = next((line for line in replaceable if _replaces(new, line)), None)
    if old is not None:
        replaceable.remove(old)
    elif new.replaces_entry_no:
        raise NotFound
    hidden, with_category = _hiding(new, old, numbers)
    return Row(
        new,
        entry_no,
        replaces=old.entry_no if old else None,
        hidden_from_professionals=hidden,
        hidden_with_category=with_category,
        hidden_from_representatives=secret
        or new.hidden_from_representatives
        or bool(old and old.hidden_from_representatives),
    )


def _hiding(new: NewDocument, old: _Replaced | None, numbers: Numbers) -> tuple[bool, bool]:
    """Whether it is hidden from professionals, and whether only as one of its category."""
    inherited = bool(old and old.hidden_from_professionals)
    of_category = bool(old and old.hidden_with_category)
    by_itself = new.hidden_from_professionals or numbers.hide or (inherited and not of_category)
    with_category = not by_itself and (of_category or new.category in numbers.hidden_categories)
    return by_itself or with_category, with_category


def _replaces(new: NewDocument, old: _Replaced) -> bool:
    if new.replaces_entry_no:
        return old.entry_no == new.replaces_entry_no
    return old.unique_id == new.replaces_unique_id


def _submission(incoming: Deposit, numbers: Numbers, now: datetime) -> list[Any]:
    actor = incoming.actor
    professional = actor.actor_id if actor.kind is ActorKind.PROFESSIONAL else None
    return [
        incoming.person_id, numbers.submission_no, incoming.unique_id, incoming.source_id,
        incoming.submitted_at or now, incoming.content_type_code, incoming.title,
        actor.organization_id or None, professional, actor.software[:80],
        _json(incoming.header),
    ]  # fmt: skip


def _metadata(line: Row, person_id: int) -> list[Any]:
    new = line.document
    return [
        line.hidden_from_professionals, new.hidden_from_patient, line.hidden_from_representatives,
        line.hidden_with_category, new.confidentiality, line.replaces,
        new.type_code, new.class_code, new.format_code, new.category,
        new.title, new.created_at, new.service_start, new.service_stop,
        new.author_name, new.author_professional_id, new.unique_id, new.mime_type, new.language,
        _json(patient.without(new.header)), patient.sealed(new.header, person_id, new.unique_id),
    ]  # fmt: skip


def _mac(params: list[Any]) -> int:
    columns = dict(zip(COLUMNS, params, strict=True))
    columns["header"] = msgspec.json.decode(columns["header"])  # as it will be read
    return macs.of_entry(columns)


def _first_version(line: Row) -> Version:
    return Version(
        line.entry_no, 1, 1, line.hidden_from_professionals, line.document.hidden_from_patient,
        line.hidden_from_representatives, line.hidden_with_category,
    )  # fmt: skip


def _json(header: Mapping[str, Any]) -> str:
    return msgspec.json.encode(dict(header)).decode()


def _bytes(new: NewDocument, digest: bytes, where: Sealed) -> list[Any]:
    sha1 = new.sha1 or hashlib.sha1(new.data, usedforsecurity=False).digest()
    return [where.size, sha1, digest, where.segment, where.position, where.wrapped_key]
