"""Tags and filters that show a document; `{% load document %}`."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from django import template
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from carnet.formats.cda.content_model import Content, Entry, ResultTable, Section
from carnet.web.ui import document_words as words
from carnet.web.ui import entry_words, table_rows
from carnet.web.ui.cda import Addresses, render_content
from carnet.web.ui.entry_blocks import Block, blocks

register = template.Library()

for filter_ in (words.measure, words.usual, words.level, words.doubt, words.status):
    register.filter(filter_.__name__, filter_)
register.filter("iso_moment", words.moment)
register.filter("state", entry_words.state)
register.filter("posology", entry_words.posology)
register.filter("entry_facts", entry_words.facts)
register.filter("when", entry_words.period)

register.simple_tag(table_rows.results, name="result_rows")
register.simple_tag(table_rows.measures, name="measure_rows")

_DEEPEST = 6
_TO_FILE = re.compile(r'(<a href="#fichier-(\d+)">)[^<]*')


@register.simple_tag
def ui_document(content: Content, urls: Addresses, level: int = 2) -> SafeString:
    """The whole document: facts, parts, files."""
    return render_content(content, urls, level=level)


@register.filter
def below(level: int) -> int:
    """The next level of heading; there is none below the sixth."""
    return min(level + 1, _DEEPEST)


@register.filter
def at(files: dict[int, Any], number: int) -> Any:
    """One attached file by its number."""
    return files[number]


@register.filter
def narrative(section: Section) -> SafeString:
    """The one text of a document that is HTML: the reader made it and cleaned it through nh3."""
    html = _TO_FILE.sub(_see_file, section.html)
    return mark_safe(html)  # noqa: S308 - sanitised in carnet.formats.cda.content_narrative


def _see_file(link: re.Match[str]) -> str:
    """The reader of documents knows French only: its one phrase of ours is said again here."""
    return link[1] + escape(_("Voir le fichier %(n)s") % {"n": link[2]})


@register.filter
def doubtful(section: Section) -> list[tuple[str, str]]:
    """Analytes on which the entries and the text disagree, each with the reason."""
    return [
        (row.analyte, name) for table in section.tables for row in table.rows for name in row.doubts
    ]


@register.filter
def unusual(section: Section) -> bool:
    """Whether a result of the section is out of its usual values."""
    return any(words.level(row.level) for table in section.tables for row in table.rows)


@register.filter("blocks")
def in_blocks(entries: Iterable[Entry]) -> list[Block]:
    """The entries of a section as tables and lists."""
    return blocks(entries)


@register.filter
def kilobytes(size: int) -> str:
    """« 319 Ko », the unit that people know."""
    return f"{max(1, round(size / 1000))}{words.NBSP}" + _("Ko")


@register.filter
def has(table: ResultTable, column: str) -> bool:
    """Whether a row fills the column; an empty column is not shown."""
    return any(getattr(row, column) for row in table.rows)
