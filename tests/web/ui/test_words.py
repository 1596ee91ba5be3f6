"""The words of our templates and pages: plain, and set as French is."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.lint import catalogue

WEB = Path(__file__).resolve().parents[3] / "carnet" / "web"
TEMPLATES = sorted(WEB.glob("*/templates/**/*.html"))
ACRONYMS = r"\b(INS|CDA|DMP|XDS|HL7|FHIR|RPPS|FINESS|NIR|OTP|MIE|IHE|ANS)\b"
BUTTONS = r"\b[Vv]alide[rz]\b|[Cc]liquez|\b[Ss]oumettre\b"
WITH_ITS_WORDS = "dossier médical partagé (DMP)"  # the name that the law gives
NOT_FOR_PATIENTS = ("carnet/demo", "carnet/nomenclature")
LONGEST, MEAN = 25, 15  # words


def _said() -> list[str]:
    """What patients read: the French of our pages, forms, messages and history."""
    return [
        french.replace(WITH_ITS_WORDS, "")
        for message in catalogue.kept()
        if not all(place.startswith(NOT_FOR_PATIENTS) for place, _line in message.locations)
        for french, _english in catalogue.said(message)
    ]


def _sentences(text: str) -> list[int]:
    """How many words each sentence has."""
    parts = re.split(r"(?<=[.?!:…])\s|\n", text)
    counts = [len(re.findall(r"[^\W_][\w’()%-]*", part)) for part in parts]
    return [count for count in counts if count]


@pytest.mark.parametrize(
    ("fault", "what"),
    [
        (ACRONYMS, "an acronym without its words"),
        (BUTTONS, "a button says what it does"),
        (r"[^\W_][ ]?[:;?!»](\s|$)", "no-break space missing"),
        (r"«(?!\u00a0)", "no-break space missing"),
        (r"\w'\w", "straight apostrophe"),
        (r"\d [hg€%]\b|\d \d{3}\b", "no-break space missing in a number"),
    ],
)
def test_words_are_plain_and_bound(fault: str, what: str) -> None:
    assert [text for text in _said() if re.search(fault, text)] == [], what


def test_sentences_are_short() -> None:
    counts = [count for text in _said() for count in _sentences(text)]
    assert [text for text in _said() if max(_sentences(text), default=0) > LONGEST] == []
    assert sum(counts) / len(counts) <= MEAN


def test_sentences_are_counted() -> None:
    assert _sentences("Bonjour. Il est 8\u00a0h.\n\nUn\u00a0: deux, trois\u00a0? Oui") == [
        1,
        4,
        1,
        2,
        1,
    ]


@pytest.mark.parametrize(
    # The verifier to keep is one file, opened from a disk: its policy names its only script's hash.
    "path",
    [path for path in TEMPLATES if path.name != "verifier_file.html"],
    ids=lambda path: path.name,
)
def test_no_script_and_no_style_in_a_page(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    # A file of ours at most, that the page does without (passkeys need one): nothing inline.
    assert not re.search(r"<script(?! src=\"\{% static )", text)
    assert not re.search(r"\sstyle=|\son[a-z]+=", text)


def test_the_style_is_light() -> None:
    style = WEB / "ui" / "static" / "ui" / "carnet.css"
    assert style.stat().st_size <= 20_000
