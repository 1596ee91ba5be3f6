"""The words of a clinical document: its header's people and places, narrative, entries, files.

The person whom it is about is left out: their name would be found in every document of theirs.
"""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from carnet.formats.cda import content_names as names
from carnet.formats.cda.content_files import describe, files
from carnet.formats.cda.content_header import header
from carnet.formats.cda.content_model import Header, Party
from carnet.formats.cda.content_source import HL7, child, document, words

_ENDS_LINE = frozenset(
    f"{HL7}{tag}" for tag in ("paragraph", "tr", "item", "caption", "br", "list", "table", "title")
)
_CODED = tuple(f"{HL7}{tag}" for tag in ("code", "value", "translation", "routeCode"))
_OBSERVED = f"{HL7}observation"


def read(data: bytes, longest: int) -> tuple[str, str]:
    """The title and the text of a document, at most ``longest`` characters of it."""
    root = document(data)
    found: list[str] = []
    room = longest
    for line in _lines(root):
        found.append(line)
        room -= len(line) + 1
        if room < 0:
            break
    return words(child(root, "title")), "\n".join(found)[:longest]


def _lines(root: etree._Element) -> Iterator[str]:
    """Lines in the order in which a passage of them is worth showing."""
    body = child(root, "component/structuredBody")
    told: list[str] = []
    for line in _narrative(body):
        told.append(line)
        yield line
    yield from _beyond(body, "\n".join(told))
    yield from _people(header(root))
    for file in files(root):
        carried = describe(file)
        yield from (line for line in (carried.name, carried.text) if line)


def _narrative(body: etree._Element | None) -> Iterator[str]:
    """Titles of sections and their text, a line a paragraph, an item or a row."""
    if body is None:
        return
    for section in body.iter(f"{HL7}section"):
        yield from filter(None, [words(child(section, "title"))])
        text = child(section, "text")
        if text is not None:
            yield from _split(text)


def _split(text: etree._Element) -> Iterator[str]:
    parts: list[str] = []
    for event, element in etree.iterwalk(text, events=("start", "end")):
        if event == "start":
            parts.append(element.text or "")
            continue
        parts.append("\n" if element.tag in _ENDS_LINE else "")
        parts.append(" " if element.tag in (f"{HL7}td", f"{HL7}th") else "")
        if element is not text:
            parts.append(element.tail or "")
    for line in "".join(parts).split("\n"):
        if line.strip():
            yield " ".join(line.split())


def _beyond(body: etree._Element | None, told: str) -> Iterator[str]:
    """What entries say and the narrative does not: names of codes, and measures with theirs."""
    if body is None:
        return
    known = told.casefold()
    for line in dict.fromkeys((*_measures(body), *_displays(body))):
        if line.casefold() not in known:
            yield line


def _measures(body: etree._Element) -> Iterator[str]:
    for observation in body.iter(_OBSERVED):
        value = child(observation, "value")
        number = (value.get("value") or "") if value is not None else ""
        if value is not None and number:
            name = names.display(child(observation, "code"))
            yield " ".join((name, number, value.get("unit") or "")).strip()


def _displays(body: etree._Element) -> Iterator[str]:
    for coded in body.iter(*_CODED):
        if coded.get("code") and (said := names.display(coded)):
            yield said


def _people(found: Header) -> Iterator[str]:
    """Who wrote, did, asked and keeps it; never whom it is about."""
    parties: list[Party | None] = [*found.authors, found.validator, found.performer]
    parties += [found.custodian, *found.requesters, found.place]
    said = [_party(party) for party in parties if party is not None]
    yield from filter(None, dict.fromkeys((found.kind, found.act, *said)))


def _party(party: Party) -> str:
    return ", ".join(filter(None, (party.name, party.role, party.organization)))
