"""Code systems, templates and times as the CI-SIS writes them in CDA."""

from __future__ import annotations

import uuid
from datetime import date, datetime

from carnet.demo.cda.xml import tag

LOINC = "2.16.840.1.113883.6.1"
SNOMED = "2.16.840.1.113883.6.96"
ICD10 = "2.16.840.1.113883.6.3"
ATC = "2.16.840.1.113883.6.73"
TA_ASIP = "1.2.250.1.213.1.1.4.322"  # the ANS's own « MED-… » and « GEN-… » codes
INTERPRETATION = "2.16.840.1.113883.5.83"
ACT_CODE = "2.16.840.1.113883.5.4"
CONFIDENTIALITY = "2.16.840.1.113883.5.25"
GENDER = "2.16.840.1.113883.5.1"
PROFESSION = "1.2.250.1.213.1.1.4.5"  # JDV_J01
SECTOR = "1.2.250.1.71.4.2.4"  # TRE_R02
PRACTICE = "1.2.250.1.213.1.1.4.9"  # TRE_A01
TYPE_EXTRA = "1.2.250.1.213.1.1.4.12"  # TRE_A05
PROFESSIONAL_ID = "1.2.250.1.71.4.2.1"
STRUCTURE_ID = "1.2.250.1.71.4.2.2"
NAMES = {LOINC: "LOINC", SNOMED: "SNOMED CT", ICD10: "CIM-10", ATC: "ATC", TA_ASIP: "TA_ASIP"}
_SPACE = uuid.UUID("6f1d6a52-5d2c-4f43-9a0e-7d1b0c4e8a11")


def coded(element: str, code: str, system: str, display: str, *children: str, **more: str) -> str:
    """A coded element with its display."""
    attributes = more | {"code": code, "codeSystem": system, "displayName": display}
    if system in NAMES:
        attributes["codeSystemName"] = NAMES[system]
    return tag(element, *children, **attributes)


def templates(*roots: str) -> str:
    """One templateId for each root; ``root:extension`` where a version is given."""
    return "".join(_template(*root.partition(":")[::2]) for root in roots)


def _template(root: str, extension: str) -> str:
    return tag("templateId", root=root, **({"extension": extension} if extension else {}))


def oid(key: str) -> str:
    """A worldwide OID that depends on the key alone (arc 2.25: the number of a UUID)."""
    return f"2.25.{uuid.uuid5(_SPACE, key).int}"


def guid(key: str) -> str:
    """A UUID that depends on the key alone, as CDA writes it."""
    return str(uuid.uuid5(_SPACE, key)).upper()


def identified(key: str) -> str:
    """The ``id`` of an inner act or section."""
    return tag("id", root=guid(key))


def moment(value: datetime) -> str:
    """``YYYYMMDDhhmmss+zzzz`` with the offset of Paris."""
    return f"{value:%Y%m%d%H%M%S%z}"


def day(value: date) -> str:
    """``YYYYMMDD``."""
    return f"{value:%Y%m%d}"


def reference(anchor: str) -> str:
    """The text of an entry: where the narrative says it."""
    return tag("text", tag("reference", value=f"#{anchor}"))


def number(value: float, decimals: int = 0) -> str:
    """A number with a dot, as CDA wants it."""
    return f"{value:.{decimals}f}"


def french(value: float, decimals: int = 0) -> str:
    """A number with a comma, as the reader wants it."""
    return number(value, decimals).replace(".", ",")
