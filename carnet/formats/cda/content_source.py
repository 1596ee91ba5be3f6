"""Ways to reach the parts of a clinical document by their HL7 names."""

from __future__ import annotations

from lxml import etree

from carnet.formats.cda.opening import open_document

HL7 = "{urn:hl7-org:v3}"
XSI_TYPE = "{http://www.w3.org/2001/XMLSchema-instance}type"


def document(data: bytes) -> etree._Element:
    """The clinical document of hostile bytes, without the comments of its author."""
    root = open_document(data)
    etree.strip_tags(root, etree.Comment, etree.ProcessingInstruction)
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
