"""The values of a CDA document: a pure function on hostile bytes, run in a bounded child.

Entries are found by the models that they say they follow (IHE PaLM and PCC, CI-SIS), never by the
look of a document. What a report recalls (`REFR`) is not a new value, and what is about a relative
is not the patient's.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator

import msgspec
from lxml import etree

from carnet.formats.cda import content_doubts, content_results
from carnet.formats.cda.content_source import HL7, child, children, document, templates, value
from carnet.formats.cda.content_substances import VACCINATION
from carnet.formats.cda.values_conditions import ALLERGIES, PROBLEMS, allergy, problem
from carnet.formats.cda.values_model import Value
from carnet.formats.cda.values_results import Group, inner, links, measured
from carnet.formats.cda.values_source import Source
from carnet.formats.cda.values_substances import TREATMENT, substance

MAX_VALUES = 3_000
_RESULT = {"1.3.6.1.4.1.19376.1.3.1.6", "1.2.250.1.213.1.1.3.80"}
_MEASURE = {"1.3.6.1.4.1.19376.1.5.3.1.4.13.2", "1.2.250.1.213.1.1.3.50"}
# A simple observation is a result where the section is of results and LOINC names what was counted.
_SIMPLE = {"1.3.6.1.4.1.19376.1.5.3.1.4.13", "1.2.250.1.213.1.1.3.48"}
_RESULTS, _LOINC = "30954-2", "2.16.840.1.113883.6.1"
_FAMILY = {"1.3.6.1.4.1.19376.1.5.3.1.4.15", "1.2.250.1.213.1.1.3.59"}
_GROUPS = {f"{HL7}act", f"{HL7}organizer"}
_MAX_DEPTH = 12


def read(data: bytes) -> list[Value]:
    """Values of the entries, in their order; `FormatProblem` when it is not a CDA document."""
    source = Source(document(data))
    return _merged(itertools.islice(_all(source), MAX_VALUES))


def _all(source: Source) -> Iterator[Value]:
    for anchor, section in source.sections():
        group = Group(content_doubts.numbers(child(section, "text")))
        simple = _SIMPLE if value(section, "code", "code") == _RESULTS else set()
        for entry in children(section, "entry"):
            biology = content_results.is_biology(entry)
            reading = _Reading(source, anchor, simple, biology=biology)
            for act in entry:
                yield from reading.walk(act, group, 0)


class _Reading:
    """Walks one entry; `biology` says that it holds results, whatever its parts say."""

    def __init__(self, source: Source, anchor: str, simple: set[str], *, biology: bool) -> None:
        self.source, self.anchor, self.simple, self.biology = source, anchor, simple, biology

    def walk(self, act: etree._Element, group: Group, depth: int) -> Iterator[Value]:
        """The values of an act and of its parts."""
        models = templates(act)
        if depth > _MAX_DEPTH or models & _FAMILY or not self._counts(act):
            return
        if models & (PROBLEMS | ALLERGIES):
            yield from self._concerns(act, allergies=bool(models & ALLERGIES))
        elif act.tag == f"{HL7}substanceAdministration":
            yield from self._placed(act, self._substance(act, models))
        elif act.tag == f"{HL7}observation" and act.get("moodCode") in {None, "EVN"}:
            yield from self._placed(act, self._observation(act, models, group))
        elif act.tag in _GROUPS and act.get("moodCode") in {None, "EVN"}:
            within = inner(group, act, self.source)
            for link in links(act):
                for part in link:
                    yield from self.walk(part, within, depth + 1)

    def _counts(self, act: etree._Element) -> bool:
        """Whether an act is about the patient and was not declared an error."""
        return self.source.own(act) and value(act, "statusCode", "code") != "nullified"

    def _concerns(self, act: etree._Element, *, allergies: bool) -> Iterator[Value]:
        for part in (one for link in links(act) for one in link):
            if part.tag == f"{HL7}observation" and self._counts(part):
                read = allergy if allergies else problem
                yield from self._placed(part, read(part, self.source))

    def _substance(self, act: etree._Element, models: set[str]) -> Value | None:
        if models & VACCINATION:
            return substance(act, "vaccination", self.source)
        return substance(act, "treatment", self.source) if models & TREATMENT else None

    def _observation(self, act: etree._Element, models: set[str], group: Group) -> Value | None:
        if models & _MEASURE:
            return measured(act, "measure", self.source, group)
        if models & _RESULT or self.biology:
            return measured(act, "result", self.source, group)
        if models & self.simple and value(act, "code", "codeSystem") == _LOINC:
            found = measured(act, "result", self.source, group)
            return found if found and found.number else None
        return None

    def _placed(self, act: etree._Element, found: Value | None) -> Iterator[Value]:
        if found is not None:
            line, row = self.source.line(act), self.source.row(act)
            yield msgspec.structs.replace(found, line=line, row=row, section=self.anchor)


def _merged(values: Iterator[Value]) -> list[Value]:
    """Each value once; the other entries that say the same are its `lines`."""
    found: dict[bytes, Value] = {}
    for one in values:
        key = _identity(one)
        first = found.get(key)
        found[key] = (
            msgspec.structs.replace(first, lines=[*first.lines, one.line]) if first else one
        )
    return list(found.values())


def _identity(one: Value) -> bytes:
    """What makes two values one: for a number, what, how much, when and where it was taken.

    Two that have no date may be of two days.
    """
    if not one.when and not one.negated:
        return one.line.encode()
    if one.kind in {"result", "measure"}:
        what = (one.code, one.code_system) if one.code else one.name
        amount = (one.number or one.value, one.unit, one.negated, one.status)
        return msgspec.msgpack.encode((one.kind, what, amount, one.when, one.specimen))
    placeless = msgspec.structs.replace(one, line="", row=0, section="", doubts=[])
    return msgspec.msgpack.encode(placeless)
