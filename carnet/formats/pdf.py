"""Pictures and text of PDF pages. Active content never leaves: only pixels and words do."""

from __future__ import annotations

import io
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager

import pypdfium2 as pdfium

from carnet.formats.problems import FormatProblem

MAX_PAGES = 200
MAX_TEXT = 200_000
WIDTH, MAX_HEIGHT = 1100, 3000  # sharp on a phone, light on the wire

# PDFium is not safe to call from two threads at once.
_lock = threading.Lock()


@contextmanager
def _open(data: bytes) -> Iterator[pdfium.PdfDocument]:
    with _lock:
        try:
            document = pdfium.PdfDocument(data)
        except pdfium.PdfiumError as problem:
            raise FormatProblem("/", "a readable PDF, not encrypted", str(problem)) from problem
        with closing(document):
            yield document


def _page(document: pdfium.PdfDocument, number: int) -> pdfium.PdfPage:
    if not 1 <= number <= min(len(document), MAX_PAGES):
        raise FormatProblem("/", f"a page from 1 to {len(document)}", str(number))
    try:
        return document[number - 1]
    except pdfium.PdfiumError as problem:
        raise FormatProblem("/page", "a readable page", f"{number}: {problem}") from problem


def count(data: bytes) -> int:
    """Number of pages; `FormatProblem` when the file is broken or encrypted."""
    with _open(data) as document:
        return len(document)


def _scale(page: pdfium.PdfPage) -> float:
    width, height = page.get_size()
    return float(min(WIDTH / max(width, 1), MAX_HEIGHT / max(height, 1)))


def size(data: bytes) -> tuple[int, int]:
    """Width and height in pixels of the picture of the first page."""
    with _open(data) as document, closing(_page(document, 1)) as page:
        width, height = page.get_size()
        scale = _scale(page)
        return round(width * scale), round(height * scale)


def pages(data: bytes, page: int) -> bytes:
    """Page number `page` (from 1) drawn as WebP; `FormatProblem` when it cannot be."""
    with _open(data) as document, closing(_page(document, page)) as drawn:
        try:
            picture = drawn.render(scale=_scale(drawn)).to_pil()
        except pdfium.PdfiumError as problem:
            raise FormatProblem("/page", "a page to draw", f"{page}: {problem}") from problem
    out = io.BytesIO()
    picture.convert("RGB").save(out, "WEBP", quality=80, method=2)
    return out.getvalue()


def text(data: bytes) -> str:
    """The words of all pages, a form feed between pages, at most `MAX_TEXT` characters."""
    found: list[str] = []
    with _open(data) as document:
        for number in range(1, min(len(document), MAX_PAGES) + 1):
            with closing(_page(document, number)) as page, closing(page.get_textpage()) as layer:
                found.append(_tidy(layer.get_text_range()))
            if sum(map(len, found)) > MAX_TEXT:
                break
    return "\f".join(found)[:MAX_TEXT]


def _tidy(words: str) -> str:
    """Line ends of one kind; no characters that only PDF knows (soft hyphens, non-characters)."""
    plain = words.replace("\r\n", "\n").replace("\ufffe", "-").replace("\u00ad", "")
    return "".join(c for c in plain if c == "\n" or c.isprintable()).strip()
