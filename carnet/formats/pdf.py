"""Pictures and text of PDF pages. Active content never leaves: only pixels and words do."""

from __future__ import annotations

import io
import threading
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from itertools import chain

import pypdfium2 as pdfium
from pypdfium2.raw import FPDF_ERR_PASSWORD

from carnet.formats.problems import Encrypted, FormatProblem
from carnet.formats.text import tidy

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
            if problem.err_code == FPDF_ERR_PASSWORD:
                raise Encrypted("/", "a PDF without a password", "an encrypted one") from problem
            raise FormatProblem("/", "a readable PDF", str(problem)) from problem
        with closing(document):
            yield document


def _page(document: pdfium.PdfDocument, number: int) -> pdfium.PdfPage:
    if not 1 <= number <= len(document):
        raise FormatProblem("/", f"a page from 1 to {len(document)}", str(number))
    try:
        return document[number - 1]
    except pdfium.PdfiumError as problem:
        raise FormatProblem("/page", "a readable page", f"{number}: {problem}") from problem


def count(data: bytes) -> int:
    """Number of pages; `FormatProblem` when the file is broken, `Encrypted` when it is locked."""
    with _open(data) as document:
        return len(document)


def known(data: bytes) -> dict[str, str]:
    """What the file says of itself: its ``Title``, its ``CreationDate`` and others."""
    with _open(data) as document:
        said: dict[str, str] = document.get_metadata_dict(skip_empty=True)
    return said


def look(data: bytes) -> tuple[int, int, int, str]:
    """Number of pages, width and height in pixels of the picture of the first, and ``text``.

    Each page is opened once: that is what costs.
    """
    with _open(data) as document:
        with closing(_page(document, 1)) as page:
            size, said = _size(page), _words_if_any(page)
        found = chain([said], _texts(document, 2))
        return len(document), *size, _bounded(found, MAX_TEXT)


def _size(page: pdfium.PdfPage) -> tuple[int, int]:
    width, height = page.get_size()
    scale = _scale(page)
    return max(1, round(width * scale)), max(1, round(height * scale))


def _scale(page: pdfium.PdfPage) -> float:
    width, height = page.get_size()
    return float(min(WIDTH / max(width, 1), MAX_HEIGHT / max(height, 1)))


def describe(data: bytes, first: int, most: int) -> tuple[list[tuple[int, int]], list[str]]:
    """Sizes, and words, of ``most`` pages from number ``first`` on.

    A page that cannot be read has the size of a blank one and no words.
    """
    with _open(data) as document:
        last = min(first + most - 1, len(document))
        found = [_described(document, number) for number in range(first, last + 1)]
    return [size for size, _words in found], [words for _size, words in found]


def _described(document: pdfium.PdfDocument, number: int) -> tuple[tuple[int, int], str]:
    try:
        with closing(_page(document, number)) as page:
            return _size(page), _words_if_any(page)
    except (FormatProblem, pdfium.PdfiumError):
        return (WIDTH, round(WIDTH * 2**0.5)), ""


def pages(data: bytes, page: int, form: str = "WEBP") -> bytes:
    """Page number `page` (from 1) drawn as WebP or PNG; `FormatProblem` when it cannot be."""
    with _open(data) as document, closing(_page(document, page)) as drawn:
        try:
            picture = drawn.render(scale=_scale(drawn)).to_pil()
        except pdfium.PdfiumError as problem:
            raise FormatProblem("/page", "a page to draw", f"{page}: {problem}") from problem
    out = io.BytesIO()
    picture.convert("RGB").save(out, form, quality=80, method=2)
    return out.getvalue()


def text(data: bytes, most: int = MAX_TEXT) -> str:
    """The words of all pages, a form feed between pages, at most ``most`` characters."""
    with _open(data) as document:
        return _bounded(_texts(document, 1), most)


def _texts(document: pdfium.PdfDocument, first: int) -> Iterator[str]:
    """The words of each page from number ``first`` on, read when asked for."""
    return (_described(document, number)[1] for number in range(first, len(document) + 1))


def _bounded(texts: Iterable[str], most: int) -> str:
    found: list[str] = []
    length = 0
    for said in texts:
        found.append(said)
        length += len(said) + 1
        if length > most:
            break
    return "\f".join(found)[:most].rstrip("\f")  # a file may count pages that it has not


def _words_if_any(page: pdfium.PdfPage) -> str:
    try:
        return _words(page)
    except pdfium.PdfiumError:
        return ""


def _words(page: pdfium.PdfPage) -> str:
    """No characters that only PDF knows (soft hyphens, non-characters)."""
    with closing(page.get_textpage()) as layer:
        words = layer.get_text_range()
    return tidy(words.replace("\ufffe", "-").replace("\u00ad", "")).strip()
