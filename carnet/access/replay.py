"""What a decision was made from, as the journal stores it, and the same decision made again.

Stored: the words of the table that held, as bits (conditions.BITS) in base 36, and the consent
relied on: « 1ga2qn og18 » is an oral consent of 20 780 days after 1970. The tables of all versions
are data (data/policy-<version>.json), so that an old decision is replayed by its own.
"""

from __future__ import annotations

import json
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from carnet.access.conditions import BITS, OF_DOCUMENT, OF_READER
from carnet.access.decide import conditions
from carnet.access.facts import Facts
from carnet.access.rules import RULES, VERSION, table_of

FACTS = "f"  # the key of the facts in the detail of an event, first where there is one
FOLDER = Path(__file__).with_name("data")
_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
_MODES = {"oral": "o", "written": "w", "online": "n", "code": "c"}
_NAMES = {letter: mode for mode, letter in _MODES.items()}
_EPOCH = date(1970, 1, 1)


class Line(NamedTuple):
    """One rule of a table: it decides when ``facts & mask == wanted``."""

    number: int
    allows: bool
    mask: int
    wanted: int


def replay(version: int, bits: int) -> tuple[bool, int]:
    """Decide again, from stored facts: (allowed, number of the rule). LookupError: no such table.

    ``version`` as the journal stores it. Pure: only what was stored then, and the table of then.
    """
    for number, allows, mask, wanted in _lines(table_of(version)):
        if bits & mask == wanted:
            return allows, number
    raise LookupError(f"the table of version {version} ends without an answer")


def bits(facts: Facts) -> int:
    """The words that hold, each at its place."""
    document, found = facts.document, 0
    for of_reader, place in _OF_READER:
        if of_reader(facts):
            found |= place
    if document is not None:
        found |= 1
        for of_document, place in _OF_DOCUMENT:
            if of_document(facts, document):
                found |= place
    return found


def words(stored: int) -> list[str]:
    """The names of the words that held."""
    return [name for place, name in enumerate(BITS) if stored >> place & 1]


def written(facts: Facts) -> str:
    """The facts as the journal stores them."""
    mode, _, day = facts.basis.partition(" ")
    if not day:
        return _base_36(bits(facts))
    days = (date.fromisoformat(day) - _EPOCH).days
    return f"{_base_36(bits(facts))} {_MODES[mode]}{_base_36(days)}"


def read(stored: str) -> int:
    """The bits of what ``written`` wrote; ValueError."""
    return int(stored.partition(" ")[0], 36)


def consent(stored: str) -> str:
    """The consent of what ``written`` wrote, « oral 2026-11-02 »; "" for none."""
    basis = stored.partition(" ")[2]
    if not basis:
        return ""
    return f"{_NAMES[basis[0]]} {_EPOCH + timedelta(days=int(basis[1:], 36))}"


def table() -> dict[str, Any]:
    """The table of today as data/policy-<version>.json must hold it."""
    return {
        "version": VERSION,
        "bits": list(BITS),
        "of_document": [name for name in BITS if name in OF_DOCUMENT],
        "rules": [[rule.number, rule.code, rule.allows, rule.when] for rule in RULES],
    }


@cache
def _lines(version: int) -> tuple[Line, ...]:
    path = FOLDER / f"policy-{version}.json"
    if not path.exists():
        raise LookupError(f"no table of version {version}")
    kept = json.loads(path.read_text(encoding="utf-8"))
    places = {name: 1 << place for place, name in enumerate(kept["bits"])}
    of_document = {places[name] for name in kept["of_document"]}
    return tuple(_line(rule, places, of_document) for rule in kept["rules"])


def _line(rule: list[Any], places: dict[str, int], of_document: set[int]) -> Line:
    number, _, allows, when = rule
    asked = [(places[name], wanted) for name, wanted in conditions(when)]
    if any(place in of_document for place, _ in asked):
        asked.append((places["about_document"], True))
    mask = sum(place for place, _ in asked)
    return Line(number, allows, mask, sum(place for place, wanted in asked if wanted))


def _base_36(number: int) -> str:
    found = ""
    while number:
        number, digit = divmod(number, 36)
        found = _DIGITS[digit] + found
    return found or "0"


_PLACES = {name: 1 << place for place, name in enumerate(BITS)}
_OF_READER = [(holds, _PLACES[name]) for name, holds in OF_READER.items()]
_OF_DOCUMENT = [(fact.holds, _PLACES[name]) for name, fact in OF_DOCUMENT.items()]
