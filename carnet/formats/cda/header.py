"""The header of one CDA document, read element by element (CI-SIS, Structuration minimale)."""

from __future__ import annotations

import re

from carnet.formats.cda import patient
from carnet.formats.cda.findings import Findings
from carnet.formats.cda.model import Author, Code, Identifier, Patient
from carnet.formats.cda.parts import (
    Element,
    code,
    first,
    identifier,
    joined,
    party,
    path,
    raw,
    text,
)
from carnet.identity import ins
from carnet.nomenclature import terms

AT = "/ClinicalDocument/"
DEFAULT_LANGUAGE = "fr-FR"
_FACILITY = ("componentOf", "encompassingEncounter", "location", "healthCareFacility", "code")
_CUSTODIAN = path("custodian", "assignedCustodian", "representedCustodianOrganization")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,6})?", re.ASCII)
_PARENT = path("parentDocument", "id")
_ORDERS = path("inFulfillmentOf", "order", "id")


class Header:
    """Reads one header; what is wrong in it goes to ``findings``."""

    def __init__(self, root: Element, findings: Findings) -> None:
        self.root, self.findings = root, findings

    def unique_id(self) -> str:
        """The identifier of the document, ``root^extension`` or the root alone."""
        return self.findings.required(joined(self._at("id")), AT + "id/@root", "an identifier")

    def type(self) -> Code:
        """The type of document: a type of the CI-SIS or of the DMP, or the document is refused."""
        found = code(self._at("code"))
        known = terms.document_type(found.code) if found else None
        if found is None or known is None:
            said = f"{found.code} ({found.system})" if found else "nothing"
            self.findings.error(AT + "code/@code", "a document type of JDV_J07", said)
            return found or Code("", "", "")
        if found.system != known.system:
            self.findings.warn(AT + "code/@codeSystem", known.system, found.system or "nothing")
        return found

    def class_(self, type_code: str) -> Code:
        """The class that the association table ASS_X16 (then ASS_X04) gives to a type."""
        found = terms.document_class(terms.class_of(type_code))
        return Code(found.code, found.system, found.display) if found else Code("", "", "")

    def title(self) -> str:
        """The title, to the letter: inner line ends included."""
        words = raw(self._at("title")).strip()
        return self.findings.required(words, AT + "title", "a title")

    def language(self) -> str:
        """The language; French, and flagged, when the header does not say."""
        found = self._value("languageCode", "code")
        at = AT + "languageCode/@code"
        if not found:
            self.findings.warn(at, "a language", "nothing: taken as fr-FR")
        elif not _LANGUAGE.fullmatch(found):
            self.findings.error(at, "a language (fr-FR)", found)
        return found or DEFAULT_LANGUAGE

    def confidentiality(self) -> Code:
        """The level of confidentiality; one that we do not know refuses: it must not be lost."""
        found = code(self._at("confidentialityCode"))
        if found and terms.in_value_set("J08", found.system, found.code):
            return found
        said = f"{found.code} ({found.system})" if found else "nothing"
        self.findings.error(AT + "confidentialityCode/@code", "a code of JDV_J08", said)
        return found or Code("", "", "")

    def patient(self) -> Patient:
        """The patient; without an INS the document has no owner, an odd one is only flagged."""
        found = patient.read(self.root)
        if not found.matricule:
            self.findings.error(patient.INS_PATH, "the INS of the patient", "none")
        for problem in ins.check(found.oid, found.matricule) if found.matricule else []:
            # The number itself stays out of messages: they end in logs.
            self.findings.warn(patient.INS_PATH, f"an INS with a sound {problem}", "another")
        return found

    def authors(self) -> list[Author]:
        """The authors, at least one."""
        found = [
            party(assigned, first(author, path("functionCode")))
            for author in self.root.iterfind(path("author"))
            if (assigned := first(author, path("assignedAuthor"))) is not None
        ]
        if not found:
            self.findings.error(AT + "author/assignedAuthor", "an author", "none")
        return found

    def legal_authenticator(self) -> Author | None:
        """Who answers for the document."""
        assigned = first(self.root, path("legalAuthenticator", "assignedEntity"))
        if assigned is None:
            self.findings.error(AT + "legalAuthenticator", "a legal authenticator", "none")
        return party(assigned) if assigned is not None else None

    def custodian(self) -> tuple[Identifier | None, str]:
        """The structure that keeps the document: identifier and name."""
        found = first(self.root, _CUSTODIAN)
        if found is None:
            self.findings.error(AT + "custodian", "the organization that keeps it", "none")
            return None, ""
        return identifier(first(found, path("id"))), text(first(found, path("name")))

    def facility(self) -> Code | None:
        """The type of structure where the patient was cared for."""
        found = code(first(self.root, path(*_FACILITY)))
        return self.findings.known("J02", found, AT + "/".join(_FACILITY) + "/@code")

    def replaces(self) -> str:
        """The unique identifier of the document that this one replaces; empty otherwise."""
        for related in self.root.iterfind(path("relatedDocument")):
            if related.get("typeCode") == "RPLC":
                return joined(first(related, _PARENT))
        return ""

    def orders(self) -> list[Identifier]:
        """The orders that the document fulfils (XDS referenceIdList)."""
        return [found for at in self.root.iterfind(_ORDERS) if (found := identifier(at))]

    def set_id(self) -> str:
        """The identifier that all versions of the document share."""
        return joined(self._at("setId"))

    def value(self, name: str) -> str:
        """The ``value`` of one element of the header."""
        return self._value(name, "value")

    def _at(self, name: str) -> Element | None:
        return first(self.root, path(name))

    def _value(self, name: str, attribute: str) -> str:
        found = self._at(name)
        return (found.get(attribute) or "").strip() if found is not None else ""
