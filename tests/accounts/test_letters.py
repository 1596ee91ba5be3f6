import io
import stat
from dataclasses import replace
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from pytest_django.fixtures import Settings

from carnet.accounts import fields, letters
from carnet.base import clock, ids
from carnet.notify.sms import NotSent

LETTER = letters.Letter(
    recipient="Nathalie PATIENT",
    address="12 rue des Lilas",
    town="75012 PARIS",
    child="",
    code="ACDEF-HJKMN",
    until="2 janvier 2027",
)


def text(pdf: bytes) -> str:
    with pypdfium2.PdfDocument(pdf) as document:
        return " ".join(page.get_textpage().get_text_range() for page in document)


def test_it_is_a_tagged_pdf_with_language_and_title() -> None:
    with pikepdf.open(io.BytesIO(letters.compose(LETTER))) as pdf:
        assert "/StructTreeRoot" in pdf.Root
        assert pdf.Root.MarkInfo.Marked
        assert str(pdf.Root.Lang).startswith("fr")
        assert pdf.open_metadata()["dc:title"] == "Votre carnet de santé en ligne"
        assert pdf.open_metadata()["pdfuaid:part"] == "1"
        assert len(pdf.pages) == 1


def test_it_says_how_to_activate_and_how_to_oppose() -> None:
    said = text(letters.compose(LETTER))
    for words in ("ACDEF-HJKMN", "/activer/", "/opposition/", "2 janvier 2027", "34 22", "DMP"):
        assert words in said
    assert "Nathalie PATIENT" in said


def test_both_choices_have_the_same_room() -> None:
    with pypdfium2.PdfDocument(letters.compose(LETTER)) as document:
        page = document[0].get_textpage()
        heights = []
        for title in ("Activer", "Vous opposer"):
            index, _count = page.search(title, match_case=True).get_next()
            _left, bottom, _right, top = page.get_charbox(index, loose=True)
            heights.append((round(bottom), round(top)))
        assert heights[0] == heights[1]  # same line, same size


def test_the_address_stands_in_the_window() -> None:
    with pypdfium2.PdfDocument(letters.compose(LETTER)) as document:
        page = document[0].get_textpage()
        index, _count = page.search("Nathalie").get_next()
        left, _bottom, _right, top = page.get_charbox(index)
    millimetre = 72 / 25.4
    assert 100 * millimetre < left < 110 * millimetre
    assert 45 * millimetre < 842 - top < 60 * millimetre


def test_a_letter_about_a_child_names_the_child_and_asks_for_no_order() -> None:
    said = text(letters.compose(replace(LETTER, child="Jules")))
    for words in ("Jules", "/enfant/", "Vous n’avez pas besoin d’un carnet", "Ma famille"):
        assert words in " ".join(said.split())
    assert "/opposition/" not in said


def test_at_18_the_letter_says_whose_record_it_is() -> None:
    said = text(letters.compose(replace(LETTER, first=False, of_age=True)))
    assert "Votre carnet de santé est à vous" in said
    assert "Vous avez 18 ans" in said
    assert "18 ans" not in text(letters.compose(replace(LETTER, first=False)))


def test_a_new_code_comes_without_the_choice() -> None:
    said = text(letters.compose(replace(LETTER, first=False)))
    assert "ACDEF-HJKMN" in said
    assert "Vous opposer" not in said


@pytest.mark.parametrize("name", ["#panic()", '"quoted"', "*x* _y_ $z$", "\\", "a" * 200])
def test_no_name_is_read_as_code(name: str) -> None:
    assert name[:20] in text(letters.compose(replace(LETTER, recipient=name, child=name)))


def test_it_prints_every_sign_that_enrolment_lets_in() -> None:
    signs = [chr(number) for number in range(0x20, 0x250) if chr(number).isprintable()]
    name = fields.text("nom_naissance", "".join([*signs, "‘’–—"]), 1000)
    assert letters.compose(replace(LETTER, recipient=name))


def test_a_sign_that_no_font_draws_is_not_sent() -> None:
    with pytest.raises(NotSent):
        letters.compose(replace(LETTER, recipient="日本"))


def test_it_is_written_under_an_opaque_name(settings: Settings, tmp_path: Path) -> None:
    settings.DATA = tmp_path
    path = letters.write(42, LETTER)
    assert path == letters.path(42, clock.now())
    pointer = ids.reveal(path.stem)
    assert pointer is not None
    assert pointer.person_id == 42
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [file.name for file in path.parent.iterdir()] == [path.name]
