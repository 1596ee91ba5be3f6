"""What every resource drawn from a document has: a name, a source, a code, a day, remarks."""

from __future__ import annotations

from typing import Any, NamedTuple

from django.utils.translation import gettext as _

from carnet.api.fhir import naming
from carnet.formats.cda.values_model import Value

Resource = dict[str, Any]
HL7 = "http://terminology.hl7.org/CodeSystem"
UCUM = "http://unitsofmeasure.org"
_DAY = len("2026-11-03")


class Placed(NamedTuple):
    """The name of a resource, and the addresses of whom it is about and of its document."""

    name: str
    subject: str
    document: str


def begun(kind: str, placed: Placed) -> Resource:
    """The beginning of a resource: its kind, its name, the document that says it."""
    return {"resourceType": kind, "id": placed.name, "meta": {"source": placed.document}}


def filled(told: Resource) -> Resource:
    """The same without what the document does not say."""
    return {name: part for name, part in told.items() if part}


def concept(name: str, code: str, system: str, more: list[Resource] | None = None) -> Resource:
    """What something is: the words of the document, with its code where it has one."""
    known = code.strip() and naming.is_oid(system)
    own = [naming.coding(system, code.strip())] if known else []
    return filled({"coding": [*own, *(more or [])], "text": name})


def coded(system: str, code: str) -> Resource:
    """A code of a system of HL7."""
    return {"coding": [{"system": f"{HL7}/{system}", "code": code}]}


def day(moment: str) -> str:
    """The day, month or year of a moment; "" for none."""
    return moment[:_DAY]


def notes(value: Value) -> list[Resource]:
    """The remarks of the document, and that something of it is to be checked there."""
    doubt = _("À vérifier dans le document.") if value.doubts else ""
    return [{"text": text} for text in (value.comment, doubt) if text]
