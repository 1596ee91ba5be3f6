"""Every document of the corpus as a patient sees it, and all of them on contact sheets."""

from __future__ import annotations

from pathlib import Path

from django.utils.html import escape
from PIL import Image
from playwright.sync_api import Browser, Page

from carnet.formats.cda import content
from carnet.web.ui.cda import render_content
from uichecks.browser import PHONE
from uichecks.checks import layout, rules
from uichecks.house import OUT, ROOT
from uichecks.pages import tall
from uichecks.report import Report

CORPUS = ROOT.parent / "shared" / "corpus" / "cda_fr"
STATIC = ROOT / "carnet" / "web" / "ui" / "static" / "ui"
FOLDER = OUT / "documents"
PAGE = """<!DOCTYPE html>
<html lang="fr"><head><meta charset="utf-8"><title>{title} – Documents</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" href="{static}/carnet.css">
<link rel="stylesheet" href="{static}/document.css"></head>
<body><main><h1>{title}</h1>
{body}
</main></body></html>
"""
THUMB, COLUMNS, ROWS, TALLEST = 260, 6, 2, 2600


class Files:
    """Addresses of files written beside the page."""

    def __init__(self, name: str, data: bytes) -> None:
        self.name, self.data = name, data

    def attachment(self, number: int) -> str:
        """No file: only the pictures are looked at."""
        return f"#fichier-{number}"

    def page(self, number: int, page: int) -> str:
        """The picture of one page."""
        path = FOLDER / f"{self.name}-{number}-{page}.webp"
        path.write_bytes(content.attachment_page(self.data, number, page))
        return path.name


def documents(running: Browser, report: Report) -> None:
    """Draw each one on a phone: rules, nothing too wide, a picture; then the sheets."""
    sources = sorted(CORPUS.rglob("*.xml"))
    if not sources:
        report.pending(1, f"documents of the corpus: none in {CORPUS}")
        return
    FOLDER.mkdir(parents=True, exist_ok=True)
    context = running.new_context(viewport=PHONE, reduced_motion="reduce")
    page = context.new_page()
    pictures = [_drawn(page, report, source) for source in sources]
    context.close()
    for start in range(0, len(pictures), COLUMNS * ROWS):
        number = start // (COLUMNS * ROWS) + 1
        _sheet(pictures[start : start + COLUMNS * ROWS], OUT / f"documents-{number}.png")


def _drawn(page: Page, report: Report, source: Path) -> Path:
    name = source.stem.replace(" ", "_")
    page.set_viewport_size(PHONE)
    page.goto(_write(source, name).as_uri())
    picture = FOLDER / f"{name}.png"
    with tall(page):
        page.screenshot(path=picture)
        report.verdict(1, f"document {source.name}", rules.accessible(page))
    report.verdict(8, f"document {source.name}", layout.reflow(page))
    return picture


def _write(source: Path, name: str) -> Path:
    data = source.read_bytes()
    read = content.read(data)
    body = render_content(read, Files(name, data))
    page = FOLDER / f"{name}.html"
    title = escape(read.header.title)
    page.write_text(PAGE.format(title=title, body=body, static=STATIC), encoding="utf-8")
    return page


def _sheet(pictures: list[Path], target: Path) -> None:
    """The top of each picture, side by side."""
    small = [_small(path) for path in pictures]
    height = max(picture.height for picture in small)
    rows = -(-len(small) // COLUMNS)
    whole = Image.new("RGB", (COLUMNS * (THUMB + 10), rows * (height + 10)), "#888")
    for place, picture in enumerate(small):
        whole.paste(picture, (place % COLUMNS * (THUMB + 10), place // COLUMNS * (height + 10)))
    whole.save(target)


def _small(path: Path) -> Image.Image:
    with Image.open(path) as picture:
        top = picture.convert("RGB").crop((0, 0, picture.width, min(picture.height, TALLEST)))
    return top.resize((THUMB, round(top.height * THUMB / top.width)))
