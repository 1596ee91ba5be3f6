"""Names, places and moments of the header, as people write them."""

from __future__ import annotations

import datetime as dt
import re

from lxml import etree

from carnet.base.clock import LEGAL_ZONE
from carnet.formats.cda.content_model import Party
from carnet.formats.cda.content_source import HL7, child, children, value, words
from carnet.nomenclature import terms

_DAY = 10  # characters of a moment without its hour
_BEGINNING = (1, 1, 1, 0, 0)  # of what is not told
_NO_WORDS = {"None", "null"}  # what a machine writes where it has no display
_CIVILITIES = {"M": "M.", "MR": "M.", "MME": "Mme", "MLLE": "Mme", "DR": "Dr", "PR": "Pr"}
_STAMP = re.compile(r"(\d{4})(\d{2})?(\d{2})?(?:(\d{2})(\d{2}))?[\d.]*([+-]\d{4}|Z)?")
_UTC = {"Z", "+0000", "-0000"}
_ADDRESS_LINES = (
    ("additionalLocator", "unitID"),
    ("houseNumber", "houseNumberNumeric", "streetNameType", "streetName"),
    ("streetAddressLine",),
    ("postBox", "precinct"),
    ("postalCode", "city"),
)


def moment(stamp: str) -> str:
    """An HL7 time as ISO 8601 in local time, with no more precision than is given and sound.

    A time keeps the clock of its author; only a time in UTC, nobody's clock, moves to Paris.
    """
    found = _STAMP.match(stamp.strip())
    if not found:
        return ""
    year, month, day, hour, minute, zone = found.groups()
    tries = (((year, month, day, hour, minute), 16), ((year, month, day), 10), ((year, month), 7))
    for fields, length in tries:
        in_utc = zone in _UTC and length > _DAY
        if None not in fields and (when := _sound(fields, in_utc=in_utc)):
            return when.isoformat()[:length]
    return str(year)


def _sound(fields: tuple[str, ...], *, in_utc: bool) -> dt.datetime | None:
    year, month, day, hour, minute = [*map(int, fields), *_BEGINNING[len(fields) :]]
    try:
        when = dt.datetime(year, month, day, hour, minute, tzinfo=dt.UTC)
        return when.astimezone(LEGAL_ZONE) if in_utc else when
    except (ValueError, OverflowError):  # no such day, or the last night of the year 9999
        return None


def period(element: etree._Element | None) -> tuple[str, str]:
    """Start and end of a time or an interval of times."""
    if element is None:
        return "", ""
    start = moment(element.get("value") or value(element, "low"))
    end = moment(value(element, "high"))
    return (start, end) if start else (end, "")


def display(code: etree._Element | None) -> str:
    """The words of a coded value: the document's, else ours; never the code."""
    if code is None:
        return ""
    said = " ".join((code.get("displayName") or "").split())
    if said in {*_NO_WORDS, code.get("codeSystemName")}:
        said = ""
    said = said.removeprefix(f"{code.get('code')} ")
    known = terms.display(code.get("codeSystem") or "", code.get("code") or "")
    known = None if known in _NO_WORDS else known
    text = said if said and said != code.get("code") else known or ""
    return text or words(child(code, "originalText"))


def role(code: etree._Element | None) -> str:
    """A profession without the marks of its table: « Médecin, Biologie médicale »."""
    text = re.sub(r"\s*\((?:SM|C|PAC|FQ|CEX|DESC|[A-Z]{1,5})\)\s*$", "", display(code))
    return re.sub(r"\s+-\s+", ", ", text)


def person_name(holder: etree._Element | None) -> str:
    """Civility, given names and family name of the first name of a person."""
    name = child(holder, "name")
    if name is None:
        return ""
    if not len(name):
        return words(name)
    titles = [words(part) for tag in ("prefix", "suffix") for part in children(name, tag)]
    civility = next((t for t in titles if t.upper().strip(".") in {"DR", "PR"}), "")
    civility = civility or next(iter(titles), "")
    civility = _CIVILITIES.get(civility.upper().strip("."), civility)
    return " ".join(filter(None, [civility, *(_soft(_part(name, t)) for t in ("given", "family"))]))


def _soft(name: str) -> str:
    """Without the capitals of registers: a page that shouts is hard to read."""
    return name.title() if name.isupper() else name


def _part(name: etree._Element, tag: str) -> str:
    """The name in use (CL) before the name of birth (BR) before any other."""
    parts = children(name, tag)
    for qualifier in ("CL", "BR", None):
        for part in parts:
            if part.get("qualifier") == qualifier and re.search(r"\w", words(part)):
                return words(part)
    return next((text for part in parts if re.search(r"\w", text := words(part))), "")


def address(holder: etree._Element | None) -> str:
    """A postal address on one line."""
    addr = child(holder, "addr")
    if addr is None:
        return ""
    if not len(addr):
        return words(addr)
    lines = (
        " ".join(words(part) for tag in tags for part in children(addr, tag) if words(part))
        for tags in _ADDRESS_LINES
    )
    return ", ".join(filter(None, lines))


def phones(holder: etree._Element | None) -> list[str]:
    """Telephone numbers, French ones in pairs of digits."""
    found: list[str] = []
    for telecom in children(holder, "telecom"):
        scheme, _, number = (telecom.get("value") or "").partition(":")
        if scheme.lower() == "tel" and number and (text := _pairs(number)) not in found:
            found.append(text)
    return found[:3]


def _pairs(number: str) -> str:
    digits = re.sub(r"[\s.-]", "", number)
    if re.fullmatch(r"0\d{9}", digits):
        return " ".join(digits[i : i + 2] for i in range(0, 10, 2))
    return number.strip()


def party(
    holder: etree._Element | None, *, person: str, organization: str, when: str = ""
) -> Party | None:
    """A named person or organisation; None when the header gives neither name."""
    if holder is None:
        return None
    place = child(holder, organization)
    who = person_name(child(holder, person))
    where = words(child(place, "name"))
    if not (who or where):
        return None
    return Party(
        name=who or where,
        role=role(child(holder, "code")) if who else "",
        organization=where if who else "",
        address=address(place) or address(holder),
        phones=phones(holder) or phones(place),
        when=when,
    )


def device(holder: etree._Element | None, when: str = "") -> Party | None:
    """A document made by a machine: its maker's name for it."""
    machine = child(holder, "assignedAuthoringDevice")
    if machine is None:
        return None
    name = words(machine.find(f"{HL7}softwareName")) or words(
        machine.find(f"{HL7}manufacturerModelName")
    )
    place = child(holder, "representedOrganization")
    where = words(child(place, "name"))
    if not (name or where):
        return None
    return Party(name=where or name, role=name if where else "", address=address(place), when=when)
