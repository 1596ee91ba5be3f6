"""The part of CDA that people read: paragraphs, lists and tables of the narrative block."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from carnet.demo.cda.xml import tag, text


def paragraphs(lines: Iterable[str]) -> str:
    """Paragraphs; lines that begin with « - » become items of a list."""
    lines = list(lines)
    plain = [tag("paragraph", text(line)) for line in lines if not line.startswith("- ")]
    items = [tag("item", text(line[2:])) for line in lines if line.startswith("- ")]
    return "".join(plain) + (tag("list", *items) if items else "")


def table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table; cells are XML already (use ``cell``)."""
    head = tag("thead", tag("tr", *(tag("th", text(h)) for h in heads))) if heads else ""
    body = tag("tbody", *(tag("tr", *(tag("td", c) if c else "<td/>" for c in r)) for r in rows))
    return tag("table", head, body, border="0")


def anchored(anchor: str, words: str) -> str:
    """Words that an entry refers to."""
    return tag("content", text(words), ID=anchor)
