"""The header of a CDA document, element by element in the order of the CDA schema."""

from __future__ import annotations

from functools import cache

from carnet.demo.cda import codes
from carnet.demo.cda.codes import coded
from carnet.demo.cda.content import Biology, Document
from carnet.demo.cda.kinds import Kind
from carnet.demo.cda.xml import tag, text
from carnet.demo.nation.displays import PRACTICES, profession, sector
from carnet.demo.nation.model import TEST_OID, Organization, Person, Professional


def header(document: Document, kind: Kind) -> str:
    """Everything before the body."""
    at = codes.moment(document.at)
    author = document.author
    return "".join((
        _identification(document, kind),
        patient(document.person),
        tag("author", tag("time", value=at), tag("assignedAuthor", *professional(author))),
        _custodian(author.organization),
        tag("legalAuthenticator", tag("time", value=at), tag("signatureCode", code="S"),
            tag("assignedEntity", *professional(author))),
        _participant(document),
        _act(document, kind),
        _encounter(document),
    ))  # fmt: skip


def _identification(document: Document, kind: Kind) -> str:
    return "".join((
        tag("realmCode", code="FR"),
        tag("typeId", root="2.16.840.1.113883.1.3", extension="POCD_HD000040"),
        codes.templates(*kind.templates),
        tag("id", root=codes.oid(document.key)),
        coded("code", kind.code, kind.system, kind.display),
        tag("title", text(document.title)),
        tag("effectiveTime", value=codes.moment(document.at)),
        coded("confidentialityCode", "N", codes.CONFIDENTIALITY, "Normal"),
        tag("languageCode", code="fr-FR"),
        tag("setId", root=codes.oid(f"{document.key}/set")),
        tag("versionNumber", value="1"),
    ))  # fmt: skip


@cache
def patient(person: Person) -> str:
    """The INS block: matricule under its OID, birth name, all given names, place of birth."""
    genders = {"F": "Féminin", "M": "Masculin"}
    used = (person.used_name or person.birth_name).upper()
    contacts = [tag("telecom", value=f"tel:{person.mobile}", use="MC")] if person.mobile else []
    return tag("recordTarget", tag("patientRole",
        tag("id", root=TEST_OID, extension=person.matricule),
        _address(person.address, person.home.postal_code, person.home.name),
        *(contacts or [tag("telecom", nullFlavor="NASK")]),
        tag("patient",
            tag("name",
                tag("family", text(person.birth_name.upper()), qualifier="BR"),
                tag("given", text(" ".join(person.given_names).upper())),
                tag("given", text(person.first_name.upper()), qualifier="BR"),
                tag("family", text(used), qualifier="CL"),
                tag("given", text(person.first_name.upper()), qualifier="CL")),
            coded("administrativeGenderCode", person.sex, codes.GENDER, genders[person.sex]),
            tag("birthTime", value=codes.day(person.birth_date)),
            tag("birthplace", tag("place", tag("addr",
                tag("county", person.birth_place.code),
                tag("city", text(person.birth_place.name.upper())))))),
    ))  # fmt: skip


@cache
def professional(who: Professional) -> tuple[str, ...]:
    """The children of an assignedAuthor or assignedEntity."""
    return (
        tag("id", root=codes.PROFESSIONAL_ID, extension=f"8{who.rpps}"),
        coded("code", who.code, codes.PROFESSION, profession(who.code)),
        *_contact(who.organization),  # the first four go to an associatedEntity as well
        tag("assignedPerson", named(who)),
        tag("representedOrganization", *organization(who.organization)),
    )


def named(who: Professional) -> str:
    """The name of a professional."""
    suffix = [tag("suffix", who.title)] if who.title else []
    return tag(
        "name", tag("given", text(who.given_name)), tag("family", text(who.family_name.upper())),
        *suffix,
    )  # fmt: skip


@cache
def organization(structure: Organization) -> tuple[str, ...]:
    """The children of a representedOrganization."""
    practice = _practice(structure)
    return (
        tag("id", root=codes.STRUCTURE_ID, extension=f"1{structure.finess}"),
        tag("name", text(structure.name)),
        tag("telecom", value=f"tel:{structure.phone}", use="WP"),
        _address(structure.address, structure.postal_code, structure.city),
        coded("standardIndustryClassCode", practice, codes.PRACTICE, PRACTICES[practice]),
    )


def _practice(structure: Organization) -> str:
    special = {"hospital": "ETABLISSEMENT", "clinic": "ETABLISSEMENT", "samu": "SAMU_SMUR",
               "ehpad": "ESSMS"}  # fmt: skip
    return special.get(structure.kind, "AMBULATOIRE")


def _contact(structure: Organization) -> tuple[str, str]:
    return (
        _address(structure.address, structure.postal_code, structure.city),
        tag("telecom", value=f"tel:{structure.phone}", use="WP"),
    )


def _address(street: str, postal_code: str, city: str) -> str:
    return tag(
        "addr",
        tag("streetAddressLine", text(street)),
        tag("streetAddressLine", text(f"{postal_code} {city.upper()}")),
    )


def _custodian(structure: Organization) -> str:
    # The schema gives a custodian no standardIndustryClassCode.
    inside = tag("representedCustodianOrganization", *organization(structure)[:-1])
    return tag("custodian", tag("assignedCustodian", inside))


def _participant(document: Document) -> str:
    asked = document.content.prescriber if isinstance(document.content, Biology) else None
    if asked is None:
        return ""
    who = professional(asked)
    return tag("participant",
        codes.templates("1.3.6.1.4.1.19376.1.3.3.1.6"),
        tag("time", tag("high", value=codes.moment(document.start or document.at)),
            xsi_type="IVL_TS"),
        tag("associatedEntity", *who[:4], tag("associatedPerson", named(asked)), classCode="PROV"),
        typeCode="REF",
    )  # fmt: skip


def _interval(document: Document) -> str:
    low = tag("low", value=codes.moment(document.start or document.at))
    high = [tag("high", value=codes.moment(document.stop))] if document.stop else []
    return tag("effectiveTime", low, *high)


def _act(document: Document, kind: Kind) -> str:
    code, system, display = kind.code, kind.system, kind.display
    act = getattr(document.content, "act", ("", ""))
    if act[0]:
        code, system, display = act[0], codes.LOINC, act[1]
    return tag("documentationOf", tag("serviceEvent",
        coded("code", code, system, display),
        _interval(document),
        tag("performer", tag("assignedEntity", *professional(document.author)), typeCode="PRF"),
    ))  # fmt: skip


def _encounter(document: Document) -> str:
    structure = document.author.organization
    stay = structure.kind in {"hospital", "clinic"} and document.stop is not None
    code = ("IMP", "Hospitalisation (établissement, y compris HAD)") if stay else (
        "AMB", "Ambulatoire (hors établissement)")  # fmt: skip
    return tag("componentOf", tag("encompassingEncounter",
        coded("code", code[0], codes.ACT_CODE, code[1]),
        _interval(document),
        tag("location", tag("healthCareFacility",
            coded("code", structure.sector, codes.SECTOR, sector(structure.sector)),
            tag("location", tag("name", text(structure.name)),
                _address(structure.address, structure.postal_code, structure.city)))),
    ))  # fmt: skip
