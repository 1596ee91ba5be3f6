"""Check 18: what a printed page holds."""

from __future__ import annotations

import pypdfium2 as pdfium
from playwright.sync_api import Page

from uichecks.checks.scripts import script

LEAST_LINES = 5
IMAGE = 3  # FPDF_PAGEOBJ_IMAGE


def printed(page: Page, *, name: str) -> list[str]:
    """No navigation; name, birth and date of the day; selectable text; no nearly empty page."""
    page.emulate_media(media="print", color_scheme="light")
    page.evaluate(script("pictures"))
    document = pdfium.PdfDocument(page.pdf(format="A4"))
    texts = [sheet.get_textpage().get_text_range() for sheet in document]
    drawn = [any(part.type == IMAGE for part in sheet.get_objects()) for sheet in document]
    document.close()
    whole = "\n".join(texts)
    wrong = {
        "no text": not whole.strip(),
        "navigation is printed": "Rubriques" in whole or "Besoin d’aide" in whole,
        "no name": name not in whole,
        "no date of print": "Imprimé le" not in whole,
    }
    short = [
        text.strip()
        for text, picture in zip(texts, drawn, strict=True)
        if not picture and len(text.strip().splitlines()) < LEAST_LINES
    ]
    found = [f"a sheet holds only {text[:60]!r}" for text in short]
    return found + [problem for problem, is_wrong in wrong.items() if is_wrong]
