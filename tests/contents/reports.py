"""Small laboratory reports, written by hand, and a house in which they were read."""

# ruff: noqa: E501 - XML reads better on long lines
from __future__ import annotations

from typing import Any, NamedTuple

from carnet.contents.reading import read_waiting
from tests.formats.cda_samples import biology, section, structured
from tests.records.world import LAB, PERSON, document, put

LOINC = "2.16.840.1.113883.6.1"


class Measured(NamedTuple):
    """One line of a report; ``when`` as CDA writes moments."""

    value: str
    when: str = "20240301"
    unit: str = "g/L"
    code: str = "2339-0"
    name: str = "Glucose"
    usual: str = "0.74 1.06"
    level: str = ""


CRP = Measured("4", unit="mg/L", code="1988-5", name="CRP", usual="0 5")


def report(*lines: Measured) -> bytes:
    """A report of these results, written after all; its narrative says the same numbers."""
    text = " ".join(f"{line.name} {line.value} {line.usual}" for line in lines)
    made = structured(section(text, "Biochimie", biology(*map(_observation, lines))))
    written = f"{max(line.when[:8] for line in lines)}235900+0100"
    return made.replace(b"20261103180400+0100", written.encode(), 1)


def _observation(line: Measured) -> str:
    low, _space, high = line.usual.partition(" ")
    bounds = f'<low value="{low}" unit="{line.unit}"/><high value="{high}" unit="{line.unit}"/>'
    extent = f'<referenceRange><observationRange><value xsi:type="IVL_PQ">{bounds}</value><interpretationCode code="N"/></observationRange></referenceRange>'
    level = f'<interpretationCode code="{line.level}" codeSystem="2.16.840.1.113883.5.83"/>'
    return (
        '<observation classCode="OBS" moodCode="EVN"><templateId root="1.3.6.1.4.1.19376.1.3.1.6"/>'
        f'<code code="{line.code}" displayName="{line.name}" codeSystem="{LOINC}"/>'
        f'<statusCode code="completed"/><effectiveTime value="{line.when}"/>'
        f'<value xsi:type="PQ" value="{line.value}" unit="{line.unit}"/>'
        f"{level if line.level else ''}{extent if line.usual else ''}</observation>"
    )


def deposited(number: int, *lines: Measured, **changes: Any) -> int:
    """Deposit a report as the ``number``-th document; return the number of its entry."""
    person_id, actor = changes.pop("person_id", PERSON), changes.pop("actor", LAB)
    new = document(number, data=report(*lines), **changes)
    return put(new, actor=actor, person_id=person_id).entries[0]


def read_all() -> int:
    """Let the worker read all that waits; return how many documents it ended with."""
    total = 0
    while read := read_waiting():
        total += read
    return total
