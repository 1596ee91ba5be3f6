"""The face of the room: every lookup of coded terms, whichever table answers it."""

from carnet.nomenclature.codes import Term, display, fhir_system, in_value_set, oid_of, term
from carnet.nomenclature.documents import (
    CATEGORIES,
    DocumentType,
    category,
    class_of,
    document_class,
    document_type,
    document_types,
    format_code,
    media_format,
)
from carnet.nomenclature.professions import profession, professions, specialties, specialty

__all__ = [
    "CATEGORIES",
    "DocumentType",
    "Term",
    "category",
    "class_of",
    "display",
    "document_class",
    "document_type",
    "document_types",
    "fhir_system",
    "format_code",
    "in_value_set",
    "media_format",
    "oid_of",
    "profession",
    "professions",
    "specialties",
    "specialty",
    "term",
]
