"""Reads the tables of ``data/``, each once, when first asked for (``sources.csv`` names them)."""

from __future__ import annotations

import csv
from functools import cache
from importlib import resources

CONFIDENTIALITY_OID = "2.16.840.1.113883.5.25"
CLASS_OID = "1.2.250.1.213.1.1.4.1"
AUTHOR_SPECIALTY_OID = "1.2.250.1.213.1.1.4.5"
KNOW_HOW_OID = "1.2.250.1.71.4.2.5"


def read(name: str) -> list[dict[str, str]]:
    """The rows of one table, keyed by its first line."""
    with (resources.files("carnet.nomenclature") / "data" / name).open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


@cache
def displays() -> dict[tuple[str, str], str]:
    """French displays by (OID, code): some 15,000, held once."""
    table = resources.files("carnet.nomenclature") / "data" / "terms.csv"
    with table.open(encoding="utf-8") as file:
        rows = csv.reader(file)
        next(rows)
        return {(system, code): display for system, code, display in rows}


@cache
def systems() -> dict[str, str]:
    """Canonical FHIR address by OID."""
    return {row["oid"]: row["url"] for row in read("systems.csv")}


@cache
def oids() -> dict[str, str]:
    """OID by FHIR address, aliases included (Statut and Status are both met)."""
    found: dict[str, str] = {}
    for row in read("systems.csv"):
        for url in [row["url"], *row["aliases"].split()]:
            found.setdefault(url, row["oid"])
    return found


@cache
def value_set(name: str) -> frozenset[tuple[str, str]]:
    """The (OID, code) pairs of one JDV: J01, J02, J04 or J08."""
    rows = read("value_sets.csv")
    return frozenset((row["system"], row["code"]) for row in rows if row["value_set"] == name)
