"""Results of biology (IHE PaLM, CI-SIS CR-BIO) and measures (IHE PCC, vital signs) as values."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import NamedTuple

from lxml import etree

from carnet.formats.cda import content_doubts, content_results
from carnet.formats.cda import values_quantity as quantities
from carnet.formats.cda.content_model import Measure, Result, Usual
from carnet.formats.cda.content_names import display, period
from carnet.formats.cda.content_people import coded_name
from carnet.formats.cda.content_source import COMMENT, HL7, child, children, templates, value
from carnet.formats.cda.content_states import OF_RESULTS
from carnet.formats.cda.content_values import measures, said
from carnet.formats.cda.values_model import Value
from carnet.formats.cda.values_number import Read
from carnet.formats.cda.values_quantity import Range
from carnet.formats.cda.values_source import Source
from carnet.nomenclature import terms, ucum

# Laboratory Isolate Organizer (IHE PaLM): a battery about one microbe.
_ISOLATE = {"1.3.6.1.4.1.19376.1.3.1.5", "1.2.250.1.213.1.1.3.79"}
# LOINC's property in a French display, and what a unit must have for some measures.
_PROPERTY = re.compile(r"[\[:](Masse|Moles)/(?:Volume|Temps|Masse)[\]:]")
_MEASURED_IN = {
    **dict.fromkeys(("29463-7", "3141-9", "8339-4"), "g"),
    **dict.fromkeys(("8302-2", "8287-5", "8280-0", "8306-3"), "m"),
    **dict.fromkeys(("8310-5",), "Cel K [degF]"),
    **dict.fromkeys(("8480-6", "8462-4"), "m[Hg] Pa"),
    **dict.fromkeys(("8867-4", "9279-1"), "s"),
}


class Group(NamedTuple):
    """What the results of a group share.

    `told`: the numbers of their narrative; `isolate`: the microbe that they are about.
    """

    told: set[Decimal]
    title: str = ""
    when: str = ""
    specimen: str = ""
    isolate: str = ""


def inner(group: Group, holder: etree._Element, source: Source) -> Group:
    """The group of what stands in an act or an organizer: its own facts before those around."""
    parts = [link[-1] for link in links(holder) if len(link)]
    taken = [part for part in parts if part.tag == f"{HL7}procedure"]
    whens = (next(filter(None, period(child(part, "effectiveTime"))), "") for part in taken)
    samples = (display(child(part, _SAMPLE)) for part in taken)
    code, specimen = child(holder, "code"), _microbe(display(child(holder, _SPECIMEN)))
    isolated = bool(_ISOLATE & templates(holder))
    return Group(
        group.told,
        said(code, source.marks) or coded_name(code, source.marks) or group.title,
        next(filter(None, whens), "") or source.moments(holder).when or group.when,
        specimen or next(filter(None, samples), "") or group.specimen,
        specimen if isolated else group.isolate,
    )


def _microbe(name: str) -> str:
    """A name without the mark of its table: « Escherichia coli (organism) »."""
    return name.removesuffix(" (organism)")


_SPECIMEN = "specimen/specimenRole/specimenPlayingEntity/code"
_SAMPLE = "participant/participantRole/playingEntity/code"


def links(holder: etree._Element) -> list[etree._Element]:
    """What stands in an act as a part of it; a reason, a reaction or what it recalls does not."""
    related = children(holder, "entryRelationship")
    return [
        *(one for one in related if one.get("typeCode") in {None, "COMP", "SUBJ"}),
        *children(holder, "component"),
    ]


def measured(act: etree._Element, kind: str, source: Source, group: Group) -> Value | None:
    """A result or a measure; None for what says nothing."""
    found = quantities.reads(act, source.marks)
    name = content_results.analyte(act, measures(act, source.marks), source.marks)
    state = OF_RESULTS.get(value(act, "statusCode", "code"), "")
    if not name or not (found or state):
        return None
    main, code = (found or [Read("")])[0], child(act, "code")
    when, extents = source.moments(act), quantities.ranges(act, source.marks)
    bounds = _usual(main, extents)
    level, meaning = content_results.interpretation(act)
    negated = act.get("negationInd") == "true"
    void = negated or state == "cancelled"
    return Value(
        kind=kind,
        name=f"{name} ({group.isolate})" if group.isolate else name,
        code=(code.get("code") or "") if code is not None else "",
        code_system=(code.get("codeSystem") or "") if code is not None else "",
        value=main.text,
        number="" if void else main.number,
        unit=main.unit,
        comparator="" if void else main.comparator,
        bound="" if void else main.bound,
        same=[] if void else quantities.others(found, extents),
        low=bounds.low,
        high=bounds.high,
        usual_text=bounds.text,
        level=level,
        when=when.when or when.until or group.when,
        status=state,
        negated=negated,
        detail=[pair for pair in _facts(meaning, group) if pair[1]],
        doubts=[*_doubts(act, found, bounds, group), *(["when"] if when.odd else [])],
        specimen=display(child(act, _SPECIMEN)) or group.specimen,
        method=_method(act, source),
        comment=" ".join(source.beside(act, COMMENT)),
    )


def _facts(meaning: str, group: Group) -> list[tuple[str, str]]:
    return [("meaning", meaning), ("group", group.title), ("isolate", group.isolate)]


def _usual(main: Read, extents: list[Range]) -> Range:
    """The one range in the unit of the value; several, or in another unit, are words."""
    fit = {
        e[:2]: e
        for e in extents
        if not e.text and (not e.unit or quantities.same(e.unit, main.unit))
    }
    if len(fit) == 1:
        return next(iter(fit.values()))
    left = list(fit.values()) if fit else [e for e in extents if not e.text]
    told = [*(_told(e) for e in left), *(e.text for e in extents if e.text)]
    return Range(text=" ; ".join(dict.fromkeys(filter(None, told))))


def _told(extent: Range) -> str:
    bounds = f"{extent.low} – {extent.high}" if extent.low and extent.high else ""
    bounds = bounds or (f"≥ {extent.low}" if extent.low else f"≤ {extent.high}")
    return f"{bounds} {extent.unit}".strip()


def _doubts(act: etree._Element, found: list[Read], bounds: Range, group: Group) -> list[str]:
    """What the narrative, the usual values or the unit make doubtful (see `content_doubts`)."""
    unit = found[0].unit if found else ""
    values = [Measure(one.text, one.unit) for one in found]
    extents = [Usual(bounds.low, bounds.high, unit)] if bounds.low or bounds.high else []
    level = content_results.interpretation(act)[0]
    row = Result("", values or [Measure("")], usual=extents, level=level)
    doubts = content_doubts.doubts(row, group.told)
    if bounds.low and bounds.low == bounds.high and "usual" not in doubts:
        doubts.append("usual")
    return [*doubts, "unit"] if unit and _odd_unit(act, unit) else doubts


def _odd_unit(act: etree._Element, written: str) -> bool:
    """A unit that is none, or that cannot measure what its LOINC code names."""
    unit, code = ucum.parse(written), value(act, "code", "code")
    if unit is None:
        return True
    bases = {base for base, _ in unit.dimension}
    expected = set(_MEASURED_IN.get(code, "").split())
    known = terms.display(value(act, "code", "codeSystem"), code) or ""
    named = _PROPERTY.search(f"{known} {value(act, 'code', 'displayName')}")
    wrong = {"Masse": "mol", "Moles": "g"}.get(named[1] if named else "", "")
    return wrong in bases or bool(expected and not bases & expected)


def _method(act: etree._Element, source: Source) -> str:
    code = child(act, "methodCode")
    told = said(code, source.marks) or coded_name(code, source.marks) if code is not None else ""
    return re.sub(r"^\((.*)\)$", r"\1", told.strip(" ."))
