"""What people type as an answer: read kindly, or refused with the reason."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal

from carnet.profile.models import Question

TALLEST, HEAVIEST, LONGEST = 260, Decimal(500), 3000  # cm, kg, characters (domain.md 7.2)
SHORTEST, LIGHTEST = 30, Decimal("0.3")
_METRES = re.compile(r"([0-2])(?:m|[.,])(\d{2})(?:m|cm)?")  # 1,72 – 1m72 – 1.72 m
_CENTIMETRES = re.compile(r"(\d{2,3})(?:cm)?")
_KILOGRAMS = re.compile(r"(\d{1,3})(?:[.,](\d))?\d{0,2}(?:kg|kilos?)?")


class BadAnswer(ValueError):
    """What was typed is no answer to this question."""


def read(question: Question, typed: str) -> str:
    """The value to keep: « 172 » centimetres, « 68.5 » kilograms, or words. Raises BadAnswer."""
    if question is Question.HEIGHT:
        return str(height(typed))
    if question is Question.WEIGHT:
        return str(weight(typed))
    return words(typed)


def height(typed: str) -> int:
    """Centimetres, also when typed in metres."""
    text = _compact(typed)
    if found := _METRES.fullmatch(text):
        centimetres = int(found[1]) * 100 + int(found[2])
    elif found := _CENTIMETRES.fullmatch(text):
        centimetres = int(found[1])
    else:
        raise BadAnswer("height")
    if not SHORTEST <= centimetres <= TALLEST:
        raise BadAnswer("height")
    return centimetres


def weight(typed: str) -> Decimal:
    """Kilograms with one decimal at most; a comma or a point."""
    found = _KILOGRAMS.fullmatch(_compact(typed))
    kilograms = Decimal(f"{found[1]}.{found[2] or 0}") if found else Decimal(0)
    if not LIGHTEST <= kilograms <= HEAVIEST:
        raise BadAnswer("weight")
    return kilograms.normalize() if kilograms % 1 else kilograms.quantize(Decimal(1))


def words(typed: str) -> str:
    """A text without control characters, its lines kept."""
    text = unicodedata.normalize("NFC", typed.replace("\r\n", "\n")).strip()
    if not text or len(text) > LONGEST or not text.replace("\n", " ").isprintable():
        raise BadAnswer("words")
    return text


def _compact(typed: str) -> str:
    text = "".join(typed.split()).lower()
    return text if text.isascii() else ""
