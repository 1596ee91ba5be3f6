"""Lines of « Les résultats en bref » on the page of a document.

Written here: a document may give a hundred results, and a template takes several times as long.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape
from typing import TYPE_CHECKING

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from carnet.web.ui.table_rows import as_html

if TYPE_CHECKING:
    from carnet.web.patient.document_values import Result
    from carnet.web.patient.result_lines import Line


def rows(results: Iterable[Result]) -> SafeString:
    """An item of a list for each result: what it is, how much, how much it was before."""
    writer = _Writer()
    return mark_safe("".join(map(writer.item, results)))  # noqa: S308 - all is escaped


class _Writer:
    """Items in one language, whose words are looked up once for a list."""

    def __init__(self) -> None:
        self.over_time, self.usually = _("au fil du temps"), _("Habituel\u00a0:")
        self.before, self.on = _("Avant\u00a0:"), _("le")

    def item(self, one: Result) -> str:
        """One result, which leads to its curve."""
        pointed = ' aria-current="true"' if one.pointed else ""
        lines = "\n".join(self._lines(one))
        return (
            f'<li class="item card-link result-line" id="valeur-{one.place}"{pointed}>'
            f'<div class="body">{lines}</div></li>'
        )

    def _lines(self, one: Result) -> Iterator[str]:
        line = one.line
        lang = f' lang="{escape(line.lang)}"' if line.lang else ""
        yield (
            f'<p class="title"><a href="{escape(one.href)}"><span{lang}>{as_html(line.name)}</span>'
            f'<span class="unseen">, {self.over_time}</span></a></p>'
        )
        usual = as_html(line.usual)
        told = f' <span class="hint">{self.usually} {usual}</span>' if usual else ""
        value = f'<span class="result-value">{as_html(line.value)}</span>'
        yield f"<p>{value} {line.marked_remark}{told}</p>"
        if one.before:
            yield self._ago(one.before, line.name)
        if one.known:
            yield f'<p class="hint">{as_html(one.known.sentence)}</p>'

    def _ago(self, before: Line, name: str) -> str:
        """The result before, and the document that says it."""
        source, value = before.sources[0], as_html(before.value)
        about = f'<span class="unseen">\u00a0: {as_html(name)}, {as_html(source.day)}</span>'
        link = f'<a class="over" href="{escape(source.href)}">{as_html(source.title)}{about}</a>'
        day = as_html(before.day)
        return f'<p class="hint">{self.before} {value}, {self.on} {day}, {link}</p>'
