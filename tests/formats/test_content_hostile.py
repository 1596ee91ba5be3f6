"""A narrative that hides, leads away, repeats without end: shown, bounded, and said to be cut."""

from __future__ import annotations

import time

import pytest

from carnet.formats.cda import content
from carnet.formats.cda.content_model import Section
from tests.formats import entry_samples
from tests.formats.cda_samples import biology, narrative, observation, section, structured

SECONDS = 5  # of one core, far above what any of these takes: only what has no bound fails


def read(text: str) -> Section:
    return content.read(narrative(text)).sections[0]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ('<linkHtml href="https://ailleurs.example/a?b=1&amp;c">Voir</linkHtml>',
         "<p>Voir (https://ailleurs.example/a?b=1&amp;c)</p>"),
        ('<linkHtml href="https://ailleurs.example">https://ailleurs.example</linkHtml>',
         "<p>https://ailleurs.example</p>"),
        ('<linkHtml href="HTTP://ailleurs.example">Voir</linkHtml>', "<p>Voir (HTTP://ailleurs.example)</p>"),
        ('<linkHtml href="mailto:a@b.example">Écrire</linkHtml>', "<p>Écrire (a@b.example)</p>"),
        ('<linkHtml href="vbscript:x">Voir</linkHtml>', "<p>Voir</p>"),
        ('<linkHtml href="#absent">Voir</linkHtml>', "<p>Voir</p>"),
        ('<linkHtml href="//ailleurs.example">Voir</linkHtml>', "<p>Voir</p>"),
    ],
)  # fmt: skip
def test_links_elsewhere_are_read_not_followed(text: str, shown: str) -> None:
    assert read(text).html == shown


@pytest.mark.parametrize("tag", ["paragraph", "item", "td", "tr", "content", "footnote"])
def test_links_inside_lead_to_what_they_name(tag: str) -> None:
    held = {
        "item": '<list><item ID="n1">Là</item></list>',
        "td": '<table><tbody><tr><td ID="n1">Là</td><td>x</td></tr></tbody></table>',
        "tr": '<table><tbody><tr ID="n1"><td>Là</td><td>x</td></tr></tbody></table>',
    }.get(tag, f'<{tag} ID="n1">Là</{tag}>')
    html = read(f'<linkHtml href="#n1">Voir</linkHtml>{held}').html
    assert '<a href="#texte-n1">Voir</a>' in html
    assert html.count('id="texte-n1"') == 1


def test_a_note_is_called_from_where_it_is_called() -> None:
    html = read('Dose<footnoteRef IDREF="n1"/><footnote ID="n1">maximale</footnote>').html
    assert '<sup><a href="#texte-n1">note</a></sup>' in html
    assert '<span id="texte-n1"></span> <small>(maximale)</small>' in html


@pytest.mark.parametrize(
    "text",
    [
        '<content styleCode="display:none">Allergie</content>',
        '<content styleCode="xHidden" style="visibility:hidden">Allergie</content>',
        '<content revised="delete">Allergie</content>',
        '<content ID="x" language="zz">Allergie</content>',
        "<hidden>Allergie</hidden>",
    ],
)
def test_text_that_a_style_would_hide_is_shown(text: str) -> None:
    html = read(text).html
    assert "Allergie" in html
    assert "style" not in html


def test_deleted_text_is_struck_and_added_text_marked() -> None:
    html = read(
        '<content revised="delete">10 mg</content> <content revised="insert">5 mg</content>'
    ).html
    assert html == "<p><del>10 mg</del> <ins>5 mg</ins></p>"


@pytest.mark.parametrize("sign", ["\u202e", "\u2066", "\u200b", "\ufeff", "\U000e0041", "\u0085"])
def test_signs_that_turn_or_hide_text_are_left_out(sign: str) -> None:
    found = content.read(narrative(f"sans{sign}danger", f"Ti{sign}tre")).sections[0]
    assert "sansdanger" in found.html
    assert found.title == "Titre"


def test_fifty_thousand_cells_are_cut_in_words() -> None:
    rows = "<tr><td>a</td><td>b</td></tr>" * 25_000
    before = time.process_time()
    found = content.read(
        structured(section(f"<table><tbody>{rows}</tbody></table>"), section("Fin", "Fin"))
    )
    assert time.process_time() - before < SECONDS
    assert found.truncated
    assert found.sections[0].cut
    assert "<td>a</td>" in found.sections[0].html


def test_what_comes_after_the_bound_says_that_it_is_cut() -> None:
    rows = "<tr><td>a</td><td>b</td></tr>" * 25_000
    found = content.read(
        structured(
            section(f"<table><tbody>{rows}</tbody></table>"),
            section("<paragraph>Fin</paragraph>", "Fin"),
        )
    )
    assert [(one.title, one.cut) for one in found.sections] == [("Conclusion", True), ("Fin", True)]


def test_spans_do_not_multiply() -> None:
    rows = "".join(
        f'<tr><td>a</td><td rowspan="1000" colspan="{40 - n % 40}">b</td></tr>'
        for n in range(9_000)
    )
    before = time.process_time()
    read(f"<table><tbody>{rows}</tbody></table>")
    assert time.process_time() - before < SECONDS


def test_a_huge_heading_is_not_repeated_in_every_cell() -> None:
    head = "<thead><tr><th>" + "mot " * 20_000 + "</th><th>b</th></tr></thead>"
    rows = "<tr><td>a</td><td>b</td></tr>" * 5_000
    html = read(f"<table>{head}<tbody>{rows}</tbody></table>").html
    assert len(html) < 2_000_000


def test_a_huge_title_is_not_repeated_in_every_table() -> None:
    table = "<table><tbody><tr><td>a</td><td>b</td></tr></tbody></table>"
    html = content.read(narrative(table * 5_000, "mot " * 20_000)).sections[0].html
    assert len(html) < 5_000_000


def test_a_huge_address_is_cut() -> None:
    html = read(f'<linkHtml href="https://a.example/{"x" * 100_000}">Voir</linkHtml>').html
    assert len(html) < 1_000
    assert html.endswith("…)</p>")


def test_entries_that_all_call_one_long_text_stay_bounded() -> None:
    text = '<content ID="t">' + "mot " * 100_000 + "</content>"
    calling = entry_samples.observation(
        "Note", '<value xsi:type="CD"><originalText><reference value="#t"/></originalText></value>'
    )
    before = time.process_time()
    found = content.read(structured(section(text, "Partie", f"<entry>{calling}</entry>" * 2_000)))
    assert time.process_time() - before < SECONDS
    assert all(len(one.values[0].value) <= 601 for one in found.sections[0].entries)


def test_entries_without_end_are_cut_in_words() -> None:
    found = content.read(
        structured(
            section("x", "Partie", f"<entry>{entry_samples.observation('Poids')}</entry>" * 5_000)
        )
    )
    assert found.truncated
    assert len(found.sections[0].entries) == 3_000


def test_results_without_end_are_cut_in_words() -> None:
    found = content.read(structured(section("x", "Biochimie", biology(*[observation()] * 4_000))))
    assert found.truncated


def test_text_without_end_is_cut_in_words() -> None:
    found = content.read(narrative("mot " * 800_000))
    assert found.truncated
    assert found.sections[0].cut
