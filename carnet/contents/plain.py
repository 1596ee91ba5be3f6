"""Plain sentences for frequent analyses, document types and medicines, from the tables of ``data``.

They say what a thing is, never what a value means for the person. `analyses.csv` joins the codes
of one analysis under one key, such as glucose in moles and in grams: its page shows both, each in
its own unit. `sources.csv` names where codes and sentences come from.
"""

from __future__ import annotations

import csv
from functools import cache
from importlib import resources

import msgspec

LOINC = "2.16.840.1.113883.6.1"


class Plain(msgspec.Struct, frozen=True):
    """What a thing is called and one or two sentences about it; `key` is stable and in ASCII."""

    key: str
    name: str
    sentence: str


def analysis(code: str, system: str = LOINC, language: str = "fr") -> Plain | None:
    """The analysis or measure of a LOINC code; None for one that the table does not hold."""
    row = _analyses().get(code) if system == LOINC else None
    return _plain(row, row["key"], language) if row else None


def document_type(code: str, language: str = "fr") -> Plain | None:
    """What the documents of a type tell; their name is the nomenclature's."""
    row = _types().get(code)
    return _plain(row, code, language) if row else None


def medicine(atc: str, language: str = "fr") -> Plain | None:
    """What a medicine or vaccine is for, by the narrowest class of its ATC code that is known."""
    for length in range(len(atc), 0, -1):
        row = _medicines().get(atc[:length])
        if row:
            return _plain(row, atc[:length], language)
    return None


def _plain(row: dict[str, str], key: str, language: str) -> Plain:
    spoken = "en" if language.startswith("en") else "fr"
    return Plain(key, row.get(f"name_{spoken}", ""), row[spoken])


def _rows(name: str) -> list[dict[str, str]]:
    with (resources.files("carnet.contents") / "data" / name).open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


@cache
def _analyses() -> dict[str, dict[str, str]]:
    return {code: row for row in _rows("analyses.csv") for code in row["codes"].split()}


@cache
def _types() -> dict[str, dict[str, str]]:
    return {row["code"]: row for row in _rows("document_types.csv")}


@cache
def _medicines() -> dict[str, dict[str, str]]:
    return {row["atc"]: row for row in _rows("medicines.csv")}
