"""What people find in their mailboxes: the codes, read where their readers read them."""

from __future__ import annotations

import contextlib
import csv
import re
from collections.abc import Iterable
from pathlib import Path

import pypdfium2

from carnet.accounts import codes, printing
from carnet.base import ids
from carnet.demo.models import Message
from carnet.identity.names import spoken

_CODE = re.compile(rf"[{codes.ALPHABET}]{{5}}-[{codes.ALPHABET}]{{5}}")


class Post:
    """The letters printed so far, and the e-mails of the demonstration's mailbox."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._pages: dict[int, tuple[Path, int]] = {}  # person_id: file and first page
        self._read: set[Path] = set()

    def print_letters(self) -> int:
        """Write the letters that wait, and learn where each person's is."""
        done = printing.run(self._folder)
        for manifest in set(self._folder.glob("*.csv")) - self._read:
            self._read.add(manifest)
            self._learn(manifest)
        return done.letters

    def _learn(self, manifest: Path) -> None:
        with manifest.open(newline="", encoding="ascii") as file:
            for line in csv.DictReader(file, delimiter=";"):
                pointer = ids.reveal(line["reference"])
                if pointer is not None:
                    where = self._folder / line["file"], int(line["first_page"])
                    self._pages[pointer.person_id] = where

    def code_by_letter(self, person_id: int) -> str:
        """The code printed in the newest letter about this person; empty when none came."""
        where = self._pages.get(person_id)
        return _first(_text(*where)) if where else ""

    def code_by_email(self, address: str, child: str, siblings: Iterable[str]) -> str:
        """The code of the newest e-mail to this address about this child, else about the reader.

        ``siblings``: the first names of the reader's children, whom their own e-mails never name.
        """
        found = Message.objects.filter(channel="email", sent_to=address).order_by("-at", "-pk")
        for one in found:
            named = [name for name in siblings if _names(one.text, spoken(name, ""))]
            if (child in named if child else not named) and (code := _first(one.text)):
                return code
        return ""


def _names(text: str, name: str) -> bool:
    """Whether the whole name is there: « Louis » is not in « Louise »."""
    return re.search(rf"(?<![\w-]){re.escape(name)}(?![\w-])", text) is not None


def _first(text: str) -> str:
    found = _CODE.search(text)
    return found[0] if found else ""


def _text(path: Path, page: int) -> str:
    with contextlib.closing(pypdfium2.PdfDocument(path)) as document:
        text: str = document[page - 1].get_textpage().get_text_range()
    return text
