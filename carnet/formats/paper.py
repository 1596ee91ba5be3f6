"""A part of a page of the house as a PDF: its words and tables on A4, tagged, without pictures.

What is read here is HTML that the house wrote; its words are a document's, and stay words.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from lxml import html

from carnet.formats.problems import TooCostly
from carnet.formats.typeset import Unprintable, compose

TEMPLATE = Path(__file__).parent / "typst" / "paper.typ"
MAX_CELLS = 6_000  # of all tables: typst takes some seconds for that many
_SILENT = {"nav", "script", "style", "svg", "form"}
_LEFT_OUT = {"no-print", "doc-contents", "unseen"}
_APART = {"doc-line", "doc-other", "doc-level", "doc-when"}  # spans that the page sets on a line
_STYLES = {"strong": "b", "b": "b", "th": "b", "em": "b", "sub": "sub", "sup": "sup", "del": "del"}
_INLINE = {
    *("a", "span", "strong", "b", "em", "small", "sub", "sup", "del", "ins", "br", "time"),
    *("dt", "dd", "label", "img"),
}
_HEADING = re.compile(r"h([1-6])")
# Signs that no font of typst has: what remains and is not drawn either costs the mark of UA-1.
_UNDRAWN = re.compile(
    r"[^\n\x20-\x7e\xa0-\u024f\u0370-\u052f\u1e00-\u1fff\u2000-\u218f"
    r"\u2190-\u22ff\u25a0-\u25ff\u2713]"
)

Run = list[str]  # words, and how they are written
Block = dict[str, Any]


def pdf(data: bytes, title: str, head: list[str], language: str, at: str) -> bytes:
    """Lay out HTML (UTF-8) under a title; ``head`` on each page, ``at`` an ISO moment."""
    tree = html.fromstring(f"<div>{data.decode()}</div>")
    laid = _Layer()
    facts = {
        "title": _drawn(title) or "—",
        "head": [_drawn(one) for one in head],
        "lang": language,
        "blocks": list(laid.blocks(tree)),
    }
    moment = dt.datetime.fromisoformat(at)
    try:
        return compose(TEMPLATE, facts, moment)
    except Unprintable:
        return _unmarked(facts, moment)


def _unmarked(facts: dict[str, Any], moment: dt.datetime) -> bytes:
    """Without the mark of UA-1; what typst lays out in no way (too deep) is TooCostly."""
    try:
        return compose(TEMPLATE, facts, moment, strict=False)
    except Unprintable as beyond:
        raise TooCostly("/", "a document that can be laid on paper", "one too deep") from beyond


class _Layer:
    """Reads elements into blocks, within one budget of cells."""

    def __init__(self) -> None:
        self.left = MAX_CELLS

    def blocks(self, holder: html.HtmlElement) -> Iterator[Block]:
        """The blocks inside an element; runs of words between them are paragraphs."""
        run = _words(holder.text, "")
        for child in holder:
            if _hidden(child):
                run += _words(child.tail, "")
                continue
            if child.tag in _INLINE:
                run += _inline(child, "")
            else:
                yield from _paragraph(run)
                run = []
                yield from self.block(child)
            run += _words(child.tail, "")
        yield from _paragraph(run)

    def block(self, element: html.HtmlElement) -> Iterator[Block]:
        """One element as blocks."""
        heading = _HEADING.fullmatch(element.tag)
        if heading:
            yield {"kind": "h", "level": int(heading[1]), "said": _inline(element, "")}
        elif element.tag in {"p", "summary", "figcaption"}:
            yield from _paragraph(_inline(element, "b" if element.tag == "summary" else ""))
        elif element.tag in {"ul", "ol"}:
            items = [list(self.blocks(item)) for item in element]
            yield {"kind": "l", "ordered": element.tag == "ol", "items": [i for i in items if i]}
        elif element.tag == "dl":
            yield {"kind": "d", "pairs": list(_pairs(element))}
        elif element.tag == "table":
            yield self.table(element)
        else:
            yield from self.blocks(element)

    def table(self, element: html.HtmlElement) -> Block:
        """A table, each cell at its place."""
        heads = [self.row(row) for row in element.iterfind("thead/tr")]
        rows = [self.row(row) for row in element.iterfind("tbody/tr")]
        caption = element.find("caption")
        return {
            "kind": "t",
            "caption": _inline(caption, "") if caption is not None else [],
            "heads": heads,
            "rows": rows,
            "width": max(1, _place(heads, 0), _place(rows, len(heads))),
        }

    def row(self, row: html.HtmlElement) -> list[Block]:
        """The cells of a row."""
        self.left -= len(row)
        if self.left < 0:
            raise TooCostly("/", f"at most {MAX_CELLS} cells to print", "more")
        return [
            {
                "said": list(self.blocks(cell)),
                "head": cell.tag == "th",
                "columns": max(1, int(cell.get("colspan") or 1)),
                "rows": max(1, int(cell.get("rowspan") or 1)),
            }
            for cell in row
        ]


def _place(rows: list[list[Block]], first: int) -> int:
    """Give each cell its column and its line, as HTML does; return how many columns there are.

    A cell stands beside those that reach down from above, and neither covers them nor reaches
    below the last line: typst lays out no such table.
    """
    taken: set[tuple[int, int]] = set()
    width = 0
    for line, row in enumerate(rows):
        column = 0
        for cell in row:
            while (column, line) in taken:
                column += 1
            span = range(column, column + cell["columns"])
            cell["columns"] = next((x - column for x in span if (x, line) in taken), len(span))
            cell["rows"] = min(cell["rows"], len(rows) - line)
            cell["x"], cell["y"] = column, first + line
            after = column + cell["columns"]
            below = range(line, line + cell["rows"])
            taken |= {(x, y) for x in range(column, after) for y in below}
            column = after
        width = max(width, column)
    return width


def _hidden(element: html.HtmlElement) -> bool:
    if not isinstance(element.tag, str) or element.tag in _SILENT:
        return True
    return bool(_LEFT_OUT & _classes(element))


def _classes(element: html.HtmlElement) -> set[str]:
    return set((element.get("class") or "").split())


def _paragraph(run: list[Run]) -> Iterator[Block]:
    while run and (run[0][1] == "br" or not run[0][0].strip()):
        run = run[1:]
    if run:
        yield {"kind": "p", "said": run}


def _inline(element: html.HtmlElement, style: str) -> list[Run]:
    """The words of an element; what is inside blocks loses its frame, never its words."""
    if element.tag == "br":
        return [["", "br"]]
    if element.tag == "img":
        return _words(f"[{element.get('alt') or '…'}]", style)
    style = _STYLES.get(element.tag, style)
    run = _words(element.text, style)
    for child in element:
        if not _hidden(child):
            run += _inline(child, style)
        run += _words(child.tail, style)
    return [["", "br"], *run] if _APART & _classes(element) and run else run


def _pairs(element: html.HtmlElement) -> Iterator[tuple[list[Run], list[Run]]]:
    """Terms and what they say; one that says several things is named once."""
    term: list[Run] = []
    for child in element:
        if child.tag == "dt":
            term = _inline(child, "")
        else:
            yield term, _inline(child, "")
            term = []


def _words(text: str | None, style: str) -> list[Run]:
    said = _drawn(re.sub(r"[ \t\r\n]+", " ", text or ""))
    return [[said, style]] if said else []


def _drawn(text: str) -> str:
    return _UNDRAWN.sub("□", text)
