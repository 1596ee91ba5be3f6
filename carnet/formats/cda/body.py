"""The format of a document, told by its templates or, without structure, by its body."""

from __future__ import annotations

from carnet.formats.cda.findings import Findings
from carnet.formats.cda.model import Code
from carnet.formats.cda.parts import Element, first, path
from carnet.nomenclature import terms

CI_SIS = "1.2.250.1.213.1.1.1.1"  # templateId of the volet Structuration minimale
_TEMPLATES = path("templateId")
_STRUCTURED = path("component", "structuredBody")
_PLAIN, _PLAIN_TEXT = path("component", "nonXMLBody"), path("component", "nonXMLBody", "text")
_BODY = "/ClinicalDocument/component"


def read_format(root: Element, findings: Findings) -> Code:
    """The XDS format code: by media type for a body without structure (N1), else by template.

    Never by the type of document: several volets share 34133-9 and 60591-5.
    """
    templates = [at.get("root") or "" for at in root.iterfind(_TEMPLATES)]
    if CI_SIS not in templates:
        findings.warn("/ClinicalDocument/templateId/@root", CI_SIS, ", ".join(templates)[:200])
    if first(root, _PLAIN) is not None:
        return _by_media_type(root, findings)
    if first(root, _STRUCTURED) is None:
        findings.error(_BODY, "structuredBody or nonXMLBody", "neither")
    found = terms.format_code(templates)
    return Code(found.code, found.system, found.display)


def _by_media_type(root: Element, findings: Findings) -> Code:
    body = first(root, _PLAIN_TEXT)
    media_type = (body.get("mediaType") or "text/plain") if body is not None else ""
    found = terms.media_format(media_type.strip().lower())
    if found is None:
        expected = "application/pdf, text/plain, text/rtf, image/jpeg or image/tiff"
        findings.error(f"{_BODY}/nonXMLBody/text/@mediaType", expected, media_type or "no text")
        return Code("", "", "")
    return Code(found.code, found.system, found.display)
