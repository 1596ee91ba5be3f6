"""The narrative becomes safe, valid HTML and loses no word."""

# ruff: noqa: E501 - XML reads better on long lines

from __future__ import annotations

import re
from html import unescape

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html as lxml_html

from carnet.formats.cda import content
from tests.formats.cda_samples import media, narrative, section, structured


def shown(text: str) -> str:
    return content.read(narrative(text)).sections[0].html


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Rien", "<p>Rien</p>"),
        ("<paragraph>Un</paragraph>Deux", "<p>Un</p><p>Deux</p>"),
        ('<content styleCode="Bold">Gras</content>', "<p><strong>Gras</strong></p>"),
        ("10<sup>9</sup>/L<br/>fin", "<p>10<sup>9</sup>/L<br>fin</p>"),
        ("<list><item>Un</item><item>Deux</item></list>", "<ul><li>Un</li><li>Deux</li></ul>"),
        ('<list listType="ordered"><item>Un</item></list>', "<ol><li>Un</li></ol>"),
        ("1 &lt; 2 &amp; 3", "<p>1 &lt; 2 &amp; 3</p>"),
        ("<footnote>voir</footnote>", "<p><small>(voir)</small></p>"),
    ],
)
def test_vocabulary(text: str, expected: str) -> None:
    assert shown(text) == expected


def test_table_gets_scopes_caption_and_labels() -> None:
    made = shown(
        "<table><thead><tr><th/><th>Dose</th></tr></thead>"
        "<tbody><tr><th>Matin</th><td>1 mg</td></tr></tbody></table>"
    )
    assert '<th scope="col">Dose</th>' in made
    assert '<th scope="row">Matin</th><td data-label="Dose">1 mg</td>' in made
    assert '<caption class="unseen">Conclusion, tableau 1</caption>' in made
    assert "<td></td>" in made  # an empty header is no header


def test_table_title_row_becomes_its_caption() -> None:
    made = shown(
        '<table><thead><tr><th colspan="2">Traitement</th></tr><tr><th>Nom</th><th>Dose</th></tr>'
        "</thead><tbody><tr><td>A</td><td>B</td></tr></tbody></table>"
    )
    assert "<caption>Traitement</caption>" in made
    assert made.count("Traitement") == 1


def test_table_of_layout_is_no_table() -> None:
    made = shown("<table><tbody><tr><td>Un</td></tr><tr><td>.</td></tr></tbody></table>")
    assert made == '<div class="doc-block">Un</div>'


def test_table_that_spans_rows_scrolls_in_a_named_frame() -> None:
    made = shown(
        "<table><thead><tr><th>A</th><th>B</th></tr></thead><tbody><tr><td>1</td>"
        '<td rowspan="2">2</td></tr><tr><td>3</td></tr></tbody></table>'
    )
    assert '<div class="doc-scroll" tabindex="0" role="group" aria-label=' in made
    assert '<td rowspan="2">2</td>' in made


def test_spans_within_spans_are_a_list_that_a_phone_reads() -> None:
    made = shown(
        '<table><tbody><tr><td rowspan="3">Gestes</td><td rowspan="2">Réanimation</td><td>Un</td></tr>'
        "<tr><td>Deux</td></tr><tr><td>Vitamine K</td><td>Oui</td></tr></tbody></table>"
    )
    assert made.startswith('<table class="doc-pairs">')
    assert '<td rowspan="2">Réanimation</td>' in made


def test_spans_that_cross_need_the_whole_table() -> None:
    made = shown(
        '<table><tbody><tr><td>A</td><td rowspan="2">B</td><td>C</td></tr>'
        '<tr><td rowspan="2">D</td><td>E</td></tr><tr><td>F</td><td>G</td></tr></tbody></table>'
    )
    assert '<div class="doc-scroll"' in made


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        '<linkHtml href="javascript:alert(1)">Cliquer</linkHtml>',
        '<linkHtml href=" JaVaScript:alert(1)">Cliquer</linkHtml>',
        '<linkHtml href="data:text/html,x">Cliquer</linkHtml>',
        '<content style="display:none" styleCode="Bold" onclick="x()">Texte</content>',
        '<table style="position:fixed"><tr onmouseover="x()"><td>a</td><td>b</td></tr></table>',
        '<html:img xmlns:html="http://www.w3.org/1999/xhtml" src="https://x.example/p.gif"/>fin',
        '<content ID="&quot;&gt;&lt;script&gt;">a</content><linkHtml href="#&quot;&gt;&lt;script&gt;">b</linkHtml>',
        '<svg xmlns="http://www.w3.org/2000/svg" onload="x()"><script>alert(1)</script></svg>fin',
        "&lt;img src=x onerror=alert(1)&gt;",
    ],
)
def test_hostile(text: str) -> None:
    made = shown(text)
    tree = lxml_html.fragment_fromstring(made, create_parent=True)
    allowed = {"class", "scope", "colspan", "rowspan", "data-label", "href", "id", "tabindex"}
    for element in tree.iter():
        assert element.tag not in {"script", "img", "svg", "style", "iframe", "object"}
        assert set(element.attrib) <= allowed | {"role", "aria-label"}
        assert str(element.get("href", "#")).startswith("#")


def test_outer_link_is_read_not_followed() -> None:
    made = shown('<linkHtml href="https://www.example.org/frottis/">le site</linkHtml>')
    assert made == "<p>le site (https://www.example.org/frottis/)</p>"


def test_inner_link_finds_its_target_once() -> None:
    made = shown(
        '<linkHtml href="#a">voir</linkHtml><content ID="a">ici</content>'
        '<content ID="a">encore</content>'
    )
    assert made.count('id="texte-a"') == 1
    assert '<a href="#texte-a">voir</a>' in made


def test_image_is_called_by_its_number() -> None:
    read = content.read(
        structured(section('Voir <renderMultiMedia referencedObject="I"/>', entries=media("I")))
    )
    assert '<a href="#fichier-1">' in read.sections[0].html
    assert read.sections[0].attachments == [1]
    assert (read.attachments[0].kind, read.attachments[0].width) == ("image", 1)


def test_fifty_thousand_cells_are_bounded() -> None:
    rows = "<tr>" + "<td>1</td>" * 10 + "</tr>"
    read = content.read(narrative(f"<table><tbody>{rows * 5000}</tbody></table>"))
    assert read.truncated
    assert len(read.sections[0].html) < 1_000_000


def test_huge_spans_are_bounded() -> None:
    cell = '<td colspan="99999" rowspan="99999">x</td>'
    assert len(shown(f"<table><tr>{cell}{cell}</tr><tr>{cell}</tr></table>")) < 1000


def test_deep_nesting_is_bounded() -> None:
    deep = "<content>" * 200 + "fond" + "</content>" * 200
    read = content.read(narrative(f"haut {deep}"))
    assert read.truncated
    assert "haut" in read.sections[0].html


def test_many_sections_are_bounded() -> None:
    read = content.read(structured(*[section("x")] * 1000))
    assert read.truncated
    assert len(read.sections) == 400


_words = st.text(alphabet="abcé<&>\"' ", min_size=1, max_size=8)
_tags = st.sampled_from(
    ["paragraph", "content", "list", "item", "table", "tr", "td", "th", "sub", "caption", "unknown"]
)


@st.composite
def _trees(draw: st.DrawFn, depth: int = 0) -> str:
    said = draw(_words).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    if depth > 4 or draw(st.booleans()):
        return said
    tag = draw(_tags)
    inside = "".join(draw(st.lists(_trees(depth + 1), max_size=3)))
    return f"{said}<{tag}>{inside}</{tag}>"


@settings(max_examples=60, deadline=None)
@given(_trees())
def test_any_nesting_gives_balanced_html(text: str) -> None:
    sections = content.read(narrative(text)).sections
    made = sections[0].html if sections else ""
    opened = re.findall(r"<(/?)(\w+)[^>]*>", made)
    stack: list[str] = []
    for closing, tag in opened:
        if tag == "br":
            continue
        if closing:
            assert stack.pop() == tag
        else:
            assert not (tag in {"p", "div", "table", "ul"} and "p" in stack)
            stack.append(tag)
    assert not stack
    assert "<script" not in unescape(made) or "&lt;" in made
