"""A CDA document as a deposit: its header is the truth for the metadata."""

from __future__ import annotations

from datetime import UTC, datetime

import msgspec

from carnet.formats.cda.model import Author, Metadata
from carnet.identity import directory
from carnet.identity.names import spoken
from carnet.nomenclature import terms
from carnet.records.incoming import NewDocument

_PROFESSIONALS = "1.2.250.1.71.4.2.1"  # OID of RPPS and other national identifiers
_EARLIEST = "00010101000000"


def new_document(data: bytes, metadata: Metadata) -> NewDocument:
    """Make the deposit of one document from its bytes and what ``formats`` read in its header."""
    author = metadata.authors[0] if metadata.authors else None
    created = moment(metadata.creation_time)
    return NewDocument(
        data=data,
        unique_id=metadata.unique_id,
        type_code=metadata.type.code,
        class_code=metadata.class_.code,
        format_code=metadata.format.code,
        category=terms.category(metadata.type.code, metadata.class_.code),
        title=metadata.title[:255],
        created_at=created,
        service_start=moment(metadata.service_start) if metadata.service_start else created,
        service_stop=moment(metadata.service_stop) if metadata.service_stop else None,
        author_name=_name(author)[:200],
        author_professional_id=_professional(author),
        mime_type=metadata.mime_type,
        language=metadata.language,
        confidentiality=metadata.confidentiality.code[:1] or "N",
        header=msgspec.to_builtins(metadata),
        replaces_unique_id=metadata.replaces or None,
    )


def moment(text: str) -> datetime:
    """Read ``YYYYMMDDhhmmss`` in UTC, or a shorter one (a day, a month) as when it begins."""
    whole = text + _EARLIEST[len(text) :]
    return datetime.strptime(whole, "%Y%m%d%H%M%S").replace(tzinfo=UTC)


def _name(author: Author | None) -> str:
    if author is None:
        return ""
    person = spoken(author.given_name, author.family_name, author.title)
    return person or author.device or author.organization_name


def _professional(author: Author | None) -> int | None:
    """The directory's professional, when the author is identified by their RPPS (prefix 8)."""
    if author is None or author.identifier is None or author.identifier.root != _PROFESSIONALS:
        return None
    found = directory.professional_by_rpps(author.identifier.extension.removeprefix("8"))
    return found.professional_id if found else None
