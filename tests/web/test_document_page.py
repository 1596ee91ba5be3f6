"""A document on a page: words, structure, safety."""

from __future__ import annotations

import re

import pytest
from msgspec.structs import replace

from carnet.formats.cda import content
from carnet.formats.cda.content_model import Measure, Usual
from carnet.web.ui import document_words as words
from carnet.web.ui.cda import render_content
from tests.formats import cda_samples as samples


class Addresses:
    def attachment(self, number: int) -> str:
        return f"/documents/d/fichiers/{number}"

    def page(self, number: int, page: int) -> str:
        return f"/documents/d/fichiers/{number}/{page}"


def page(data: bytes, level: int = 2) -> str:
    return render_content(content.read(data), Addresses(), level=level)


def test_facts() -> None:
    html = page(samples.narrative("Rien à signaler."))
    assert "Rose Martin, née le" in html
    assert '<time datetime="1979-03-28">28\xa0mars 1979</time>' in html
    assert "3\xa0novembre 2026 à 18\xa0h\xa004" in html
    assert "Version 2. Elle remplace la précédente." in html
    assert "Dr Marcel Camparini, Médecin, Biologie médicale, Laboratoire des charmes" in html
    assert "2\xa0novembre 2026" in html  # the day of care differs from that of writing


def test_results_are_a_table_with_headers_and_words() -> None:
    text = '<content ID="uree">Urée</content> 10,02 (3,5 à 8)'
    html = page(
        samples.structured(
            samples.section(text, "BIOCHIMIE", samples.biology(samples.observation()))
        )
    )
    assert "<h2>Biochimie</h2>" in html
    assert '<th scope="row">Urée</th>' in html
    assert "<b>10,02\xa0mmol/L</b>" in html
    assert "de 3,5 à 8\xa0mmol/L" in html
    assert "Plus haut que l’habituel" in html
    assert "n’est pas forcément grave" in html
    assert "Texte d’origine" in html
    assert "À vérifier" not in html


def test_contradiction_opens_the_text() -> None:
    section = samples.section("Urée 99", "Biochimie", samples.biology(samples.observation()))
    html = page(samples.structured(section))
    assert '<details class="doc-original" open>' in html
    assert "le texte d’origine n’écrit pas ce résultat." in html


def test_headings_follow_the_level_of_the_page() -> None:
    inner = samples.section("Dedans", "Petite partie")
    html = page(samples.structured(samples.section("Haut", "Partie", inner=inner)), level=3)
    assert re.findall(r"<h(\d)>([^<]+)", html) == [("3", "Partie"), ("4", "Petite partie")]


@pytest.mark.parametrize("where", ["title", "text", "name"])
def test_words_of_the_document_never_become_markup(where: str) -> None:
    evil = "&lt;script&gt;alert(1)&lt;/script&gt;"
    data = samples.narrative("Texte", "Titre")
    swaps = {"title": b"Titre", "text": b"Texte", "name": b"CAMPARINI"}
    html = page(data.replace(swaps[where], evil.encode()))
    assert "<script" not in html.lower()
    assert "&lt;script&gt;" in html.lower()


def test_nothing_inline_nothing_twice() -> None:
    image = samples.section(
        'Voir <renderMultiMedia referencedObject="I"/>', "Image", samples.media("I")
    )
    html = page(samples.structured(image, samples.section("x", "Fin")))
    assert "style=" not in html
    assert "data:" not in html
    assert 'src="/documents/d/fichiers/1/1"' in html
    ids = re.findall(r' id="([^"]+)"', html)
    assert len(ids) == len(set(ids))
    assert {"fichier-1", "partie-1", "partie-2"} <= set(ids)


def test_very_long_document_says_so() -> None:
    html = page(samples.structured(*[samples.section("x")] * 500))
    assert "Ce document est très long." in html


def test_a_file_of_very_many_blank_pages_says_its_words_only() -> None:
    """A damaged PDF may count 99,999 pages: each of them was a paragraph, and took its time."""
    read = content.read(samples.file("text/plain", "Qm9uam91cg=="))
    said = f"Bonjour{chr(12) * 99_998}Au revoir"
    (file,) = (replace(one, kind="pdf", pages=99_999, text=said) for one in read.attachments)
    shown = render_content(replace(read, attachments=[file]), Addresses())
    assert re.findall(r"<p>(Bonjour|Au revoir|)</p>", shown) == ["Bonjour", "Au revoir"]


@pytest.mark.parametrize(
    ("iso", "expected"),
    [
        ("2026", ">2026<"),
        ("2026-11", ">novembre 2026<"),
        ("2026-11-01", ">1er\xa0novembre 2026<"),
        ("2026-11-03T00:00", ">3\xa0novembre 2026<"),
        ("2026-11-03T18:04", ">3\xa0novembre 2026 à 18\xa0h\xa004<"),
        ("", ""),
    ],
)
def test_moments(iso: str, expected: str) -> None:
    assert expected in words.moment(iso)
    assert bool(words.moment(iso)) == bool(iso)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("10.02", "10,02"),
        ("75.0", "75,0"),
        ("100000", "100\u202f000"),
        ("-1.5", "-1,5"),
        ("< 0.032", "< 0,032"),
        ("0.5 – 2", "0,5 – 2"),
        ("IgG4", "IgG4"),
        ("négatif", "négatif"),
    ],
)
def test_numbers(text: str, expected: str) -> None:
    assert words.number(text) == expected


@pytest.mark.parametrize(
    ("extent", "expected"),
    [
        (Usual("3.5", "8", "g/L"), "de 3,5 à 8\xa0g/L"),
        (Usual(high="5", unit="mg/L"), "jusqu’à 5\xa0mg/L"),
        (Usual(low="5"), "à partir de 5"),
        (Usual("1", "1"), "1"),
        (Usual(text="négatif"), "négatif"),
    ],
)
def test_usual_values(extent: Usual, expected: str) -> None:
    assert words.usual(extent) == expected


def test_unit_is_bound_to_its_number() -> None:
    assert words.measure(Measure("1000", "mg")) == "1\u202f000\xa0mg"
