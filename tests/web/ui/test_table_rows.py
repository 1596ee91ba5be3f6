"""Rows of the tables of a document: every word of the document is escaped, dates stay dates."""

from __future__ import annotations

from carnet.formats.cda.content_model import Detail, Entry, Measure, Result, ResultTable, Usual
from carnet.web.ui import table_rows
from carnet.web.ui.entry_blocks import Block

HOSTILE = "<script>alert('1')</script>"
ESCAPED = "&lt;script&gt;alert(&#x27;1&#x27;)&lt;/script&gt;"


def results(*rows: Result, quoted: str = "") -> str:
    return table_rows.results(ResultTable("Sang", list(rows)), quoted)


def measures(*rows: Entry) -> str:
    return table_rows.measures(Block(rows=rows), "")


def test_no_word_of_a_result_is_markup() -> None:
    value = Measure(HOSTILE, HOSTILE)
    row = Result(
        HOSTILE, [value, value], [Usual(text=HOSTILE)], meaning=HOSTILE,
        previous=[value], comments=[HOSTILE],
    )  # fmt: skip
    html = results(row)
    assert "<script" not in html
    assert html.count(ESCAPED) == 10  # a name, three measures of two words, and three words more


def test_no_word_of_a_measure_is_markup() -> None:
    row = Entry(
        "measure", HOSTILE, values=[Measure(HOSTILE)], usual=[Usual(text=HOSTILE)],
        meaning=HOSTILE, details=[Detail(label=HOSTILE, text=HOSTILE)], comments=[HOSTILE],
    )  # fmt: skip
    html = measures(row)
    assert "<script" not in html
    assert html.count(ESCAPED) == 7


def test_a_column_is_there_when_a_row_fills_it() -> None:
    bare = Result("Sodium", [Measure("140", "mmol/L")])
    assert results(bare).count("<td") == 1
    known = Result("Potassium", [Measure("4", "mmol/L")], [Usual("3.5", "5", "mmol/L")])
    assert results(bare, known).count("<td") == 4
    assert results(bare, known).count('data-label="Valeurs habituelles"') == 1  # never an empty one


def test_the_words_of_the_document_bear_their_language() -> None:
    html = results(Result("Sodium", [Measure("140")], meaning="Normal"), quoted=' lang="fr"')
    assert '<th scope="row" lang="fr">Sodium</th>' in html
    assert '<span class="doc-other" lang="fr">Normal</span>' in html


def test_dates_are_said_where_they_differ() -> None:
    days = (
        Entry("measure", "Poids", when="2026-11-01"),
        Entry("measure", "Poids", when="2026-11-02"),
    )
    assert '<time datetime="2026-11-02">2\u00a0novembre 2026</time>' in measures(*days)
    assert "<time" not in measures(days[0], days[0])
