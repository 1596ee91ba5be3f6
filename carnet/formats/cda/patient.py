"""The patient of a document: the INS, the traits the producer knew, and what is odd in them."""

from __future__ import annotations

from carnet.formats.cda.model import Identifier, Patient
from carnet.formats.cda.parts import Element, first, identifier, name_parts, path, text
from carnet.identity import ins

# INS-C, and test identifiers under other arcs of the same tree, are read, then flagged.
_INS_ARC = "1.2.250.1.213.1.4."
_ROLE = path("recordTarget", "patientRole")
_IDS, _PATIENT, _NAME = path("id"), path("patient"), path("name")
_SEX, _BIRTH = path("administrativeGenderCode"), path("birthTime")
_BIRTHPLACE = path("birthplace", "place", "addr", "county")
INS_PATH = "/ClinicalDocument/recordTarget/patientRole/id"


def read(root: Element) -> Patient:
    """Read the patient; ``oid`` and ``matricule`` are empty when the document gives no INS."""
    role = first(root, _ROLE)
    ids = (
        [found for at in role.iterfind(_IDS) if (found := identifier(at))]
        if role is not None
        else []
    )
    national = _national(ids)
    traits = first(role, _PATIENT) if role is not None else None
    return Patient(
        oid=national.root if national else "",
        matricule=national.extension.upper() if national else "",
        **(_traits(traits) if traits is not None else {}),
        local_ids=[one for one in ids if one is not national],
    )


def _national(ids: list[Identifier]) -> Identifier | None:
    """The INS: one under an accepted OID before any other of its arc."""
    family = [one for one in ids if one.root.startswith(_INS_ARC) and one.extension]
    return next((one for one in family if one.root in ins.ACCEPTED_OIDS), next(iter(family), None))


def _traits(patient: Element) -> dict[str, str]:
    names = first(patient, _NAME)
    families, givens = name_parts(names, "family"), name_parts(names, "given")
    sex, birth = first(patient, _SEX), first(patient, _BIRTH)
    return {
        "birth_name": _first(families, "BR", ""),
        "used_name": _first(families, "CL", "SP") if len(families) > 1 else "",
        "given_names": _first(givens, "", "BR"),
        "sex": (sex.get("code") or "") if sex is not None else "",
        "birth_date": (birth.get("value") or "") if birth is not None else "",
        "birth_place": text(first(patient, _BIRTHPLACE)),
    }


def _first(parts: list[tuple[str, str]], *qualifiers: str) -> str:
    """The first part with the first of ``qualifiers`` that occurs, else the first part."""
    for qualifier in qualifiers:
        for found, words in parts:
            if found == qualifier:
                return words
    return parts[0][1] if parts else ""
