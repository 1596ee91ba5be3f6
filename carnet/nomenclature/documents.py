"""Types, classes, formats and portal categories of documents (ASS_X16, X04, A11, A12)."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from carnet.nomenclature import tables
from carnet.nomenclature.codes import Term, display

NON_STRUCTURED = "1.3.6.1.4.1.19376.1.2.20"  # IHE XDS-SD: the media type decides
# "Other structured": a body that follows no published model (JDV_J60).
OUT_OF_PROFILE = "urn:asipSante:modelesHorsProfils:2011"
_OUT_OF_PROFILE_SYSTEM = "1.2.250.1.213.1.1.4.2.282"
_NATIONAL = "1.2.250.1.213.1.1.1."


class DocumentType(Term, frozen=True):
    """A type of document, with its class and its category on the portal."""

    class_code: str
    category: str


@cache
def _types() -> dict[str, DocumentType]:
    return {row["code"]: _document_type(row) for row in tables.read("types.csv")}


def _document_type(row: dict[str, str]) -> DocumentType:
    code, system, class_code = row["code"], row["system"], row["class"]
    words = display(system, code) or code
    return DocumentType(
        code, system, words, class_code, row["category"] or _class_category(class_code)
    )


def document_types() -> list[DocumentType]:
    """All types of document."""
    return list(_types().values())


def document_type(code: str) -> DocumentType | None:
    """A type of document by its code (LOINC or TRE_A05); None when unknown."""
    return _types().get(code)


def class_of(type_code: str) -> str:
    """The class of a type of document; empty when the type is unknown."""
    found = document_type(type_code)
    return found.class_code if found else ""


def document_class(code: str) -> Term | None:
    """A class of TRE_A03."""
    words = display(tables.CLASS_OID, code)
    return Term(code, tables.CLASS_OID, words) if words else None


@cache
def _categories() -> list[dict[str, str]]:
    return tables.read("categories.csv")


CATEGORIES: dict[str, str] = {row["code"]: row["display"] for row in _categories()}


@cache
def _class_category(class_code: str) -> str:
    for row in _categories():
        if class_code in row["classes"].split():
            return row["code"]
    return "AUTR_DOC"


def category(type_code: str, class_code: str = "") -> str:
    """The portal's category of a document: by its type when we know it, else by its class."""
    found = document_type(type_code)
    return found.category if found else _class_category(class_code)


@cache
def _formats() -> dict[str, Term]:
    return {
        row["source"]: Term(
            row["format"], row["system"], display(row["system"], row["format"]) or row["format"]
        )
        for row in tables.read("formats.csv")
    }


def media_format(media_type: str) -> Term | None:
    """The format of a document without structure, by its body's media type; None when refused."""
    return _formats().get(media_type)


def format_code(templates: Iterable[str]) -> Term:
    """The format of a structured document, by the most specific of its templates.

    A national template is more specific than the international one it refines; of two
    national ones the longer, then the later. Unknown templates: "other structured".
    """
    known = [one for one in templates if one in _formats()]
    if not known:
        words = display(_OUT_OF_PROFILE_SYSTEM, OUT_OF_PROFILE) or OUT_OF_PROFILE
        return Term(OUT_OF_PROFILE, _OUT_OF_PROFILE_SYSTEM, words)
    best = max(
        enumerate(known), key=lambda at: (at[1].startswith(_NATIONAL), at[1].count("."), at[0])
    )
    return _formats()[best[1]]
