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
