"""/documents/<uuid>/ of a PDF, pictures, DICOM files, texts, and of what cannot be shown."""

from __future__ import annotations

import html
import re
from datetime import UTC, datetime

import pytest
from django.test import Client

from carnet.access.facts import Actor, ActorKind
from carnet.formats import kinds, pdf, photos
from carnet.records import actions
from carnet.records.incoming import Deposit, NewDocument
from tests.formats.kind_samples import dicom, hostile_pdf, locked_pdf, made_pdf, picture
from uichecks.world import World

WHEN = datetime(2026, 3, 2, 9, tzinfo=UTC)


@pytest.fixture
def add(world: World) -> Add:
    return Add(world)


class Add:
    """Deposits bytes as a document of Julie's, under a media type that may lie."""

    def __init__(self, world: World) -> None:
        self.world = world

    def __call__(self, data: bytes, mime_type: str = "application/pdf") -> str:
        document = NewDocument(
            data, "1.2.3.4", "DOCPAT05", "10", "urn:ihe:iti:xds-sd:pdf:2008", "BIOLOGIE",
            "Un document", WHEN, WHEN, "Julie", mime_type=mime_type,
        )  # fmt: skip
        holder = Actor(ActorKind.PERSON, self.world.julie)
        receipt = actions.deposit(Deposit(self.world.julie, holder, (document,), "1.2.3.5"))
        return self.world.address(self.world.julie, receipt.entries[0])


def page(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    body = html.unescape(answer.content.decode())
    return body[body.index("<main") : body.index("</main>")]


def pictures(body: str) -> list[str]:
    return re.findall(r'<img class="page-image" src="([^"]+)"', body)


def test_a_pdf_is_its_pages_with_their_words_beneath(julie: Client, add: Add) -> None:
    address = add(made_pdf(2))
    body = page(julie, address)
    assert pictures(body) == [f"{address}images/1.webp", f"{address}images/2.webp"]
    assert 'width="1100" height="1557"' in body
    assert "Bonjour 2" in body
    drawn = julie.get(pictures(body)[1])
    assert (drawn["Content-Type"], drawn.content[8:12]) == ("image/webp", b"WEBP")
    assert "no-store" in drawn["Cache-Control"]


def test_pages_that_are_pictures_say_that_they_have_no_text(julie: Client, add: Add) -> None:
    body = page(julie, add(photos.assemble(picture("JPEG"), [])))
    assert len(pictures(body)) == 1
    assert "Ces pages sont des images" in body
    assert "Lire le texte" not in body


@pytest.mark.parametrize("number", [0, 3, 99999999999999999999])
def test_a_page_that_is_not_there_is_not_found(julie: Client, add: Add, number: int) -> None:
    assert julie.get(f"{add(made_pdf(2))}images/{number}.webp").status_code == 404


def test_a_long_pdf_says_which_pages_are_shown_and_leads_to_the_others(
    julie: Client, add: Add
) -> None:
    address = add(made_pdf(45))
    body = page(julie, address)
    assert "Ce document a 45 pages. Voici les pages 1 à 20." in body
    assert len(pictures(body)) == 20
    following = re.findall(r'<a class="button quiet" href="(\?page=21)">([^<]+)', body)
    assert following == [("?page=21", "Voir les pages 21 à 40")]
    last = page(julie, f"{address}?page=41")
    assert [one.rpartition("/")[2] for one in pictures(last)] == [
        f"{n}.webp" for n in range(41, 46)
    ]
    assert "Bonjour 41" in last
    assert "Voir les pages 21 à 40" in last


@pytest.mark.parametrize("asked", ["0", "-1", "x", "999999999999", "²", ""])
def test_a_strange_page_number_shows_the_nearest(julie: Client, add: Add, asked: str) -> None:
    assert pictures(page(julie, f"{add(made_pdf(2))}?page={asked}"))


@pytest.mark.parametrize("form", ["JPEG", "PNG", "TIFF", "GIF", "WEBP", "BMP"])
def test_a_picture_is_drawn_again(julie: Client, add: Add, form: str) -> None:
    (source,) = pictures(page(julie, add(picture(form), "image/jpeg")))
    assert julie.get(source)["Content-Type"] == "image/webp"


def test_an_image_of_a_scanner_has_lights_to_choose(julie: Client, add: Add) -> None:
    address = add(dicom("CT_small.dcm"), "application/dicom")
    body = page(julie, address)
    assert "Scanner" in body
    lights = re.findall(r'<a href="(\?page=1[^"]*)"( aria-current="true")?>([^<]+)</a>', body)
    assert [name for _href, _current, name in lights] == [
        "Toute l’image", "Os", "Poumon", "Tissus mous",
    ]  # fmt: skip
    bone = page(julie, address + lights[1][0])
    assert 'aria-current="true">Os' in bone
    assert pictures(bone) == [f"{address}images/1.webp?fenetre=os"]
    assert julie.get(pictures(bone)[0]).content != julie.get(pictures(body)[0]).content
    assert pictures(page(julie, f"{address}?fenetre=irm")) == pictures(body)
    assert julie.get(f"{address}images/1.webp?fenetre=irm").status_code == 404


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("rtplan.dcm", ["radiothérapie", "Séances prévues", "30", "Gy"]),
        ("waveform_ecg.dcm", ["courbes", "Électrocardiogramme", "10 secondes"]),
        ("test-SR.dcm", ["Diameter"]),
    ],
)
def test_a_file_without_images_is_told_in_words(
    julie: Client, add: Add, name: str, said: list[str]
) -> None:
    body = page(julie, add(dicom(name), "application/dicom"))
    assert [word for word in said if word not in body] == []
    assert not pictures(body)
    assert "RTPLAN" not in body


@pytest.mark.parametrize("data", ["Fièvre <b>39</b>".encode(), b"{\\rtf1 Fi\\'e8vre <b>39</b>}"])
def test_a_text_is_words_and_never_markup(julie: Client, add: Add, data: bytes) -> None:
    answer = julie.get(add(data, "text/plain")).content.decode()
    assert "Fièvre &lt;b&gt;39&lt;/b&gt;" in answer


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (locked_pdf(), "Un mot de passe protège ce document"),
        (b"%PDF-1.7\n%%EOF", "Ce document est abîmé"),
        (b"\x00", "Ce document est vide"),
        (b"PK\x03\x04\x00\x00", "Ce document ne s’affiche pas ici"),
        (b"<ClinicalDocument/>", "Ce document est abîmé"),
    ],
)
def test_what_cannot_be_shown_says_why_and_its_original_is_given(
    julie: Client, add: Add, data: bytes, said: str
) -> None:
    address = add(data)
    body = page(julie, address)
    assert said in body
    assert "Télécharger l’original" in body
    assert julie.get(f"{address}original").content == data


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"<html><script>alert(1)</script></html>", "text/xml"),
        (picture("PNG") + made_pdf(1), "image/png"),
        (made_pdf(1) + b"<script>", "application/pdf"),
        (b"GIF89a/*<script>", "image/gif"),
    ],
)
def test_a_download_is_named_by_its_content_whatever_was_declared(
    julie: Client, add: Add, data: bytes, kind: str
) -> None:
    answer = julie.get(f"{add(data, 'text/plain')}original")
    assert (answer.content, answer["Content-Type"]) == (data, kind)
    assert answer["Content-Disposition"].startswith("attachment;")
    assert f".{kinds.extension(kinds.kind(data))}" in answer["Content-Disposition"]
    assert answer["X-Content-Type-Options"] == "nosniff"


def test_a_pdf_to_print_has_nothing_active(julie: Client, add: Add) -> None:
    hostile = hostile_pdf()  # its identifier is another at each making
    address = add(hostile)
    assert f"{address}imprimer.pdf" in page(julie, address)
    made = julie.get(f"{address}imprimer.pdf")
    assert made["Content-Type"] == "application/pdf"
    assert pdf.count(made.content) == 2
    assert b"JavaScript" not in made.content
    assert julie.get(f"{address}original").content == hostile


@pytest.mark.parametrize("data", [b"Bonjour", b"%PDF-1.7\n%%EOF", locked_pdf()])
def test_what_has_no_pdf_to_print_offers_none(julie: Client, add: Add, data: bytes) -> None:
    address = add(data, "text/plain")
    assert "imprimer.pdf" not in page(julie, address)
    assert julie.get(f"{address}imprimer.pdf").status_code == 404


def test_pictures_of_anothers_document_are_not_found(julie: Client, world: World) -> None:
    other = world.address(world.laura, world.laura_documents[0])
    for rest in ("images/1.webp", "imprimer.pdf"):
        assert julie.get(other + rest).status_code == 404
