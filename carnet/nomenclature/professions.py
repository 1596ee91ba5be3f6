"""Professions of health and their specialties (JDV_J01, TRE_R01)."""

from __future__ import annotations

from functools import cache

from carnet.nomenclature import tables
from carnet.nomenclature.codes import Term, term


@cache
def professions() -> list[Term]:
    """Professions of health (JDV_J01 without its specialties), by code (G15_10 Médecin)."""
    codes = sorted(
        code
        for system, code in tables.value_set("J01")
        if system == tables.AUTHOR_SPECIALTY_OID and "/" not in code
    )
    found = (term(tables.AUTHOR_SPECIALTY_OID, code) for code in codes)
    return [one for one in found if one]


@cache
def _profession_by_code() -> dict[str, Term]:
    return {one.code: one for one in professions()}


def profession(code: str) -> Term | None:
    """A profession by its code in JDV_J01: G15_10, G15_21."""
    return _profession_by_code().get(code)


@cache
def specialties() -> list[Term]:
    """The specialties that doctors are granted today (TRE_R01, codes SM…), by code."""
    codes = sorted(code for system, code in tables.displays() if _is_specialty(system, code))
    found = (specialty(code) for code in codes)
    return [one for one in found if one]


def _is_specialty(system: str, code: str) -> bool:
    return system == tables.KNOW_HOW_OID and code.startswith("SM")


def specialty(code: str) -> Term | None:
    """A savoir-faire by its code in TRE_R01: SM26."""
    return term(tables.KNOW_HOW_OID, code)


# Those of the matrix who are no professionals of health: roles, use titles, social work.
_OTHER_TRADES = ("1.2.250.1.213.1.6.1.109", "1.2.250.1.213.1.6.1.107", "1.2.250.1.213.1.6.1.4")


@cache
def trade(code: str) -> Term | None:
    """Any trade that the matrix names: G15_10, G15_21/EG, 313 (Aide-soignant)."""
    systems = (tables.AUTHOR_SPECIALTY_OID, *_OTHER_TRADES)
    return next((one for system in systems if (one := term(system, code))), None)
