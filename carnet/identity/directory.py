"""The directory of professionals and structures, kept a short while in each process."""

from __future__ import annotations

import msgspec


class Organization(msgspec.Struct, frozen=True, kw_only=True):
    """A care structure."""

    organization_id: int
    finess: str
    name: str
    sector: str
    address: str = ""
    postal_code: str = ""
    city: str = ""
    phone: str = ""


class Professional(msgspec.Struct, frozen=True, kw_only=True):
    """A health professional."""

    professional_id: int
    rpps: str
    family_name: str
    given_name: str
    title: str
    profession: str
    specialty: str
    organization_id: int | None = None


def add_organization(
    finess: str, name: str, sector: str, *, address: str = "", postal_code: str = "",
    city: str = "", phone: str = "",
) -> int:  # fmt: skip
    """Add or correct a structure by its FINESS; return its organization_id."""
    raise NotImplementedError


def add_professional(
    rpps: str, family_name: str, given_name: str, profession: str, *, specialty: str = "",
    title: str = "", organization_id: int | None = None,
) -> int:  # fmt: skip
    """Add or correct a professional by their RPPS; return their professional_id."""
    raise NotImplementedError


def professional_by_rpps(rpps: str) -> Professional | None:
    """The professional of an RPPS number."""
    raise NotImplementedError


def professional(professional_id: int) -> Professional | None:
    """One professional."""
    raise NotImplementedError


def organization_by_finess(finess: str) -> Organization | None:
    """The structure of a FINESS number."""
    raise NotImplementedError


def organization(organization_id: int) -> Organization | None:
    """One structure."""
    raise NotImplementedError


def search_professionals(text: str, limit: int = 20) -> list[Professional]:
    """Professionals whose names begin with every word of ``text``, accents and case aside."""
    raise NotImplementedError
