"""The insurer's file of insured people, read line by line and never whole.

CSV with a header, separated by semicolons or commas, in UTF-8 (with or without BOM) or
Windows-1252 (Latin-1); columns in any order; one line a person, no line break inside a value.
A child's line names the attached parent, whose own line stands anywhere in the file.
"""

from __future__ import annotations

import csv
import datetime
import io
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO, NamedTuple

from carnet.accounts import fields
from carnet.base import clock

LINE_LIMIT = 4096  # bytes: ten times the longest honest line
REQUIRED = {
    "matricule": "15 characters, key included",
    "oid": "OID of the INS: 1.2.250.1.213.1.4.8 for a NIR",
    "nom_naissance": "birth name",
    "prenoms": "all given names, separated by spaces",
    "sexe": "F, M or U",
    "date_naissance": "AAAA-MM-JJ or JJ/MM/AAAA",
    "lieu_naissance": "COG code of the commune or country, 5 characters",
    "adresse": "number and street (may be empty when the e-mail is known, and for a child)",
    "code_postal": "5 digits (same)",
    "commune": "town (same)",
}
OPTIONAL = {
    "nom_utilise": "name in use",
    "vitale": "serial number of the carte Vitale: 8 to 13 digits, or 21 (an adult's is needed)",
    "parent": "matricule of the attached parent, for a minor",
    "deces": "date of death, as the other dates; empty for the living",
    "document": "CDA file, in the folder of --documents, to place first in the record",
    "email": "e-mail address: used instead of a letter",
    "mobile": "mobile number",
}
EXAMPLE = {
    "matricule": "255081416802538",
    "oid": "1.2.250.1.213.1.4.8",
    "nom_naissance": "DESMAUX",
    "nom_utilise": "PATIENT",
    "prenoms": "NATHALIE MARIE",
    "sexe": "F",
    "date_naissance": "1955-08-14",
    "lieu_naissance": "14168",
    "vitale": "802500000201234567891",
    "email": "",
    "adresse": "12 rue des Lilas",
    "code_postal": "75012",
    "commune": "PARIS",
}


_ABSENT = dict.fromkeys(OPTIONAL, "")


@dataclass(slots=True, kw_only=True)  # not frozen: that takes three times the time to make one
class Insured:
    """One sound line of the file; ``number`` is its line (the header is 1)."""

    number: int = 0
    matricule: str
    oid: str
    birth_name: str
    used_name: str = ""
    given_names: str
    sex: str
    birth_date: datetime.date
    birth_place: str
    vitale: str = ""
    parent: str = ""
    email: str = ""
    mobile: str = ""
    address: str = ""
    postal_code: str = ""
    city: str = ""
    deceased_on: datetime.date | None = None
    living: bool = False  # the file tells deaths, and this person has none
    document: str = ""  # name of a file


@dataclass(frozen=True, slots=True)
class BadLine:
    """A line set aside, with the reason: column, expected, found, but no identity."""

    number: int
    reason: str


class BadFile(ValueError):
    """The file as a whole cannot be read: its header lacks columns, or has others."""

    def __init__(self, missing: list[str], unknown: list[str]) -> None:
        said = f"header: lacks {', '.join(missing)}" if missing else "header: each column once"
        super().__init__(f"{said} ({len(unknown)} unknown); see carnet enrol --template")


def template() -> str:
    """The header and an example line, as the file should be."""
    columns = [*REQUIRED, *OPTIONAL]
    return f"{';'.join(columns)}\n{';'.join(EXAMPLE.get(name, '') for name in columns)}\n"


def read(file: BinaryIO) -> Iterator[Insured | BadLine]:
    """Read the file line by line; ``BadFile`` when its header does not hold."""
    form = header(next_line(file))
    number = 1
    while line := next_line(file):
        number += 1
        if line.strip():
            yield read_line(number, line, form, clock.today())


class Form(NamedTuple):
    """How the lines of one file are written."""

    columns: list[str]
    separator: str


def read_line(number: int, line: bytes, form: Form, today: datetime.date) -> Insured | BadLine:
    """Read one line, or say why it cannot be read; ``today``: the legal day."""
    try:
        values = map(str.strip, _split(line, form.separator, len(form.columns)))
        return _insured(number, dict(zip(form.columns, values, strict=True)), today)
    except ValueError as problem:
        return BadLine(number, str(problem))


def next_line(file: BinaryIO) -> bytes:
    """The next line, cut short past the limit so that a huge one costs no memory."""
    line = rest = file.readline(LINE_LIMIT + 1)
    while len(rest) > LINE_LIMIT and not rest.endswith(b"\n"):
        rest = file.readline(LINE_LIMIT + 1)
    return line


def header(line: bytes) -> Form:
    """Read the header; ``BadFile`` when it does not hold."""
    text = line.removeprefix(b"\xef\xbb\xbf").decode("ascii", "replace").strip().lower()
    separator = ";" if text.count(";") >= text.count(",") else ","
    columns = [name.strip().strip('"') for name in text.split(separator)]
    missing = [name for name in REQUIRED if name not in columns]
    unknown = [name for name in columns if name not in REQUIRED and name not in OPTIONAL]
    if missing:
        raise BadFile(missing, [])
    if unknown or len(set(columns)) != len(columns):
        raise BadFile([], unknown)
    return Form(columns, separator)


def _split(line: bytes, separator: str, columns: int) -> list[str]:
    if len(line) > LINE_LIMIT:
        raise fields.Unreadable("line", f"{LINE_LIMIT} bytes at most", "more")
    text = _decode(line)
    plain = '"' not in text
    found = [text.rstrip("\r\n").split(separator)] if plain else _quoted(text, separator)
    values = found[0] if len(found) == 1 else []
    if len(values) != columns:
        raise fields.Unreadable("line", f"{columns} columns", str(len(values)))
    return values


def _quoted(text: str, separator: str) -> list[list[str]]:
    try:
        return list(csv.reader(io.StringIO(text), delimiter=separator, strict=True))
    except csv.Error as problem:
        raise fields.Unreadable("line", "sound CSV", str(problem)) from None


def _decode(line: bytes) -> str:
    """UTF-8; else Windows-1252, for no accented Latin-1 text is also valid UTF-8."""
    try:
        return line.decode()
    except UnicodeDecodeError:
        return line.decode("cp1252")


def _insured(number: int, line: dict[str, str], today: datetime.date) -> Insured:
    value = _ABSENT | line
    birth_date = fields.birth_date(value["date_naissance"], today)
    minor = fields.is_minor(birth_date, today)
    insured = Insured(
        number=number,
        matricule=fields.matricule(value["oid"], value["matricule"]),
        oid=value["oid"],
        birth_name=fields.text("nom_naissance", value["nom_naissance"], 100),
        used_name=fields.text("nom_utilise", value["nom_utilise"], 100, required=False),
        given_names=fields.given_names(value["prenoms"]),
        sex=fields.one_of("sexe", value["sexe"].upper(), ("F", "M", "U")),
        birth_date=birth_date,
        birth_place=fields.birth_place(value["lieu_naissance"].upper()),
        vitale=fields.vitale(value["vitale"]) if value["vitale"] else "",
        # An adult has no legal representative, whatever the insurer's attachments say.
        parent=fields.compact(value["parent"]) if minor else "",
        email=fields.email(value["email"]),
        mobile=fields.mobile(value["mobile"]),
        address=fields.text("adresse", value["adresse"], 200, required=False),
        postal_code=fields.postal_code(value["code_postal"]),
        city=fields.text("commune", value["commune"], 100, required=False),
        deceased_on=fields.death_date(value["deces"], birth_date) if value["deces"] else None,
        living="deces" in line and not value["deces"],
        document=fields.file_name("document", value["document"]),
    )
    if insured.parent == insured.matricule:
        raise fields.Unreadable("parent", "the matricule of somebody else", "the same")
    if insured.deceased_on is None:
        _reachable(insured, minor=minor)
    return insured


def _reachable(insured: Insured, *, minor: bool) -> None:
    if minor and not insured.parent:
        raise fields.Unreadable("parent", "the attached parent of a minor", "nothing")
    if not minor and not insured.vitale:
        raise fields.Unreadable("vitale", "the card of an adult", "nothing")
    if not minor and not insured.email and not (insured.address and insured.city):
        raise fields.Unreadable("email or adresse", "a way to inform the person", "nothing")
