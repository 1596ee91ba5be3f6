"""Gather the French words of code, templates and tables; keep the English catalogue up to date.

``make messages`` runs this: it extracts, updates ``django.po`` and compiles ``django.mo``, then
prints what still has no translation. tests/lint/test_catalogue.py refuses a catalogue that lags.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation import templatize

import carnet
from carnet.web.ui import displays

HOUSE = Path(carnet.__file__).parent
ENGLISH = HOUSE / "locale" / "en" / "LC_MESSAGES" / "django.po"
LAZY: dict[str, Any] = {"gettext_lazy": None, "gettext_noop": None, "ngettext_lazy": (1, 2)}
Found = tuple[str, str | tuple[str, ...]]  # where, and the message with its plural


def gathered() -> Catalog:
    """Every message that the house may say, without translation."""
    catalogue = Catalog(locale="en", domain="django", project="Carnet", charset="utf-8")
    for place, text in [*_code(), *_templates(), *_tables()]:
        catalogue.add(text, locations=[(place, 0)])
    return catalogue


def templates() -> list[Path]:
    """Every template of the house."""
    return sorted(
        path for kind in ("html", "txt") for path in HOUSE.rglob(f"templates/**/*.{kind}")
    )


def _code() -> Iterator[Found]:
    for path in sorted(HOUSE.rglob("*.py")):
        yield from marked(path, path.read_text(encoding="utf-8"))


def _templates() -> Iterator[Found]:
    for path in templates():
        yield from marked(path, templatize(path.read_text(encoding="utf-8"), origin=str(path)))


def _tables() -> Iterator[Found]:
    yield from (("carnet/nomenclature/data", text) for text in displays.shown())


def marked(path: Path, code: str) -> Iterator[Found]:
    """What the functions of gettext are given in Python code."""
    place, source = str(path.relative_to(HOUSE.parent)), io.BytesIO(code.encode())
    for _line, text, *_more in extract("python", source, DEFAULT_KEYWORDS | LAZY):
        yield place, text


def kept() -> Catalog:
    """The English catalogue as it is written."""
    with ENGLISH.open("rb") as file:
        return read_po(file, locale="en", domain="django")


def said(message: Message) -> list[tuple[str, str]]:
    """Each French form with its English one."""
    if isinstance(message.id, tuple):
        return list(zip(message.id, message.string or (), strict=True))
    return [(str(message.id), str(message.string))] if message.id else []


def update() -> list[str]:
    """Write both files; return what still has no translation."""
    catalogue = kept()
    catalogue.update(gathered(), no_fuzzy_matching=True, update_creation_date=False)
    catalogue.obsolete.clear()
    with ENGLISH.open("wb") as file:
        write_po(file, catalogue, width=0, include_lineno=False)
    with ENGLISH.with_suffix(".mo").open("wb") as file:
        write_mo(file, catalogue)
    return [str(message.id) for message in catalogue if message.id and not message.string]


if __name__ == "__main__":
    print(*update(), sep="\n")  # noqa: T201 - the answer of a command
