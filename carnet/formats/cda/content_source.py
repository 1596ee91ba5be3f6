"""Ways to reach the parts of a clinical document by their HL7 names."""

from __future__ import annotations

import re
from functools import cache

from lxml import etree

from carnet.formats.cda.opening import open_document

HL7 = "{urn:hl7-org:v3}"
COMMENT = "48767-8"  # LOINC: the code of an act that only comments (IHE PCC 4.2)
MAX_TOLD = 600  # characters of the narrative that an entry may call
# What shows nothing but hides text or turns it round: controls, orders of writing, tags.
_UNSEEN = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b\u202a-\u202e\u2060-\u206f\ufeff]"
    r"|[\U000e0000-\U000e0fff]"
)
_whole = etree.XPath("string()", smart_strings=False)
XSI_TYPE = "{http://www.w3.org/2001/XMLSchema-instance}type"


def document(data: bytes) -> etree._Element:
    """The clinical document of hostile bytes, without the comments of its author."""
    root = open_document(data, blanks=True)
    etree.strip_tags(root, etree.Comment, etree.ProcessingInstruction)
    return root


def child(element: etree._Element | None, path: str) -> etree._Element | None:
    """First descendant along `a/b/c` in the HL7 namespace."""
    if element is None:
        return None
    named = _named(path)
    return element.find(named) if "/" in path else next(element.iterchildren(named), None)


def children(element: etree._Element | None, path: str) -> list[etree._Element]:
    """All descendants along `a/b/c` in the HL7 namespace."""
    if element is None:
        return []
    named = _named(path)
    return element.findall(named) if "/" in path else list(element.iterchildren(named))


@cache
def _named(path: str) -> str:
    """The path with its namespace: the house's own paths, a hundred or so, asked for thousands."""
    return "/".join(HL7 + step for step in path.split("/"))


def value(element: etree._Element | None, path: str, name: str = "value") -> str:
    """An attribute of the first descendant along the path, or empty text."""
    found = child(element, path)
    return (found.get(name) or "").strip() if found is not None else ""


def templates(act: etree._Element) -> set[str]:
    """The models that an act says it follows."""
    return {one.get("root") or "" for one in children(act, "templateId")}


def is_comment(part: etree._Element) -> bool:
    """Whether an act is a comment."""
    return part.tag == f"{HL7}act" and value(part, "code", "code") == COMMENT


def words(element: etree._Element | None) -> str:
    """All the text of an element on one line."""
    if element is None:
        return ""
    text = str(_whole(element)) if len(element) else element.text or ""
    return " ".join(seen(text).split())


def says_something(element: etree._Element) -> bool:
    """Whether an element has words: rows of dots are a way to draw a line."""
    return any(seen(str(part)).replace(".", "").strip() for part in element.itertext())


def brief(element: etree._Element | None, limit: int) -> str:
    """The first words of an element, for those who repeat them: it may be the whole document."""
    parts, room = list[str](), limit
    for part in element.itertext() if element is not None else ():
        parts.append(str(part)[: room + 1])
        room -= len(parts[-1])
        if room < 0:
            break
    text = " ".join(seen("".join(parts)).split())
    return text if room >= 0 else text[:limit].rstrip() + "…"


class Marks(dict[str, etree._Element]):  # noqa: SLF001
    """Elements of a document by their ID, to follow references from entries to narrative."""

    def __init__(self) -> None:
        self._told: dict[str, str] = {}

    def told(self, mark: str) -> str:
        """The words of the element of that ID, read once however many entries call them."""
        if mark not in self._told:
            self._told[mark] = brief(self.get(mark), MAX_TOLD)
        return self._told[mark]

    def row(self, mark: str) -> list[str]:
        """The words of the cells beside an element, in its row of a table."""
        held = self.get(mark)
        if held is None:
            return []
        above = (one for one in held.iterancestors(f"{HL7}tr", f"{HL7}text"))
        holder = next(above, None)
        if holder is None or holder.tag != f"{HL7}tr":
            return []
        return [brief(cell, MAX_TOLD) for cell in holder]


def identified(root: etree._Element) -> Marks:
    """All elements that have an ID, the first of each."""
    found = Marks()
    for element in root.iterfind(".//*[@ID]"):
        found.setdefault(element.get("ID") or "", element)
    return found


def seen(text: str) -> str:
    """The text that a reader sees, in the order in which it is written."""
    return text if text.isascii() and text.isprintable() else _UNSEEN.sub("", text)


def local_name(element: etree._Element) -> str:
    """The name of an element, whatever its namespace; nothing for what is no element."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""
