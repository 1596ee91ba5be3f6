"""The kinds of documents: type, level, templates, expected format."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from carnet.demo.cda import codes

HL7_FRANCE = "2.16.840.1.113883.2.8.2.1"
CI_SIS = "1.2.250.1.213.1.1.1.1"
XDS_SD = "1.3.6.1.4.1.19376.1.2.20"  # IHE: a scanned or printed document inside


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of document."""

    code: str
    display: str
    level: int
    templates: tuple[str, ...]
    format: str

    @property
    def system(self) -> str:
        """LOINC, or the ANS's complement for codes that are not LOINC's."""
        return codes.LOINC if self.code[0].isdigit() else codes.TYPE_EXTRA


@cache
def kinds() -> dict[str, Kind]:
    """All kinds by name."""
    path = Path(__file__).with_name("kinds.csv")
    lines = path.read_text(encoding="utf-8").splitlines()
    rows = csv.DictReader(line for line in lines if not line.startswith("#"))
    return {row["kind"]: _kind(row) for row in rows}


def _kind(row: dict[str, str]) -> Kind:
    level = int(row["level"])
    own = row["templates"].split() if level != 1 else [XDS_SD]
    return Kind(row["code"], row["display"], level, (HL7_FRANCE, CI_SIS, *own), row["format"])
