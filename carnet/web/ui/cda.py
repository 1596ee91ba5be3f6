"""Show the content of a document as a part of a page."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Protocol

from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from carnet.formats.cda.content_model import Content, Section
from carnet.web.ui import document_facts

SHOWN_PAGES = 30  # pictures of a file shown on the page; the file itself has them all
_PARTS = 4  # from this number of parts on, a table of contents helps


class Addresses(Protocol):
    """Where the page finds the files of the document it shows."""

    def attachment(self, number: int) -> str:
        """Address of the bytes of an attached file."""

    def page(self, number: int, page: int) -> str:
        """Address of the picture of one page of an attached file."""


def render_content(
    content: Content, urls: Addresses, *, level: int = 2, printing: bool = False
) -> SafeString:
    """HTML of a document; its first headings are `h{level}`. The page's own `h1` is its title.

    ``printing`` opens everything that a screen folds.
    """
    values = {
        "content": content,
        "facts": document_facts.facts(content.header),
        "newer": document_facts.newer(content.header),
        "files": _files(content, urls),
        "body": content.body,
        "parts": [s for s in content.sections if s.title]
        if len(content.sections) >= _PARTS
        else [],
        "rest": _unplaced(content),
        "level": level,
        "printing": printing,
        "above": "",
        "quoted": _language(content),
    }
    return render_to_string("ui/cda/content.html", values)


def _language(content: Content) -> str:
    """The attribute for the document's own words when its language is not that of the page."""
    own = content.header.language
    return "" if (get_language() or "fr").startswith(own) else format_html(' lang="{}"', own)


def _files(content: Content, urls: Addresses) -> dict[int, dict[str, Any]]:
    """Each attached file with the addresses of its pictures and of itself."""
    return {
        file.number: {
            "file": file,
            "href": urls.attachment(file.number),
            "pages": [
                (page, urls.page(file.number, page))
                for page in range(1, min(file.pages, SHOWN_PAGES) + 1)
            ],
            "texts": [text for text in file.text.split("\f") if text.strip()],
            "more": max(0, file.pages - SHOWN_PAGES),
        }
        for file in content.attachments
    }


def _unplaced(content: Content) -> list[int]:
    """Files that no section shows: none may be lost."""
    placed = {*content.body, *(n for s in _all(content.sections) for n in s.attachments)}
    return [file.number for file in content.attachments if file.number not in placed]


def _all(sections: list[Section]) -> Iterator[Section]:
    for section in sections:
        yield section
        yield from _all(section.sections)
