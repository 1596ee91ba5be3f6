"""Names of things in FHIR: addresses of the door, code systems, uniqueId as an identifier."""

from __future__ import annotations

import re
from uuid import UUID

from django.conf import settings

from carnet.api.fhir.model import CodeableConcept, Coding, Identifier
from carnet.formats.cda.model import Code
from carnet.nomenclature import terms

URI = "urn:ietf:rfc:3986"
PDSM = "https://interop.esante.gouv.fr/ig/fhir/pdsm/StructureDefinition"
PDSM4DMP = "https://interop.esante.gouv.fr/ig/fhir/pdsm4dmp/StructureDefinition"
MHD = "https://profiles.ihe.net/ITI/MHD/StructureDefinition"
MHD_LISTS = "https://profiles.ihe.net/ITI/MHD/CodeSystem/MHDlistTypes"
MHD_IDENTIFIERS = "https://profiles.ihe.net/ITI/MHD/CodeSystem/IHE.MHD.MHDIdentifierType"
CONFIDENTIALITY = "2.16.840.1.113883.5.25"
VISIBILITY = "1.2.250.1.213.1.1.4.13"
IDNPS = "1.2.250.1.71.4.2.1"  # national identifier of professionals
IDNST = "1.2.250.1.71.4.2.2"  # national identifier of structures
RPPS_SYSTEM = "https://rpps.esante.gouv.fr"
FINESS_SYSTEM = "https://finess.esante.gouv.fr"
_OID = re.compile(r"[0-2](\.(0|[1-9]\d*))+")


def base() -> str:
    """Where the FHIR door is, for links."""
    return f"{settings.BASE_URL.rstrip('/')}/fhir"


def coding(system: str, code: str, display: str = "") -> Coding:
    """A code of an OID as FHIR names its system, with our French display when there is one."""
    shown = terms.display(system, code) or display
    return Coding(system=terms.fhir_system(system), code=code, display=shown)


def concept(code: Code) -> CodeableConcept:
    """A coded value of a header."""
    return CodeableConcept(coding=[coding(code.system, code.code, code.display)])


def is_oid(text: str) -> bool:
    """Whether a text is an OID."""
    return bool(_OID.fullmatch(text))


def unique_id(name: str) -> Identifier:
    """A uniqueId of XDS (``root`` or ``root^extension``) as PDSm writes it."""
    return _typed("uniqueId", f"urn:oid:{name}" if is_oid(name.split("^", 1)[0]) else name)


def entry_uuid(identifier: UUID) -> Identifier:
    """The identifier of one version of the metadata."""
    return _typed("entryUUID", f"urn:uuid:{identifier}")


def logical_id(identifier: UUID) -> Identifier:
    """The identifier that all versions of the metadata share."""
    return _typed("logicalId", f"urn:uuid:{identifier}")


def bare(value: str) -> str:
    """A URI or FHIR identifier without its scheme: an OID, a UUID, or the text as it is."""
    return value.removeprefix("urn:oid:").removeprefix("urn:uuid:")


def _typed(kind: str, value: str) -> Identifier:
    concept_ = CodeableConcept(coding=[Coding(system=MHD_IDENTIFIERS, code=kind)])
    return Identifier(type=concept_, system=URI, value=value)
