"""What a document says, before it is written as CDA."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from carnet.demo.nation.model import Organization, Person, Professional


@dataclass(frozen=True, slots=True)
class Analyte:
    """What a laboratory measures; bounds may differ by sex, None when open on that side."""

    loinc: str
    display: str
    label: str
    unit: str  # UCUM
    shown_unit: str
    low: float | None
    high: float | None
    decimals: int
    chapter: str


@dataclass(frozen=True, slots=True)
class Result:
    """One measured value, and the last one before it when the laboratory knows it."""

    analyte: Analyte
    value: float
    before: tuple[float, date] | None = None

    @property
    def flag(self) -> str:
        """HL7 interpretation: L, N or H against the reference range."""
        shown = round(self.value, self.analyte.decimals)
        if self.analyte.low is not None and shown < self.analyte.low:
            return "L"
        return "H" if self.analyte.high is not None and shown > self.analyte.high else "N"


@dataclass(frozen=True, slots=True)
class Biology:
    """A laboratory report: results, the biologist's comment, who asked."""

    results: tuple[Result, ...]
    comment: str = ""
    prescriber: Professional | None = None
    laboratory: Organization | None = None


@dataclass(frozen=True, slots=True)
class Drug:
    """One line of a prescription."""

    name: str
    inn: str
    atc: str
    dosage: str
    days: int
    renewals: int = 0
    long_term: bool = False  # ALD
    note: str = ""


@dataclass(frozen=True, slots=True)
class Prescription:
    """Drugs prescribed together."""

    drugs: tuple[Drug, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """A titled part of a letter or report; ``role`` chooses its section code."""

    role: str
    title: str
    lines: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    heads: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Text:
    """A letter or report in words."""

    parts: tuple[Part, ...]
    drugs: tuple[Drug, ...] = ()  # treatments at discharge, for a lettre de liaison
    act: tuple[str, str] = ("", "")  # of an imaging report: LOINC and its display
    modality: str = ""


@dataclass(frozen=True, slots=True)
class Shot:
    """One vaccine given."""

    vaccine: str
    target: str
    atc: str
    on: date
    lot: str
    rank: int
    by: Professional
    booster: bool = False


@dataclass(frozen=True, slots=True)
class Vaccinations:
    """A history of vaccinations, or the note of one."""

    shots: tuple[Shot, ...]


@dataclass(frozen=True, slots=True)
class Problem:
    """A disease or event with its ICD-10 code."""

    label: str
    icd10: str
    since: date
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Summary:
    """The synthesis that the médecin traitant writes (VSM)."""

    active: tuple[Problem, ...]
    past: tuple[Problem, ...] = ()
    surgery: tuple[tuple[date, str], ...] = ()
    allergies: tuple[str, ...] = ()
    risks: tuple[tuple[str, str], ...] = ()
    drugs: tuple[Drug, ...] = ()
    watch: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Growth:
    """Weight (g), height (cm) and head (cm) of a child on one day."""

    weight: int
    height: float
    head: float | None = None


Content = Biology | Prescription | Text | Vaccinations | Summary | Growth


@dataclass(frozen=True, slots=True)
class Document:
    """One document to write. ``key`` is stable: it makes the identifiers."""

    key: str
    kind: str  # of kinds.csv
    person: Person
    author: Professional
    at: datetime  # written; aware
    title: str
    content: Content
    start: datetime | None = None  # of the act; ``at`` without it
    stop: datetime | None = None
    hidden: bool = False  # the person hid it from professionals
