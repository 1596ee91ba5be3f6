"""The medicines and vaccines that stories name by a short key."""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path

from carnet.demo.cda.content import Drug


@cache
def _rows(name: str) -> dict[str, dict[str, str]]:
    lines = Path(__file__).with_name(f"{name}.csv").read_text(encoding="utf-8").splitlines()
    rows = csv.DictReader(line for line in lines if not line.startswith("#"))
    return {row["key"]: row for row in rows}


def drug(key: str, days: int = 90, *, renewals: int = 0, ald: bool = False, note: str = "") -> Drug:
    """A medicine to take for some days."""
    row = _rows("drugs")[key]
    return Drug(row["name"], row["inn"], row["atc"], row["dosage"], days, renewals, ald, note)


def drugs(keys: str, days: int = 90, *, renewals: int = 0, ald: bool = False) -> tuple[Drug, ...]:
    """Several medicines: their keys separated by spaces."""
    return tuple(drug(key, days, renewals=renewals, ald=ald) for key in keys.split())


def vaccine(key: str) -> tuple[str, str, str]:
    """The name, target and ATC class of a vaccine."""
    row = _rows("vaccines")[key]
    return row["name"], row["target"], row["atc"]
