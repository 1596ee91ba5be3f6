"""Values as the insurer writes them and as people type them: read, or refused with a reason.

What identifies a person is described in a refusal (« 14 characters »), never repeated.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection
from datetime import date, datetime
from functools import lru_cache

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from carnet.access.facts import MAJORITY
from carnet.base import clock
from carnet.identity import ins

_PHOTO_CARD_PREFIX = "8025000002"  # printed on every card with a photo, before its own 11 digits
_FILE_NAME = re.compile(r"[A-Za-z0-9_][A-Za-z0-9._-]*")
_LONGEST_NAME = 200
_OFTEN = 50_000  # days, towns: a nation's file holds the same ones again and again
_LONGEST_FIRST = 100
_LONGEST_EMAIL = 254  # RFC 5321, 4.5.3.1.3
# What most addresses are; of any other, Django says whether it is one, ten times slower.
_PLAIN_EMAIL = re.compile(
    r"[\w+-]+(?:\.[\w+-]+)*@[a-z0-9]{1,30}(?:-[a-z0-9]{1,30})?\.[a-z]{2,10}", re.ASCII
)
_BETWEEN = re.compile(r"[\s.\-\u2010-\u2015]")
_CARD = re.compile(r"\d{8,13}")
_DRAWN = re.compile("[\0-\u024f‘’–—]*")  # to the end of Latin Extended-B
_PLACE = re.compile(r"[0-9][0-9AB][0-9]{3}")
_MOBILE = re.compile(r"\+\d{8,15}")
_FRENCH_MOBILE = re.compile(r"0[67]\d{8}", re.ASCII)


class Unreadable(ValueError):
    """A value refused: in which column, what was expected, what was found."""

    def __init__(self, column: str, expected: str, found: str = "something else") -> None:
        super().__init__(f"{column}: {expected} expected, {found} found")


def compact(value: str) -> str:
    """Without the spaces, dots and dashes that people put between groups, in capitals."""
    return value.upper() if value.isalnum() else _BETWEEN.sub("", value).upper()


def matricule(oid: str, value: str) -> str:
    """A sound matricule of 15 characters under this OID."""
    found = compact(value)
    problems = ins.check(oid, found)
    if problems:
        raise Unreadable("matricule", "sound for its oid", f"wrong {', '.join(problems)}")
    return found


def vitale(value: str) -> str:
    """The serial number of a card: its last 11 digits when it has a photo, else 8 to 13."""
    found = compact(value)
    if len(found) == len(_PHOTO_CARD_PREFIX) + 11:
        found = found.removeprefix(_PHOTO_CARD_PREFIX)
    if not found.isascii() or not _CARD.fullmatch(found):
        raise Unreadable("vitale", "8 to 13 digits", f"{len(found)} characters")
    return found


def birth_date(value: str, today: date) -> date:
    """A day of the past, as AAAA-MM-JJ or JJ/MM/AAAA."""
    return _past("date_naissance", value, today)


def death_date(value: str, birth: date) -> date:
    """A day of the past that is not before the birth."""
    found = _past("deces", value, clock.today())
    if found < birth:
        raise Unreadable("deces", "a day after the birth", "one before it")
    return found


@lru_cache(_OFTEN)
def _past(column: str, value: str, today: date) -> date:
    found = _day(column, value)
    if date(1850, 1, 1) <= found <= today:
        return found
    raise Unreadable(column, "a day of the past", "another one")


def _day(column: str, value: str) -> date:
    iso = value[4:5] == value[7:8] == "-"
    try:
        if iso:
            return date.fromisoformat(value)
        return datetime.strptime(value, "%d/%m/%Y").date()  # noqa: DTZ007 - a day has no zone
    except ValueError:
        raise Unreadable(column, "AAAA-MM-JJ or JJ/MM/AAAA") from None


def is_minor(birth: date, today: date | None = None) -> bool:
    """Whether somebody born that day is under 18 today (the law's day)."""
    return _age(birth, today or clock.today()) < MAJORITY


def is_of_age(birth: date) -> bool:
    """Whether they had their eighteenth birthday within the last year."""
    return _age(birth, clock.today()) == MAJORITY


@lru_cache(_OFTEN)
def _age(birth: date, today: date) -> int:
    return today.year - birth.year - ((today.month, today.day) < (birth.month, birth.day))


def majority(birth: date) -> date:
    """The day somebody turns 18: on 1 March for those born on 29 February."""
    try:
        return birth.replace(year=birth.year + MAJORITY)
    except ValueError:
        return date(birth.year + MAJORITY, 3, 1)


@lru_cache(_OFTEN)
def birth_place(value: str) -> str:
    """A COG code: five characters."""
    if not _PLACE.fullmatch(value):
        raise Unreadable("lieu_naissance", "a COG code", f"{len(value)} characters")
    return value


def text(column: str, value: str, longest: int, *, required: bool = True) -> str:
    """A line of printable text in Latin letters: what the INS allows and letters can print."""
    plain = value.isascii()  # most names of a register: nothing to compose or to look for
    if plain and 0 < len(value) <= longest and value.isprintable():
        return value
    if not plain:
        value = unicodedata.normalize("NFC", value)
    if required and not value:
        raise Unreadable(column, "a value", "nothing")
    if len(value) > longest:
        raise Unreadable(column, f"{longest} characters at most", str(len(value)))
    if not value.isprintable():
        raise Unreadable(column, "printable text", "a control character")
    if not plain and not drawable(value):
        raise Unreadable(column, "Latin letters", "another sign")
    return value


def drawable(value: str) -> bool:
    """Whether the font of the letters has all these signs."""
    return _DRAWN.fullmatch(value) is not None


def one_of(column: str, value: str, known: Collection[str]) -> str:
    """One of a few known values."""
    if value not in known:
        raise Unreadable(column, f"one of {', '.join(known)}", "another value")
    return value


def file_name(column: str, value: str) -> str:
    """The bare name of a file, or nothing: it leads to no other folder."""
    if value and (not _FILE_NAME.fullmatch(value) or len(value) > _LONGEST_NAME):
        raise Unreadable(column, "the name of a file, without any folder")
    return value


@lru_cache(_OFTEN)
def postal_code(value: str) -> str:
    """Five digits, or nothing."""
    if value and not re.fullmatch(r"[0-9]{5}", value):
        raise Unreadable("code_postal", "5 digits", f"{len(value)} characters")
    return value


def given_names(value: str) -> str:
    """All given names, separated by spaces; the first one is the shortest that a page shows."""
    found = text("prenoms", value, 200)
    first = found.split()[0]
    if len(first) > _LONGEST_FIRST:
        expected = f"a first one of {_LONGEST_FIRST} characters at most"
        raise Unreadable("prenoms", expected, str(len(first)))
    return found


def email(value: str) -> str:
    """An e-mail address, or nothing."""
    if len(value) > _LONGEST_EMAIL:
        raise Unreadable("email", f"{_LONGEST_EMAIL} characters at most", str(len(value)))
    try:
        if value and not _PLAIN_EMAIL.fullmatch(value):
            validate_email(value)
    except ValidationError:
        raise Unreadable("email", "an e-mail address") from None
    return value


def mobile(value: str) -> str:
    """A mobile number as E.164 (``+33612345678``), or nothing."""
    if not value:
        return ""
    if _FRENCH_MOBILE.fullmatch(value):
        return f"+33{value[1:]}"
    found = compact(value).replace("(0)", "")
    if _FRENCH_MOBILE.fullmatch(found):
        found = f"+33{found[1:]}"
    if not (found.isascii() and _MOBILE.fullmatch(found)):
        raise Unreadable("mobile", "a mobile number")
    return found
