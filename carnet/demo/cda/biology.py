"""Laboratory reports: chapters of results with reference ranges (CR-BIO, IHE XD-LAB)."""

from __future__ import annotations

from datetime import date
from itertools import groupby

from carnet.demo.cda import codes, narrative
from carnet.demo.cda.codes import LOINC, coded
from carnet.demo.cda.content import Analyte, Biology, Document, Result
from carnet.demo.cda.section import Section
from carnet.demo.cda.xml import tag, text

CHAPTERS = {
    "Biochimie": "18719-5",
    "Hématologie": "18723-7",
    "Hémostase": "18720-3",
    "Sérologie": "18727-8",
}
HEADS = ("Examen", "Résultat", "Valeurs de référence", "Antériorité")
FLAGS = {"N": "Normal", "H": "Supérieur à la normale", "L": "Inférieur à la normale"}


def sections(document: Document, content: Biology) -> list[Section]:
    """One section for each chapter, then the biologist's comment."""
    by_chapter = groupby(content.results, key=lambda result: result.analyte.chapter)
    found = [_chapter(document, name, list(results)) for name, results in by_chapter]
    return found + ([_comment(content.comment)] if content.comment else [])


def _chapter(document: Document, name: str, results: list[Result]) -> Section:
    code = (CHAPTERS[name], name)
    items = Section(
        ("1.3.6.1.4.1.19376.1.3.3.2.2", "1.2.250.1.213.1.1.2.71"), code, name,
        narrative.table(HEADS, (_row(result) for result in results)),
        (_entry(document, code, results),),
    )  # fmt: skip
    return Section(
        ("1.3.6.1.4.1.19376.1.3.3.2.1", "1.2.250.1.213.1.1.2.70"), code, name, inside=(items,)
    )


def _row(result: Result) -> tuple[str, ...]:
    what = result.analyte
    value = f"{codes.french(result.value, what.decimals)} {what.shown_unit}".strip()
    marked = value if result.flag == "N" else f"{value} {'↑' if result.flag == 'H' else '↓'}"
    shown = text(value) if result.flag == "N" else tag("content", text(marked), styleCode="Bold")
    return (narrative.anchored(anchor(result), what.label), shown, text(bounds(result)),
            text(before(result)))  # fmt: skip


def anchor(result: Result) -> str:
    """Where the narrative names this analyte."""
    return f"r-{result.analyte.loinc}"


def bounds(result: Result) -> str:
    """The reference range in words."""
    low, high, decimals = result.analyte.low, result.analyte.high, result.analyte.decimals
    if low is not None and high is not None:
        return f"{codes.french(low, decimals)} – {codes.french(high, decimals)}"
    if high is not None:
        return f"< {codes.french(high, decimals)}"
    return f"> {codes.french(low, decimals)}" if low is not None else ""


def before(result: Result) -> str:
    """The previous value and its day."""
    if result.before is None:
        return ""
    value, day = result.before
    return f"{codes.french(value, result.analyte.decimals)} le {day:%d/%m/%Y}"


def _entry(document: Document, code: tuple[str, str], results: list[Result]) -> str:
    observations = (
        tag("entryRelationship", _observation(document, result), typeCode="COMP")
        for result in results
    )
    act = tag("act", coded("code", code[0], LOINC, code[1]), tag("statusCode", code="completed"),
              *observations, classCode="ACT", moodCode="EVN")  # fmt: skip
    return codes.templates("1.3.6.1.4.1.19376.1.3.1", "1.2.250.1.213.1.1.3.21") + act


def _observation(document: Document, result: Result) -> str:
    what = result.analyte
    origin = tag("originalText", tag("reference", value=f"#{anchor(result)}"))
    return tag("observation",
        codes.templates("1.3.6.1.4.1.19376.1.3.1.6", "1.2.250.1.213.1.1.3.80"),
        codes.identified(f"{document.key}/{what.loinc}"),
        coded("code", what.loinc, LOINC, what.display, origin),
        tag("statusCode", code="completed"),
        tag("effectiveTime", value=codes.moment(document.start or document.at)),
        tag("value", xsi_type="PQ", value=codes.number(result.value, what.decimals),
            unit=what.unit),
        coded("interpretationCode", result.flag, codes.INTERPRETATION, FLAGS[result.flag]),
        *_before(what, result.before),
        *_range(result),
        classCode="OBS", moodCode="EVN",
    )  # fmt: skip


def _before(what: Analyte, earlier: tuple[float, date] | None) -> list[str]:
    """The previous result, as CR-BIO recalls it: an observation that this one refers to."""
    if earlier is None:
        return []
    value, day = earlier
    recalled = tag("observation",
        coded("code", what.loinc, LOINC, what.display), tag("statusCode", code="completed"),
        tag("effectiveTime", value=f"{day:%Y%m%d}"),
        tag("value", xsi_type="PQ", value=codes.number(value, what.decimals), unit=what.unit),
        classCode="OBS", moodCode="EVN",
    )  # fmt: skip
    return [tag("entryRelationship", recalled, typeCode="REFR")]


def _range(result: Result) -> list[str]:
    what = result.analyte
    limits = [
        tag(side, value=codes.number(limit, what.decimals), unit=what.unit)
        for side, limit in (("low", what.low), ("high", what.high))
        if limit is not None
    ]
    normal = coded("interpretationCode", "N", codes.INTERPRETATION, FLAGS["N"])
    inside = tag("observationRange", tag("value", *limits, xsi_type="IVL_PQ"), normal,
                 classCode="OBS", moodCode="EVN.CRT")  # fmt: skip
    return [tag("referenceRange", inside, typeCode="REFV")] if limits else []


def _comment(words: str) -> Section:
    return Section(
        ("1.2.250.1.213.1.1.2.73",), ("55112-7", "Commentaire"), "Commentaire du biologiste",
        narrative.paragraphs([words]),
    )  # fmt: skip
