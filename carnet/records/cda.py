"""A CDA document as a deposit: its header is the truth for the metadata."""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from datetime import UTC, datetime

import msgspec

from carnet.formats.cda.model import Author, Metadata
from carnet.identity import directory
from carnet.identity.names import spoken
from carnet.nomenclature import terms
from carnet.records import titles
from carnet.records.incoming import NewDocument

_PROFESSIONALS = "1.2.250.1.71.4.2.1"  # OID of RPPS and other national identifiers
_EARLIEST = "00010101000000"
_PARTS = (slice(4), slice(4, 6), slice(6, 8), slice(8, 10), slice(10, 12), slice(12, 14))


def new_document(
    data: bytes, metadata: Metadata, labels: AbstractSet[str] = frozenset(), sha1: bytes = b""
) -> NewDocument:
    """Make the deposit of one document from its bytes and what ``formats`` read in its header.

    ``labels``: codes of JDV_J08 (confidentiality and visibility) that the sender adds to it;
    ``sha1`` of the bytes, by who computed it already.
    """
    labels = labels | {metadata.confidentiality.code}
    created = moment(metadata.creation_time)
    return NewDocument(
        data=data,
        sha1=sha1,
        unique_id=metadata.unique_id,
        type_code=metadata.type.code,
        class_code=metadata.class_.code,
        format_code=metadata.format.code,
        category=terms.category(metadata.type.code, metadata.class_.code),
        title=titles.seen(metadata.title),
        created_at=created,
        service_start=moment(metadata.service_start) if metadata.service_start else created,
        service_stop=moment(metadata.service_stop) if metadata.service_stop else None,
        author_name=_author_name(metadata)[:200],
        author_professional_id=_professional(metadata.authors),
        mime_type=metadata.mime_type,
        language=metadata.language,
        hidden_from_professionals="MASQUE_PS" in labels,
        hidden_from_patient="INVISIBLE_PATIENT" in labels,
        hidden_from_representatives="INVISIBLE_REPRESENTANTS_LEGAUX" in labels,
        confidentiality=next((letter for letter in "VR" if letter in labels), "N"),
        header=msgspec.to_builtins(metadata),
        replaces_unique_id=metadata.replaces or None,
    )


def moment(text: str) -> datetime:
    """Read ``YYYYMMDDhhmmss`` in UTC, or a shorter one (a day, a month) as when it begins."""
    whole = text + _EARLIEST[len(text) :]
    year, month, day, hour, minute, second = (int(whole[part]) for part in _PARTS)
    return datetime(year, month, day, hour, minute, second, tzinfo=UTC)


def _author_name(metadata: Metadata) -> str:
    """The first author in one line; without one, the structure that keeps the document."""
    if not metadata.authors:
        return metadata.custodian_name
    first = metadata.authors[0]
    person = spoken(first.given_name, first.family_name, first.title)
    return person or first.device or first.organization_name or metadata.custodian_name


def _professional(authors: list[Author]) -> int | None:
    """The first author whom the directory knows by their RPPS (prefix 8)."""
    for one in authors:
        if one.identifier is not None and one.identifier.root == _PROFESSIONALS:
            found = directory.professional_by_rpps(one.identifier.extension.removeprefix("8"))
            if found is not None:
                return found.professional_id
    return None
