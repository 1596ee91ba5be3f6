"""Reads the short tables of the nation: names, places, streets, directory."""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path

from carnet.demo.nation.model import Place

DATA = Path(__file__).parent / "data"


@cache
def rows(name: str) -> tuple[dict[str, str], ...]:
    """The rows of ``data/<name>.csv``; lines that begin with # tell the source."""
    lines = (DATA / f"{name}.csv").read_text(encoding="utf-8").splitlines()
    return tuple(csv.DictReader(line for line in lines if not line.startswith("#")))


@cache
def places(use: str) -> tuple[Place, ...]:
    """The places of one use: home, birth, corsica, abroad."""
    return tuple(
        Place(row["code"], row["name"], row["postal_code"])
        for row in rows("places")
        if row["use"] == use
    )


@cache
def place(code: str) -> Place:
    """The place of one COG code."""
    found = next(row for row in rows("places") if row["code"] == code)
    return Place(found["code"], found["name"], found["postal_code"])


def given_names(sex: str, year: int) -> list[str]:
    """The given names usual for this sex and year of birth."""
    return next(
        row["names"].split()
        for row in rows("given_names")
        if row["sex"] == sex and int(row["from"]) <= year <= int(row["to"])
    )
