"""/documents/<uuid>/pdf of a clinical document: the PDF that it carries, else its page on paper."""

from __future__ import annotations

import base64

from django.test import Client
from django.urls import reverse

from carnet.base.ids import Kind, Pointer, conceal
from carnet.formats import paper, pdf
from tests.formats import cda_samples as samples
from tests.records.world import document, put
from uichecks.world import World

NOW = "2026-11-22T10:00:00+00:00"


def asked(client: Client, world: World, data: bytes, person_id: int = 0) -> bytes:
    person_id = person_id or world.julie
    (number,) = put(document(801, data=data), person_id=person_id).entries
    identifier = conceal(Pointer(Kind.ENTRY, person_id, number))
    answer = client.get(reverse("patient:document_pdf", args=[identifier]))
    if answer.status_code != 200:
        return str(answer.status_code).encode()
    assert answer["Content-Type"] == "application/pdf"
    assert "attachment" in answer["Content-Disposition"]
    return bytes(answer.content)


def carried() -> bytes:
    return paper.pdf(b"<p>Le fichier lui-meme</p>", "Copie", [], "fr", NOW)


def copy(data: bytes, code: str = "55108-5") -> str:
    """A section that carries a PDF, and says with this code what it is."""
    media = samples.media("c", base64.b64encode(data).decode(), "application/pdf")
    coded = f'<code code="{code}" codeSystem="2.16.840.1.113883.6.1"/><title>'
    return samples.section("", "Fichier", media).replace("<title>", coded)


def test_a_structured_document_is_laid_on_paper(julie: Client, world: World) -> None:
    words = pdf.text(asked(julie, world, samples.narrative("Rien à signaler.", "Conclusion")))
    assert "Conclusion" in words
    assert "Rien à signaler." in words
    assert "né(e) le" in words
    assert "Imprimé le" in words


def test_a_document_that_is_a_pdf_gives_it(julie: Client, world: World) -> None:
    data = samples.file("application/pdf", base64.b64encode(carried()).decode())
    assert "Le fichier lui-meme" in pdf.text(asked(julie, world, data))


def test_a_copy_said_to_be_one_is_given(julie: Client, world: World) -> None:
    data = samples.structured(samples.section("Texte"), copy(carried()))
    assert "Le fichier lui-meme" in pdf.text(asked(julie, world, data))


def test_another_attached_file_is_not_the_document(julie: Client, world: World) -> None:
    data = samples.structured(samples.section("Texte"), copy(carried(), "55107-7"))
    words = pdf.text(asked(julie, world, data))
    assert "Texte" in words
    assert "né(e) le" in words


def test_a_broken_copy_leaves_the_words(julie: Client, world: World) -> None:
    data = samples.structured(samples.section("Les mots"), copy(b"%PDF-1.4 rien"))
    assert "Les mots" in pdf.text(asked(julie, world, data))


def test_what_cannot_be_laid_is_not_found(julie: Client, world: World) -> None:
    rows = "<tr><td>a</td><td>b</td></tr>" * paper.MAX_CELLS
    data = samples.narrative(f"<table><tbody>{rows}</tbody></table>")
    assert asked(julie, world, data) == b"404"


def test_anothers_document_is_not_given(julie: Client, world: World) -> None:
    assert asked(julie, world, samples.narrative("Secret"), world.laura) == b"404"
