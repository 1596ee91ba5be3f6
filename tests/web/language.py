"""Read a page as its reader does, and look for words of the other language."""

from __future__ import annotations

import json
import re
from functools import cache
from html.parser import HTMLParser

from tests.lint import catalogue
from tests.lint.unmarked import SPOKEN

VOID = {"meta", "link", "input", "img", "br", "hr", "path", "rect"}
FEW = 2  # letters beside values
SENTENCE = 12  # from this length on, words found inside a longer text are ours too
VALUE = re.compile(r"%\\\(\w+\\\)[sd]|\\\{\w*\\\}")


class _Reader(HTMLParser):
    """Texts and spoken attributes, but for those declared in another language than the page."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[bool] = []  # for each open element, whether it is in the page's language
        self.language, self.texts = "", list[str]()
        self.script = False  # what a script is given is JSON: its words are read one by one

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        known, self.script = dict(attrs), tag == "script"
        own = known.get("lang", self.language) == self.language or tag == "html"
        if tag == "html":
            self.language = known.get("lang") or ""
        inside = own and all(self.open)
        self.texts += [known[name] or "" for name in SPOKEN & known.keys() if inside]
        if tag not in VOID:
            self.open.append(own)

    def handle_endtag(self, tag: str) -> None:
        self.script = False
        if tag not in VOID:
            self.open.pop()

    def handle_data(self, data: str) -> None:
        if all(self.open):
            self.texts += _strings(json.loads(data)) if self.script else [data]


def _strings(value: object) -> list[str]:
    if isinstance(value, dict):
        return [text for one in value.values() for text in _strings(one)]
    return [value] if isinstance(value, str) else []


def read(page: str) -> tuple[str, list[str]]:
    """The language that a page declares, and its texts in that language."""
    reader = _Reader()
    reader.feed(page)
    return reader.language, [" ".join(text.split(" ")).strip() for text in reader.texts]


@cache
def _ours(side: int) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What is ours in one language only (0 French, 1 English): whole texts, parts of texts."""
    pairs = [pair for message in catalogue.kept() for pair in catalogue.said(message)]
    other = {pair[1 - side] for pair in pairs}
    # What is but values and signs (« 12:30 ») belongs to no language.
    own = sorted(text for text in {pair[side] for pair in pairs} - other if _words(text))
    long = [text for text in own if len(re.sub(VALUE, "", re.escape(text))) >= SENTENCE]
    return _any(own), _any(long)


def _words(text: str) -> bool:
    """Whether it says something: « … on … » between two values is French as well as English."""
    said = VALUE.sub("", re.escape(text))
    return sum(map(str.isalpha, said)) > (FEW if VALUE.search(re.escape(text)) else 0)


def _any(texts: list[str]) -> re.Pattern[str]:
    return re.compile("|".join(VALUE.sub("[^<]+", re.escape(text.strip())) for text in texts))


def french_in(page: str) -> list[str]:
    """Texts of an English page that are French words of ours."""
    return _strangers(page, 0)


def english_in(page: str) -> list[str]:
    """Texts of a French page that are English words of ours."""
    return _strangers(page, 1)


def _strangers(page: str, side: int) -> list[str]:
    return [text for text in read(page)[1] if _strange(text, side)]


@cache  # pages have most of their texts in common
def _strange(text: str, side: int) -> bool:
    """A text of ours that quotes the other language, as a legal noun explained, is no stranger."""
    whole, part = _ours(side)
    known, _part = _ours(1 - side)
    return bool(whole.fullmatch(text) or (part.search(text) and not known.fullmatch(text)))
