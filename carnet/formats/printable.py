"""A PDF to print: the same pages with nothing active, nothing enclosed, no way elsewhere.

What is drawn stays: fields and remarks are drawn into their pages, and everything that is not a
page or what a page draws with is left behind. The original keeps the rest.
"""

from __future__ import annotations

import io
from collections.abc import Callable

import pikepdf
from PIL import Image

from carnet.formats import kinds, picture
from carnet.formats.kinds import Kind
from carnet.formats.problems import Encrypted, FormatProblem, TooCostly

MAX_PICTURES = 60  # pages made out of pictures; a PDF has as many as it has
_A4 = (8.27, 11.69)  # inches
_COARSE = 96  # dots an inch at least: a small picture stays small on its sheet
_ROOT = {"/Type", "/Pages", "/PageLabels", "/Lang", "/OCProperties", "/OutputIntents"}
_PAGE = {
    *("/Type", "/Parent", "/Contents", "/Resources", "/Rotate", "/UserUnit", "/Group"),
    *("/MediaBox", "/CropBox", "/BleedBox", "/TrimBox", "/ArtBox"),
}
_BRANCH = {"/Type", "/Kids", "/Count", *_PAGE} - {"/Contents"}
# Of what a page draws with: fetched from elsewhere, or not drawn at all.
_OF_STREAMS = {"/F", "/FFilter", "/FDecodeParms", "/Ref", "/OPI", "/Metadata", "/PieceInfo"}
_DEEPEST = 10  # of what is written inside one object


def pdf(data: bytes) -> bytes:
    """The document as such a PDF; `FormatProblem` where its kind has none."""
    kind = kinds.kind(data)
    if kind is Kind.PDF:
        return harmless(data)
    if kind in kinds.PICTURES:
        total = picture.measure(data)[2]
        return bound(total, lambda number: picture.draw(data, number))
    raise FormatProblem("/", "a PDF or a picture", kind)


def harmless(data: bytes) -> bytes:
    """A PDF without scripts, actions, links, forms, files inside and what tells of its making."""
    try:
        with pikepdf.open(io.BytesIO(data)) as document:
            return _cleaned(document)
    except pikepdf.PasswordError as problem:
        raise Encrypted("/", "a PDF without a password", "an encrypted one") from problem
    except (pikepdf.PdfError, AttributeError, KeyError, TypeError, ValueError) as problem:
        raise FormatProblem("/", "a readable PDF", str(problem)[:100]) from problem


def _cleaned(document: pikepdf.Pdf) -> bytes:
    document.flatten_annotations("print")
    _keep(document.Root, _ROOT)
    for page in document.pages:
        _keep(page.obj, _PAGE)
    for one in document.objects:
        _sweep(one, 0)
    del document.docinfo
    return _saved(document)


def _keep(one: pikepdf.Object, names: set[str]) -> None:
    for name in set(one.keys()) - names:
        del one[name]


def _sweep(one: pikepdf.Object, depth: int) -> None:
    """Cut the ways from a drawing to a file, whether it is inside or elsewhere."""
    if isinstance(one, pikepdf.Stream):
        for name in _OF_STREAMS & set(one.keys()):
            del one[name]
    if isinstance(one, (pikepdf.Dictionary, pikepdf.Stream)):
        _unfiled(one)
        if one.get("/Type") == "/Pages":
            _keep(one, _BRANCH)
        for value in one.values():
            _below(value, depth)
    elif isinstance(one, pikepdf.Array):
        for value in one:
            _below(value, depth)


def _below(value: object, depth: int) -> None:
    """What is written inside an object; others are swept in their turn."""
    if isinstance(value, pikepdf.Object) and not value.is_indirect:
        if depth == _DEEPEST:
            raise TooCostly("/", f"objects at most {_DEEPEST} deep", "deeper ones")
        _sweep(value, depth + 1)


def _unfiled(one: pikepdf.Object) -> None:
    """Without files enclosed; a font or a picture that happens to bear such a name stays."""
    if isinstance(one.get("/AF"), pikepdf.Array):
        del one["/AF"]
    if isinstance(one.get("/EF"), pikepdf.Dictionary) and "/Type" not in one["/EF"]:
        del one["/EF"]


def bound(total: int, draw: Callable[[int], Image.Image]) -> bytes:
    """Pictures as the pages of one PDF, each at most as large as a sheet."""
    if not total:
        raise FormatProblem("/", "a picture to print", "none")
    if total > MAX_PICTURES:
        raise TooCostly("/", f"at most {MAX_PICTURES} pictures", str(total))
    with pikepdf.new() as whole:
        for number in range(1, total + 1):
            with pikepdf.open(io.BytesIO(_sheet(draw(number)))) as one:
                whole.pages.extend(one.pages)
        return _saved(whole)


def _sheet(drawn: Image.Image) -> bytes:
    out = io.BytesIO()
    density = max(_COARSE, *(side / sheet for side, sheet in zip(drawn.size, _A4, strict=True)))
    picture.bare(drawn).save(out, "PDF", resolution=density)
    return out.getvalue()


def _saved(document: pikepdf.Pdf) -> bytes:
    """The same bytes for the same document; what is packed inside is not unpacked on the way."""
    out = io.BytesIO()
    document.save(out, deterministic_id=True, stream_decode_level=pikepdf.StreamDecodeLevel.none)
    return out.getvalue()
