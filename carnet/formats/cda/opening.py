"""Opens hostile bytes as a CDA document: bounded, without entity, network or document type."""

from __future__ import annotations

import re

from lxml import etree

from carnet.formats.problems import FormatProblem

CDA = "{urn:hl7-org:v3}"
MAX_BYTES = 20_000_000
_UTF8 = "the encoding UTF-8 (CI-SIS)"
_DOCUMENT = f"{CDA}ClinicalDocument"
_STYLESHEET = "{http://www.w3.org/1999/XSL/Transform}stylesheet"
_WRAPPED = f".//{{urn:asip-sante:ci-sis}}Contenu/{_DOCUMENT}"
# What may stand before the root element; one alternative only can match at any place, and
# possessively, so that no text makes it slow.
_PROLOG = re.compile(rb"(?:\xef\xbb\xbf)?+(?:\s|<\?(?>.*?\?>)|<!--(?>.*?-->))*+", re.DOTALL)


def open_document(data: bytes, *, blanks: bool = False) -> etree._Element:
    """The ``ClinicalDocument`` of ``data``; in a self-presenting one, the wrapped document.

    ``blanks`` keeps the spaces between elements: those between two words of a narrative count.
    Without ``huge_tree``, libxml2 itself bounds the depth (256) and each text (10 MB).
    """
    if not data:
        raise FormatProblem("/", "a CDA document", "no content")
    if len(data) > MAX_BYTES:
        raise FormatProblem("/", f"at most {MAX_BYTES} bytes", f"{len(data)} bytes")
    if b"\0" in data[:4]:
        raise FormatProblem("/", _UTF8, "UTF-16, UTF-32 or no text")
    if _declares_type(data):
        raise FormatProblem("/", "no document type declaration", "<!DOCTYPE")
    return _clinical_document(_parse(data, blanks=blanks))


def self_presenting(root: etree._Element) -> bool:
    """Whether the document came inside its own stylesheet (« auto-présentable »)."""
    return root.getparent() is not None


def _declares_type(data: bytes) -> bool:
    """Told before libxml2 reads it, so that no declared entity is ever looked at."""
    prolog = _PROLOG.match(data)
    return prolog is not None and data.startswith(b"<!DOCTYPE", prolog.end())


def _parse(data: bytes, *, blanks: bool) -> etree._Element:
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, collect_ids=False,
        remove_comments=True, remove_pis=True, remove_blank_text=not blanks,
    )  # fmt: skip
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise FormatProblem("/", "well-formed XML", _shortened(error)) from error
    about = root.getroottree().docinfo
    if about.internalDTD is not None:  # in an encoding where the prolog's bytes did not show it
        raise FormatProblem("/", "no document type declaration", "<!DOCTYPE")
    if (about.encoding or "UTF-8").upper() not in {"UTF-8", "US-ASCII", "ASCII"}:
        raise FormatProblem("/", _UTF8, str(about.encoding))
    return root


def _shortened(error: Exception) -> str:
    return (str(error).splitlines() or [type(error).__name__])[0][:200]


def _clinical_document(root: etree._Element) -> etree._Element:
    if root.tag == _DOCUMENT:
        return root
    wrapped = root.find(_WRAPPED) if root.tag == _STYLESHEET else None
    if wrapped is None:
        raise FormatProblem("/", "ClinicalDocument in urn:hl7-org:v3", root.tag[:200])
    return wrapped
