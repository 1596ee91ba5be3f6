"""What a document says, ready to be shown: plain values, no XML, no codes.

Moments are ISO 8601 strings of the precision that the document gives: `2026`, `2026-11`,
`2026-11-03` or `2026-11-03T18:04`. Empty text and empty lists mean "the document does not say".
"""

from __future__ import annotations

import msgspec


class Party(msgspec.Struct, frozen=True):
    """A person or an organisation that the header names."""

    name: str
    role: str = ""
    organization: str = ""
    address: str = ""
    phones: list[str] = []
    when: str = ""


class Subject(msgspec.Struct, frozen=True):
    """The person whom the document is about."""

    name: str
    birth_date: str = ""
    sex: str = ""


class Header(msgspec.Struct, frozen=True):
    """Who, when, where, which version."""

    title: str
    kind: str = ""
    language: str = "fr"
    written: str = ""
    version: int = 1
    replaces: bool = False
    act: str = ""
    performed: str = ""
    performed_until: str = ""
    subject: Subject | None = None
    authors: list[Party] = []
    validator: Party | None = None
    performer: Party | None = None
    custodian: Party | None = None
    requesters: list[Party] = []
    recipients: list[Party] = []
    place: Party | None = None


class Measure(msgspec.Struct, frozen=True):
    """One value with the unit in which the laboratory writes it."""

    value: str
    unit: str = ""
    when: str = ""


class Usual(msgspec.Struct, frozen=True):
    """Usual values: bounds as written, or `text` where the laboratory uses words."""

    low: str = ""
    high: str = ""
    unit: str = ""
    text: str = ""


class Result(msgspec.Struct, frozen=True):
    """One line of a table of results. Numbers stay as the XML writes them (`75.0`).

    `level` is one of `high`, `low`, `abnormal`, `normal` or empty; `meaning` holds the document's
    own words for the other interpretations (« Sensible »). `values` holds more than one measure
    where the laboratory gives the same result in two units. `status` is `pending`, `cancelled`,
    `absent` (said not to be) or empty. `doubts` names what disagrees: `value` or `usual` with the
    narrative, `level` with the usual values.
    """

    analyte: str
    values: list[Measure]
    usual: list[Usual] = []
    level: str = ""
    meaning: str = ""
    previous: list[Measure] = []
    status: str = ""
    comments: list[str] = []
    doubts: list[str] = []


class ResultTable(msgspec.Struct, frozen=True):
    """Results measured together: one battery, one specimen, one moment."""

    title: str
    rows: list[Result]
    when: str = ""
    specimen: str = ""
    comments: list[str] = []


class Detail(msgspec.Struct, frozen=True):
    """One fact of an entry: a `term` of ours (`dose`, `route`…) or the document's own `label`.

    What it says is `text`, a `measure`, moments, or a `span` of time whose unit is UCUM (`8`, `h`).
    """

    term: str = ""
    text: str = ""
    label: str = ""
    measure: Measure | None = None
    span: Measure | None = None
    when: str = ""
    until: str = ""


class Entry(msgspec.Struct, frozen=True):
    """One structured statement of a section, in words.

    `kind`: `treatment`, `step` (of a treatment), `vaccination`, `allergy`, `problem`, `family`,
    `measure`, `procedure`, `encounter`, `device`, `images`, `act` or `group`. `state`: `absent`
    (said not to be), `doubt` (denied, and affirmed by the narrative), `planned`, `goal`, `stopped`,
    `cancelled`, `unknown` or empty. `level` and `meaning` are those of `Result`.
    """

    kind: str
    name: str
    state: str = ""
    values: list[Measure] = []
    usual: list[Usual] = []
    level: str = ""
    meaning: str = ""
    when: str = ""
    until: str = ""
    details: list[Detail] = []
    comments: list[str] = []
    inner: list[Entry] = []


class Section(msgspec.Struct, frozen=True):
    """A part of the body. `html` is sanitised and is the only text that may be marked safe.

    `tables` and `entries` say in words what the narrative also tells; `more` that the narrative
    tells more than they do. `copy` marks the section that only carries a copy of the whole
    document as a file; `cut` says that a bound kept us from showing all of its narrative.
    """

    anchor: str
    title: str
    html: str = ""
    tables: list[ResultTable] = []
    attachments: list[int] = []
    sections: list[Section] = []
    copy: bool = False
    entries: list[Entry] = []
    more: bool = False
    cut: bool = False


class Attachment(msgspec.Struct, frozen=True):
    """A file carried by the document; its bytes are asked for with `attachment(data, number)`.

    `kind` is one of `pdf`, `image`, `text` or `other`; `width` and `height` are those of its first
    picture, in pixels. `problem` says what kept us from reading it.
    """

    number: int
    name: str
    media_type: str
    kind: str
    size: int
    pages: int = 0
    width: int = 0
    height: int = 0
    text: str = ""
    problem: str = ""


class Content(msgspec.Struct, frozen=True):
    """A whole document as read for display. `truncated` says that bounds cut something."""

    header: Header
    sections: list[Section] = []
    attachments: list[Attachment] = []
    body: list[int] = []
    truncated: bool = False
