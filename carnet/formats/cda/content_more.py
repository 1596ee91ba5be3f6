"""Whether the narrative of a section tells more than its entries, said in words, do."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from carnet.base.clock import MONTHS
from carnet.formats.cda.content_model import Detail, Entry, Measure, ResultTable, Usual
from carnet.formats.cda.content_source import HL7
from carnet.formats.cda.content_titles import bare

_SHORT = 3  # letters of the words that say little: « le », « par »
MUCH = 0.25  # of the words of a narrative
_HEADERS = {f"{HL7}th", f"{HL7}caption"}
_TOKEN = re.compile(r"[^\W_]+")
_DATE = re.compile(r"(\d{4})-(\d\d)(?:-(\d\d))?")


def tells_more(
    narrative: etree._Element | None, entries: list[Entry], tables: list[ResultTable]
) -> bool:
    """Whether much of the narrative, headers of tables apart, is in no entry."""
    if narrative is None or not (entries or tables):
        return False
    said = _tokens(" ".join([*_of_entries(entries), *_of_tables(tables)]))
    told = _tokens(" ".join(_told(narrative)))
    return len(told - said) > MUCH * len(told)


def doubtful(entries: list[Entry]) -> bool:
    """Whether an entry contradicts the narrative: both are to be read."""
    return any(entry.state == "doubt" or doubtful(entry.inner) for entry in entries)


def _told(narrative: etree._Element) -> Iterator[str]:
    for part in narrative.iter():
        if isinstance(part.tag, str) and part.tag not in _HEADERS:
            yield part.text or ""
        if part is not narrative:
            yield part.tail or ""


def _tokens(text: str) -> set[str]:
    """What tells something: numbers without their zeros, words without their plural."""
    found = set()
    for word in set(_TOKEN.findall(bare(text))):
        if word.isdigit():
            found.add(word.strip("0"))
        elif len(word) > _SHORT:
            found.add(word.rstrip("sx"))
    return found - {""}


def _of_entries(entries: list[Entry]) -> Iterator[str]:
    for entry in entries:
        yield " ".join([entry.name, entry.meaning, *entry.comments])
        yield from map(_dated, (entry.when, entry.until))
        yield from map(_measure, entry.values)
        yield from map(_usual, entry.usual)
        yield from map(_detail, entry.details)
        yield from _of_entries(entry.inner)


def _of_tables(tables: list[ResultTable]) -> Iterator[str]:
    for table in tables:
        yield " ".join([table.title, table.specimen, _dated(table.when), *table.comments])
        for row in table.rows:
            yield " ".join([row.analyte, row.meaning, *row.comments])
            yield from map(_measure, [*row.values, *row.previous])
            yield from map(_usual, row.usual)


def _detail(detail: Detail) -> str:
    measures = " ".join(_measure(one) for one in (detail.measure, detail.span) if one)
    dates = f"{_dated(detail.when)} {_dated(detail.until)}"
    return f"{detail.text} {detail.label} {measures} {dates}"


def _measure(measure: Measure) -> str:
    return f"{measure.value} {measure.unit} {_dated(measure.when)}"


def _usual(usual: Usual) -> str:
    return f"{usual.low} {usual.high} {usual.unit} {usual.text}"


def _dated(moment: str) -> str:
    """A moment with the name of its month, as a narrative may write it."""
    found = _DATE.match(moment)
    return f"{moment} {MONTHS[int(found[2]) - 1]}" if found else moment
