"""Links and notes of a narrative: those that stay inside lead on, the others are only read."""

from __future__ import annotations

import re
from html import escape

from lxml import etree

from carnet.formats.cda.content_source import seen

MAX_ADDRESS = 500
_MARK = re.compile(r"[\w.:-]{1,100}")
_OUTSIDE = ("https://", "http://", "mailto:", "ftp://")
_HOLDERS = (
    "content",
    "footnote",
    "paragraph",
    "list",
    "item",
    "table",
    "tr",
    "td",
    "th",
    "caption",
)


def targets(root: etree._Element) -> set[str]:
    """The marks to which links and notes of the document lead, of those that it holds."""
    asked = {(link.get("href") or "").removeprefix("#") for link in root.iterfind(".//{*}linkHtml")}
    asked |= {note.get("IDREF") or "" for note in root.iterfind(".//{*}footnoteRef")}
    if asked <= {""}:
        return set()
    held = {one.get("ID") or "" for tag in _HOLDERS for one in root.iterfind(f".//{{*}}{tag}[@ID]")}
    return {mark for mark in asked & held if _MARK.fullmatch(mark)}


def note(mark: str, known: set[str]) -> str:
    """The call of a note written elsewhere in the document."""
    return f'<sup><a href="#texte-{mark}">note</a></sup>' if mark in known else ""


def link(inner: str, href: str, known: set[str]) -> str:
    """A link inside the document; for any other, its words and its address, never a link."""
    address = _shown(href)
    if address.startswith("#") and address[1:] in known:
        return f'<a href="#texte-{address[1:]}">{inner.strip() or "suite"}</a>'
    if not address.lower().startswith(_OUTSIDE):
        return inner
    told = escape(address.removeprefix("mailto:"))
    return f"{inner} ({told})" if inner.strip() and told not in inner else told


def _shown(address: str) -> str:
    """An address as it may be read: on one line, no longer than a reader bears."""
    line = "".join(seen(address[: 2 * MAX_ADDRESS]).split())
    return line if len(line) <= MAX_ADDRESS else line[:MAX_ADDRESS] + "…"
