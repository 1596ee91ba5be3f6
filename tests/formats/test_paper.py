"""A page on paper: all its words, in order, whatever they are; bounded."""

from __future__ import annotations

from html import escape

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from carnet.formats import paper, pdf
from carnet.formats.problems import FormatProblem, TooCostly

TABLE = (
    '<table><caption>T</caption><thead><tr><th scope="col">A</th><th>B</th></tr></thead>'
    '<tbody><tr><td colspan="2">C</td></tr></tbody></table>'
)
AT = "2026-11-22T10:00:00+00:00"


def laid(html: str, title: str = "Compte rendu") -> bytes:
    return paper.pdf(html.encode(), title, ["Rose Martin", "Page du 22 novembre 2026"], "fr", AT)


def words(html: str, title: str = "Compte rendu") -> str:
    return " ".join(pdf.text(laid(html, title)).split())


def test_it_has_its_title_and_whose_it_is_on_each_page() -> None:
    made = laid("<p>Un</p>" * 200)
    assert pdf.count(made) > 1
    for page in pdf.text(made).split("\f"):
        assert "Rose Martin" in page
    assert "Compte rendu" in pdf.text(made)


@pytest.mark.parametrize(
    ("html", "said"),
    [
        ("<h2>Partie</h2><p>Un <strong>deux</strong> trois</p>", "Partie Un deux trois"),
        ("<ul><li>Un</li><li>Deux</li></ul>", "• Un • Deux"),
        ("<ol><li>Un</li><li>Deux</li></ol>", "1. Un 2. Deux"),
        ("<dl><dt>Lot</dt><dd>U1</dd><dd>U2</dd></dl>", "Lot U1 U2"),
        ("<details><summary>Texte</summary><div>Dedans</div></details>", "Texte Dedans"),
        (TABLE, "T A B C"),
        ('<img src="x" alt="Image 1">', "[Image 1]"),
        ('<p>Vu<span class="no-print">caché</span></p>', "Vu"),
    ],
)  # fmt: skip
def test_blocks_become_words(html: str, said: str) -> None:
    assert said in words(html)


def test_what_no_font_draws_is_a_square_and_stops_nothing() -> None:
    assert "Bravo □ fin" in words("<p>Bravo \U0001f600 fin</p>")


def test_words_are_never_code_of_the_template() -> None:
    assert "#panic(1) $x$ *a* @b <c>" in words("<p>#panic(1) $x$ *a* @b &lt;c&gt;</p>")


def test_spans_beyond_the_table_are_kept_inside() -> None:
    rows = '<tr><td rowspan="2">A</td><td>B</td></tr><tr><td>C</td></tr>'
    assert "A B C" in words(f"<table><tbody>{rows}</tbody></table>")


def test_a_cell_stands_beside_those_that_reach_down() -> None:
    """Two columns of the second row are taken: what spans two more is the third and the fourth."""
    first = '<td rowspan="3">A</td><td rowspan="3">B</td><td>C</td><td>D</td>'
    rows = f'<tr>{first}</tr><tr><td colspan="2">E</td></tr><tr><td>F</td></tr><tr><td>G</td></tr>'
    said = words(f"<table><tbody>{rows}</tbody></table>")
    assert "C D E" in said
    assert {*"ABCDEFG"} <= set(said.split())


@settings(max_examples=25, deadline=None)
@given(st.lists(st.lists(st.tuples(st.integers(1, 4), st.integers(1, 4)), max_size=4), max_size=5))
def test_any_spans_are_laid_with_all_their_words(rows: list[list[tuple[int, int]]]) -> None:
    spans = [pair for row in rows for pair in row]
    names = (f"N{number}" for number in range(len(spans)))
    cells = [
        "".join(f'<td colspan="{c}" rowspan="{r}">{next(names)}</td>' for c, r in row)
        for row in rows
    ]
    body = "".join(f"<tr>{row}</tr>" for row in cells)
    said = words(f"<table><thead>{body}</thead><tbody>{body}</tbody></table>")
    assert all(said.split().count(f"N{number}") == 2 for number in range(len(spans)))


def test_too_many_cells_are_refused() -> None:
    rows = "<tr><td>a</td><td>b</td></tr>" * paper.MAX_CELLS
    with pytest.raises(FormatProblem):
        laid(f"<table><tbody>{rows}</tbody></table>")


def test_what_is_too_deep_for_paper_is_refused() -> None:
    deep = "<ul><li>" * 400 + "x" + "</li></ul>" * 400
    with pytest.raises(TooCostly):
        laid(deep)


def test_the_same_page_makes_the_same_bytes() -> None:
    assert laid("<p>Un</p>") == laid("<p>Un</p>")


@settings(max_examples=15, deadline=None)
@given(st.text(max_size=60))
def test_any_text_is_printed(text: str) -> None:
    assert laid(f"<p>{escape(text)}</p>", text).startswith(b"%PDF")
