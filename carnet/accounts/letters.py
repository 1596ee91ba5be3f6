"""Information letters: tagged PDF/UA-1 with an address window, large type, and no identifier."""

from __future__ import annotations

import json
import threading
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

import pypdfium2
import segno
from django.conf import settings
from django.utils.formats import date_format
from django.utils.translation import override

from carnet.base import clock, ids
from carnet.base.files import replace
from carnet.identity.names import of
from carnet.notify.sms import NotSent

_TEMPLATE = Path(__file__).parent / "typst" / "information.typ"
_BLANK = _TEMPLATE.with_name("blank.typ")
_KEPT = 11  # compilations after which typst forgets
_one_at_a_time = threading.RLock()  # the compiler keeps its inputs from one call to the next


@dataclass(frozen=True, slots=True)
class Letter:
    """What one letter says. ``child``: the first name of the child it is about, else empty."""

    recipient: str
    address: str
    town: str
    child: str
    code: str
    until: str
    first: bool = True  # False: a new code only
    of_age: bool = False  # 18 this year: the parents had the record before


def folder() -> Path:
    """Where letters wait for the printer, a folder a day."""
    return Path(settings.DATA) / "letters"


def path(person_id: int, sent_at: datetime) -> Path:
    """The file of one person's letter: an opaque name, that ``ids.reveal`` reads."""
    return place(ids.Pointer(ids.Kind.PERSON, person_id), sent_at)


def place(pointer: ids.Pointer, sent_at: datetime) -> Path:
    """Where a letter waits in the folder of its day, under an opaque name."""
    day_of = f"{sent_at.astimezone(clock.LEGAL_ZONE):%Y-%m-%d}"
    return folder() / day_of / f"{ids.conceal(pointer)}.pdf"


def write(person_id: int, letter: Letter) -> Path:
    """Compose a letter and put it whole in its place, readable by this account only."""
    target = path(person_id, clock.now())
    replace(target, compose(letter))
    return target


def compose(letter: Letter) -> bytes:
    """The PDF of one letter, tagged; raises ``NotSent`` for a sign that cannot be printed."""
    return _compile(_inputs([letter], duplex=False), ["ua-1"])


@dataclass(frozen=True, slots=True)
class Printable:
    """Many letters in one PDF for the printer."""

    pdf: bytes
    first_pages: list[int]  # of each letter, from 1
    pages: int


def compose_many(letters: Sequence[Letter]) -> Printable:
    """One PDF of many letters, without tags: it is only printed.

    As soon as one letter needs several pages, each begins on the front of a sheet.
    """
    try:
        return _composed(letters)
    finally:
        _forget()


def _composed(letters: Sequence[Letter]) -> Printable:
    pdf = _compile(_inputs(letters, duplex=False), [])
    pages = _count(pdf)
    if pages == len(letters):
        return Printable(pdf, list(range(1, pages + 1)), pages)
    with _one_at_a_time:
        pdf = _compile(_inputs(letters, duplex=True), [])
        found = _compiler().query("<first-page>", field="value")
    return Printable(pdf, json.loads(found), _count(pdf))


def _inputs(letters: Sequence[Letter], *, duplex: bool) -> dict[str, str]:
    given = {"house": _house(), "letters": [_told(one) for one in letters], "duplex": duplex}
    return {"letters": json.dumps(given)}


def _told(letter: Letter) -> dict[str, Any]:
    with override("fr"):  # whatever the screen of the one who asks, letters are in French
        return asdict(letter) | {"of_child": of(letter.child)}


def _house() -> dict[str, Any]:
    base = settings.BASE_URL.rstrip("/")
    return {
        "entity": settings.LEGAL_ENTITY or settings.SERVICE_NAME,
        "phone": settings.SUPPORT_PHONE,
        "activation": _link(f"{base}/activer/"),
        "opposition": _link(f"{base}/opposition/"),
        "child": _link(f"{base}/enfant/"),
        "date": day(clock.now()),
    }


def _compile(inputs: dict[str, str], standards: list[str]) -> bytes:
    import typst

    now = clock.now().replace(microsecond=0)
    try:
        with _one_at_a_time:
            pdf = _compiler().compile(
                format="pdf", sys_inputs=inputs, pdf_standards=standards, timestamp=now
            )
    except typst.TypstError as problem:  # a sign that no font of ours draws
        raise NotSent("the letter could not be composed") from problem
    return bytes(pdf)


def _forget() -> None:
    """Let typst drop the letters: it keeps what it laid out for ten compilations more.

    For files of 500 letters that came to 1.9 GB; ten empty pages take some milliseconds.
    """
    for _ in range(_KEPT):
        with _one_at_a_time:
            _compiler(_BLANK).compile(format="pdf")


def _count(pdf: bytes) -> int:
    with pypdfium2.PdfDocument(pdf) as document:
        return len(document)


def day(moment: datetime) -> str:
    """« 3 novembre 2026 », where the law counts days."""
    return date_format(moment.astimezone(clock.LEGAL_ZONE), "j F Y")


def _link(address: str) -> dict[str, str]:
    """A page of the site: its address in words and as a QR code, which holds nothing else."""
    drawing = segno.make(address, error="m", micro=False).svg_inline(border=0)
    return {"address": address.partition("://")[2], "qr": drawing}


@cache
def _compiler(template: Path = _TEMPLATE) -> Any:
    import typst

    return typst.Compiler(str(template), ignore_system_fonts=True)
