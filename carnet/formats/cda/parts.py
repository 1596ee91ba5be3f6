"""The parts that a CDA header repeats: codes, identifiers, names, people with their structure."""

from __future__ import annotations

from functools import cache

from lxml import etree

from carnet.formats.cda.model import Author, Code, Identifier
from carnet.formats.cda.opening import CDA
from carnet.nomenclature import terms

Element = etree._Element  # noqa: SLF001


@cache
def path(*steps: str) -> str:
    """An lxml path in the HL7 namespace."""
    return "/".join(CDA + step for step in steps)


@cache
def _tags(at: str) -> tuple[str, ...]:
    return tuple(at.split("/"))


def first(element: Element, at: str) -> Element | None:
    """``element.find(at)``, faster where the first child of each name leads there.

    ``at`` is a ``path``: names only.
    """
    found = element
    for tag in _tags(at):
        below = next(found.iterchildren(tag), None)
        if below is None:
            return element.find(at) if "/" in at else None
        found = below
    return found


_FAMILY, _GIVEN = path("family"), path("given")
_ORGANIZATION = path("representedOrganization")
_PERSON_NAME = path("assignedPerson", "name")
_DEVICE_NAMES = (
    path("assignedAuthoringDevice", "softwareName"),
    path("assignedAuthoringDevice", "manufacturerModelName"),
)
_TITLES, _CODE, _ID, _NAME = path("suffix"), path("code"), path("id"), path("name")


def raw(element: Element | None) -> str:
    """The words of an element to the letter; empty when it is absent."""
    if element is None:
        return ""
    return "".join(map(str, element.itertext("*"))) if len(element) else element.text or ""


def text(element: Element | None) -> str:
    """The words of an element on one line; empty when it is absent."""
    return " ".join(raw(element).split())


def code(element: Element | None) -> Code | None:
    """A coded value, with the display that the document gives, else ours; None without a code."""
    value = (element.get("code") or "").strip() if element is not None else ""
    if element is None or not value:
        return None
    system = (element.get("codeSystem") or "").strip()
    display = " ".join((element.get("displayName") or "").split())
    return Code(value, system, display or terms.display(system, value) or value)


def identifier(element: Element | None) -> Identifier | None:
    """An II; None when absent or without a root (``nullFlavor``)."""
    root = (element.get("root") or "").strip() if element is not None else ""
    if element is None or not root:
        return None
    return Identifier(root, (element.get("extension") or "").strip())


def joined(element: Element | None) -> str:
    """An II as XDS writes it: ``root^extension``, or the root alone; empty when absent."""
    found = identifier(element)
    if found is None:
        return ""
    return f"{found.root}^{found.extension}" if found.extension else found.root


def name_parts(name: Element | None, tag: str) -> list[tuple[str, str]]:
    """(qualifier, words) of each ``family`` or ``given`` of a name, in order."""
    if name is None:
        return []
    found = ((part.get("qualifier") or "", text(part)) for part in name.iterfind(CDA + tag))
    return [(qualifier, words) for qualifier, words in found if words]


def party(element: Element, role: Element | None = None) -> Author:
    """An ``assignedAuthor`` or ``assignedEntity``, with the function it has in the document."""
    name, organization = first(element, _PERSON_NAME), first(element, _ORGANIZATION)
    return Author(
        identifier=identifier(first(element, _ID)),
        family_name=text(first(name, _FAMILY)) if name is not None else "",
        given_name=text(first(name, _GIVEN)) if name is not None else "",
        title=text(first(name, _TITLES)) if name is not None else "",
        device=next((words for at in _DEVICE_NAMES if (words := text(first(element, at)))), ""),
        specialty=code(first(element, _CODE)),
        role=code(role),
        organization=identifier(first(organization, _ID)) if organization is not None else None,
        organization_name=text(first(organization, _NAME)) if organization is not None else "",
    )
