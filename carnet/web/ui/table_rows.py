"""Rows of the tables of a document: results of biology, and whatever else was measured.

Written here: a page may have hundreds of cells, and a template takes several times as long.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from msgspec.structs import replace

from carnet.formats.cda.content_model import Entry, Measure, Result, ResultTable, Usual
from carnet.web.ui import document_words as words
from carnet.web.ui import entry_words
from carnet.web.ui.entry_blocks import Block

_SIGNS = {"high": "▲", "low": "▼"}
_DAY = 10  # characters of an ISO moment without its hour, which would only crowd


def results(table: ResultTable, quoted: str) -> SafeString:
    """A row for each result; ``quoted`` is the attribute of the document's own words."""
    writer = _Writer(quoted)
    usual, before = any(one.usual for one in table.rows), any(one.previous for one in table.rows)
    rows = (
        writer.row(
            row.analyte,
            writer.result(row),
            writer.usual(row.usual) if usual else "",
            writer.previous(row.previous) if before else "",
        )
        for row in table.rows
    )
    return mark_safe("".join(rows))  # noqa: S308 - all that is not ours is escaped


def measures(block: Block, quoted: str) -> SafeString:
    """A row for each measure of a table."""
    writer, usual, dated = _Writer(quoted), block.usual, block.dated
    rows = (
        writer.row(
            row.name,
            writer.measured(row),
            writer.usual(row.usual) if usual else "",
            writer.date(row) if dated else "",
        )
        for row in block.rows
    )
    return mark_safe("".join(rows))  # noqa: S308 - all that is not ours is escaped


class _Writer:
    """Cells in one language, whose words are looked up once for a table."""

    def __init__(self, quoted: str) -> None:
        self.quoted = quoted
        self.found, self.usually, self.before = _("Résultat"), _("Valeurs habituelles"), _("Avant")
        self.day, self.on, self.also = _("Date"), _("le"), _("soit")

    def row(self, name: str, found: str, *others: str) -> str:
        """The name, what was found, then the other cells."""
        beside = "\n".join(others)
        return (
            f'<tr>\n<th scope="row"{self.quoted}>{as_html(name)}</th>\n'
            f'<td data-label="{self.found}"><span class="doc-value">{found}</span></td>\n'
            f"{beside}\n</tr>\n"
        )

    def result(self, row: Result) -> str:
        """What a laboratory found, its remark, and the document's words."""
        parts = list(_values(row.values, f"{self.also} "))
        if row.status:
            told = as_html(words.status(row.status))
            parts.append(_also(told) if row.values else told)
        return "".join([*parts, *self._said(row)])

    def measured(self, row: Entry) -> str:
        """What was measured, and the few facts that have no column."""
        parts = list(_values(row.values, ""))
        if state := entry_words.state(row):
            shape = "doc-level" if row.state == "doubt" else "doc-other"
            parts.append(f'<span class="{shape}">{as_html(state)}</span>')
        facts = entry_words.facts(replace(row, when="", until=""))
        about = (_also(f"{as_html(term)}{words.NBSP}: {as_html(text)}") for term, text in facts)
        return "".join([*parts, *self._said(row, about)])

    def _said(self, row: Result | Entry, about: Iterable[str] = ()) -> Iterator[str]:
        """The level, then the document's own words, ``about`` between them."""
        if level := words.level(row.level):
            sign = f'<span aria-hidden="true">{_SIGNS.get(row.level, "●")}</span>'
            yield f'<span class="doc-level">{sign} {as_html(level)}</span>'
        if row.meaning:
            yield _also(as_html(row.meaning), self.quoted)
        yield from about
        for comment in row.comments:
            yield _also(as_html(comment), self.quoted)

    def usual(self, extents: list[Usual]) -> str:
        """The usual values, a line each."""
        return _cell(self.usually, [as_html(words.usual(extent)) for extent in extents])

    def previous(self, values: list[Measure]) -> str:
        """Earlier values, each with its day."""
        return _cell(self.before, [as_html(words.measure(one)) + self._ago(one) for one in values])

    def _ago(self, value: Measure) -> str:
        if not value.when:
            return ""
        return f' <span class="doc-ago">{self.on} {as_html(words.moment(value.when[:_DAY]))}</span>'

    def date(self, row: Entry) -> str:
        """When it was."""
        label = f' data-label="{self.day}"' if row.when else ""
        return f"<td{label}>{as_html(entry_words.period(row))}</td>"


def _values(values: list[Measure], before: str) -> Iterator[str]:
    """The first one is what counts; ``before`` the others, which say it in another unit."""
    for place, value in enumerate(values):
        told = as_html(words.measure(value))
        yield _also(f"{before}{told}") if place else f"<b>{told}</b>"


def _also(html: str, attributes: str = "") -> str:
    return f'<span class="doc-other"{attributes}>{html}</span>'


def _cell(label: str, lines: list[str]) -> str:
    """A cell that tells its column on a narrow screen, unless it is empty."""
    told = "".join(f'<span class="doc-line">{line}</span>' for line in lines)
    return f'<td data-label="{label}">{told}</td>' if lines else "<td></td>"


def as_html(text: str) -> str:
    """Words as HTML; dates are already."""
    return text if isinstance(text, SafeString) else escape(text)
