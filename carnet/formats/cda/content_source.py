"""Open hostile XML and reach the clinical document inside it."""

from __future__ import annotations

from lxml import etree

from carnet.formats.problems import FormatProblem

HL7 = "{urn:hl7-org:v3}"
LAB = "{urn:oid:1.3.6.1.4.1.19376.1.3.2}"
XSI_TYPE = "{http://www.w3.org/2001/XMLSchema-instance}type"


def document(data: bytes) -> etree._Element:
    """The `ClinicalDocument` element, also when a stylesheet wraps it (auto-présentable)."""
    root = _parse(data)
    found = next(root.iter(f"{HL7}ClinicalDocument"), None)
    if found is None:
        raise FormatProblem("/", "ClinicalDocument (urn:hl7-org:v3)", str(root.tag)[:100])
    return found


def _parse(data: bytes) -> etree._Element:
    """No entity, no network, no document type: none of them has a place in a CDA."""
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as problem:
        raise FormatProblem("/", "well-formed XML", str(problem)[:200]) from problem
    if root.getroottree().docinfo.internalDTD is not None:
        raise FormatProblem("/", "no document type declaration", "DOCTYPE")
    return root


def child(element: etree._Element | None, path: str) -> etree._Element | None:
    """First descendant along `a/b/c` in the HL7 namespace."""
    if element is None:
        return None
    return element.find("/".join(HL7 + step for step in path.split("/")))


def children(element: etree._Element | None, path: str) -> list[etree._Element]:
    """All descendants along `a/b/c` in the HL7 namespace."""
    if element is None:
        return []
    return element.findall("/".join(HL7 + step for step in path.split("/")))


def value(element: etree._Element | None, path: str, name: str = "value") -> str:
    """An attribute of the first descendant along the path, or empty text."""
    found = child(element, path)
    return (found.get(name) or "").strip() if found is not None else ""


def words(element: etree._Element | None) -> str:
    """All the text of an element on one line."""
    if element is None:
        return ""
    return " ".join("".join(str(part) for part in element.itertext()).split())


def identified(root: etree._Element) -> dict[str, etree._Element]:
    """Elements of the document by their ID, to follow references from entries to narrative."""
    found: dict[str, etree._Element] = {}
    for element in root.iterfind(".//*[@ID]"):
        found.setdefault(element.get("ID") or "", element)
    return found
