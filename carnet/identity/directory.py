"""The directory of professionals and structures, kept a short while in each process."""

from __future__ import annotations

import re
import unicodedata
from typing import Any

import msgspec

from carnet.base.database import row, rows
from carnet.identity import finess as finess_numbers
from carnet.identity import rpps as rpps_numbers
from carnet.identity.recent import Recent

TTL = 60.0  # seconds during which a process may not see another's correction


class Organization(msgspec.Struct, frozen=True, kw_only=True):
    """A care structure; ``sector`` is a code of TRE_R02."""

    organization_id: int
    finess: str
    name: str
    sector: str
    address: str = ""
    postal_code: str = ""
    city: str = ""
    phone: str = ""


class Professional(msgspec.Struct, frozen=True, kw_only=True):
    """A health professional; codes of JDV_J01 (G15_10) and TRE_R01 (SM26)."""

    professional_id: int
    rpps: str
    family_name: str
    given_name: str
    title: str
    profession: str
    specialty: str
    organization_id: int | None = None
    email: str = ""


_recent = Recent(TTL)
forget = _recent.forget  # after a restore, and between tests


def add_organization(
    finess: str, name: str, sector: str, *, address: str = "", postal_code: str = "",
    city: str = "", phone: str = "",
) -> int:  # fmt: skip
    """Add or correct a structure by its FINESS (ValueError when unsound); return its id."""
    if not finess_numbers.valid(finess):
        raise ValueError("finess")
    found = row(
        "INSERT INTO identity_organization"
        " (finess, name, sector, address, postal_code, city, phone, search_name)"
        " VALUES (%s, %s, %s, %s, %s, %s, %s, %s) ON CONFLICT (finess) DO UPDATE SET"
        " name = excluded.name, sector = excluded.sector, address = excluded.address,"
        " postal_code = excluded.postal_code, city = excluded.city, phone = excluded.phone,"
        " search_name = excluded.search_name RETURNING organization_id",
        [
            *(finess, name, sector, address, postal_code, city, phone),
            searchable(f"{name} {city}"),
        ],
    )
    _recent.forget()
    return int(found[0]) if found else 0


def add_professional(
    rpps: str, family_name: str, given_name: str, profession: str, *, specialty: str = "",
    title: str = "", organization_id: int | None = None, email: str = "",
) -> int:  # fmt: skip
    """Add or correct a professional by their RPPS (ValueError when unsound); return their id."""
    if not rpps_numbers.valid(rpps):
        raise ValueError("rpps")
    found = row(
        "INSERT INTO identity_professional (rpps, family_name, given_name, title, profession,"
        " specialty, organization_id, email, search_name)"
        " VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s)"
        " ON CONFLICT (rpps) DO UPDATE SET family_name = excluded.family_name,"
        " given_name = excluded.given_name, title = excluded.title,"
        " profession = excluded.profession, specialty = excluded.specialty,"
        " organization_id = excluded.organization_id, email = excluded.email,"
        " search_name = excluded.search_name RETURNING professional_id",
        [
            *(rpps, family_name, given_name, title, profession, specialty, organization_id, email),
            searchable(f"{family_name} {given_name}"),
        ],
    )
    _recent.forget()
    return int(found[0]) if found else 0


_PROFESSIONAL_FIELDS = Professional.__struct_fields__
_ORGANIZATION_FIELDS = Organization.__struct_fields__
_PROFESSIONAL, _ORGANIZATION = ", ".join(_PROFESSIONAL_FIELDS), ", ".join(_ORGANIZATION_FIELDS)


def professional_by_rpps(rpps: str) -> Professional | None:
    """The professional of an RPPS number."""
    return _professional("rpps", rpps)


def professional(professional_id: int) -> Professional | None:
    """One professional."""
    return _professional("professional_id", professional_id)


def _professional(column: str, value: int | str) -> Professional | None:
    def load() -> Professional | None:
        sql = f"SELECT {_PROFESSIONAL} FROM identity_professional WHERE {column} = %s"
        found = row(sql, [value])
        return _made_professional(found) if found else None

    return _recent.get(("professional", column, value), load)


def organization_by_finess(finess: str) -> Organization | None:
    """The structure of a FINESS number."""
    return _organization("finess", finess)


def organization(organization_id: int) -> Organization | None:
    """One structure."""
    return _organization("organization_id", organization_id)


def _organization(column: str, value: int | str) -> Organization | None:
    def load() -> Organization | None:
        sql = f"SELECT {_ORGANIZATION} FROM identity_organization WHERE {column} = %s"
        found = row(sql, [value])
        return _made_organization(found) if found else None

    return _recent.get(("organization", column, value), load)


def _made_professional(found: tuple[Any, ...]) -> Professional:
    return Professional(**dict(zip(_PROFESSIONAL_FIELDS, found, strict=True)))


def _made_organization(found: tuple[Any, ...]) -> Organization:
    return Organization(**dict(zip(_ORGANIZATION_FIELDS, found, strict=True)))


def searchable(text: str) -> str:
    """A name without case, accents, punctuation: ``D'Hérouville-Noël``, ``d herouville noel``."""
    plain = unicodedata.normalize("NFKD", text.casefold().replace("œ", "oe").replace("æ", "ae"))
    return " ".join(re.findall(r"[a-z0-9]+", plain.encode("ascii", "ignore").decode()))


def search_professionals(text: str, limit: int = 20) -> list[Professional]:
    """Professionals whose names begin with every word of ``text``, accents and case aside."""
    found = _search("identity_professional", _PROFESSIONAL, text, limit)
    return [_made_professional(one) for one in found]


def search_organizations(text: str, limit: int = 20) -> list[Organization]:
    """Structures whose name and town hold words that begin as each word of ``text`` does."""
    found = _search("identity_organization", _ORGANIZATION, text, limit)
    return [_made_organization(one) for one in found]


def _search(table: str, columns: str, text: str, limit: int) -> list[tuple[Any, ...]]:
    words = searchable(text).split()
    if not words:
        return []
    return rows(
        f"SELECT {columns} FROM {table}"
        " WHERE to_tsvector('simple', search_name) @@ to_tsquery('simple', %s)"
        " ORDER BY search_name, 1 LIMIT %s",
        [" & ".join(f"{word}:*" for word in words), limit],
    )
