"""Every file of the corpus as a patient sees it, and all of them on contact sheets."""

from __future__ import annotations

import shutil
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page

from carnet.cli import rendering
from carnet.formats import kinds, shown
from carnet.formats.kinds import Kind
from uichecks.browser import PHONE
from uichecks.checks import contents, layout, rules
from uichecks.house import OUT, ROOT
from uichecks.pages import tall
from uichecks.report import Report

CORPUS = ROOT.parent / "shared" / "corpus"
SOURCES = ("cda_fr/**/*.xml", "pdf_dicom/*/*")
FOLDER = OUT / "documents"
THUMB, COLUMNS, ROWS, TALLEST = 260, 6, 2, 2600


def documents(running: Browser, report: Report) -> None:
    """Draw each one on a phone: rules, words, nothing too wide, a picture; then the sheets."""
    sources = [path for kind in SOURCES for path in sorted(CORPUS.glob(kind))]
    if not sources:
        report.pending(1, f"documents of the corpus: none in {CORPUS}")
        return
    shutil.rmtree(FOLDER, ignore_errors=True)
    context = running.new_context(viewport=PHONE, reduced_motion="reduce")
    page = context.new_page()
    pictures = [_drawn(page, report, source) for source in sources]
    context.close()
    for start in range(0, len(pictures), COLUMNS * ROWS):
        number = start // (COLUMNS * ROWS) + 1
        _sheet(pictures[start : start + COLUMNS * ROWS], OUT / f"documents-{number}.png")


def _drawn(page: Page, report: Report, source: Path) -> Path:
    """One file, drawn by the command that anyone has: ``carnet render``."""
    data, name = source.read_bytes(), f"document {source.name}"
    folder = rendering.folder(FOLDER, source)
    drawn = rendering.draw(data, folder, None)
    known = kinds.kind(data) is not Kind.OTHER  # the others say that they are not shown
    report.verdict(20, name, [drawn.problem] if drawn.problem and known else [])
    page.set_viewport_size(PHONE)
    page.goto((folder / "index.html").as_uri())
    report.verdict(20, f"{name}, not empty", contents.empty(page))
    picture = folder.parent / f"{folder.name}.png"
    with tall(page):
        page.screenshot(path=picture)
        report.verdict(1, name, rules.accessible(page))
    report.verdict(16, f"{name}, no raw code", contents.codes(page, data, shown.shown(data)))
    report.verdict(8, name, layout.reflow(page))
    return picture


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
