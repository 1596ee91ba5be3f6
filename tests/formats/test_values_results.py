"""Results and measures: what entries say, no more, and what cannot be trusted is named."""

# ruff: noqa: E501 - XML reads better on long lines
from __future__ import annotations

import pytest

from carnet.formats.cda import values
from carnet.formats.cda.values_model import Same
from tests.formats import cda_samples as samples
from tests.formats.result_samples import dated, one, pq, results
from tests.formats.values_samples import (
    LOINC,
    RESULT,
    coded,
    entry,
    read,
    related,
    template,
    times,
    vital,
)


def test_result() -> None:
    found = results(samples.observation())[0]
    assert (found.kind, found.name, found.code, found.code_system) == (
        "result",
        "Urée",
        "22664-7",
        LOINC,
    )
    assert (found.value, found.number, found.unit) == ("10.02", "10.02", "mmol/L")
    assert (found.low, found.high, found.level, found.doubts) == ("3.5", "8", "high", [])
    assert found.line == (
        "/ClinicalDocument/component/structuredBody/component/section/entry/act/entryRelationship/observation"
    )
    assert (found.row, found.section, found.negated) == (20, "partie-1", False)


def test_the_line_counts_namesakes() -> None:
    found = results(samples.observation(), samples.observation(pq("3")))
    assert [value.line.rpartition("/act/")[2] for value in found] == [
        "entryRelationship[1]/observation", "entryRelationship[2]/observation",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (pq("0,01"), ("0,01", "0.01", "", "")),
        (pq("1e3"), ("1e3", "1000", "", "")),
        (pq("beaucoup"), ("beaucoup", "", "", "")),
        ('<value xsi:type="INT" value="5"/>', ("5", "5", "", "")),
        ('<value xsi:type="REAL" value="2.40"/>', ("2.40", "2.40", "", "")),
        ('<value xsi:type="ST">&lt; 0,01</value>', ("< 0,01", "", "<", "0.01")),
        ('<value xsi:type="ED">1/80</value>', ("1/80", "", "", "")),
        ('<value xsi:type="RTO"><numerator value="1"/><denominator value="80"/></value>', ("1/80", "", "", "")),
        ('<value xsi:type="IVL_PQ"><low value="1" unit="g"/><high value="2" unit="g"/></value>', ("1 – 2", "", "", "")),
        ('<value xsi:type="IVL_PQ"><high value="0.032" unit="g" inclusive="false"/></value>', ("< 0.032", "", "<", "0.032")),
        ('<value xsi:type="IVL_PQ"><high value="0.032" unit="g"/></value>', ("≤ 0.032", "", "<=", "0.032")),
        ('<value xsi:type="IVL_PQ"><low value="0.512" unit="g" inclusive="true"/></value>', ("≥ 0.512", "", ">=", "0.512")),
        ('<value xsi:type="CD" code="260385009" displayName="négatif"/>', ("négatif", "", "", "")),
        ('<value xsi:type="BL" value="true"/>', ("oui", "", "", "")),
        ('<value xsi:type="TS" value="20261102"/>', ("2026-11-02", "", "", "")),
    ],
)  # fmt: skip
def test_types_of_values(value: str, expected: tuple[str, str, str, str]) -> None:
    found = one(value, mark="#x")
    assert (found.value, found.number, found.comparator, found.bound) == expected


@pytest.mark.parametrize(
    "value",
    ['<value xsi:type="PQ" nullFlavor="UNK"/>', '<value xsi:type="PQ" value="5" nullFlavor="OTH"/>', "", '<value xsi:type="ED"/>',
     '<value xsi:type="IVL_PQ"><low nullFlavor="NINF"/></value>'],
)  # fmt: skip
def test_what_says_nothing_is_no_value(value: str) -> None:
    assert results(samples.observation(value)) == []


def test_two_units_are_the_document_s_own() -> None:
    usual = (
        '<low value="3.5" unit="mmol/L"><translation value="0.21" code="g/L"/></low>'
        '<high value="8" unit="mmol/L"><translation value="0.48" code="g/L"/></high>'
    )
    found = one(pq("10.02", inside='<translation value="0.60" code="g/L"/>'), usual=usual)
    assert (found.number, found.unit, found.low, found.high) == ("10.02", "mmol/L", "3.5", "8")
    assert found.same == [Same("0.60", "0.60", "g/L", "0.21", "0.48")]


def test_usual_values_in_another_unit_are_words() -> None:
    found = one(pq("10.02"), usual='<low value="0.21" unit="g/L"/><high value="0.48" unit="g/L"/>')
    assert (found.low, found.high, found.usual_text) == ("", "", "0.21 – 0.48 g/L")


def test_two_usual_ranges_are_words() -> None:
    extent = '<referenceRange><observationRange><value xsi:type="IVL_PQ"><low value="{}" unit="mmol/L"/></value></observationRange></referenceRange>'
    found = one(pq("10.02"), usual="", more=extent.format("3") + extent.format("4"))
    assert (found.low, found.high, found.usual_text) == ("", "", "≥ 3 mmol/L ; ≥ 4 mmol/L")


def test_what_the_report_recalls_is_not_new() -> None:
    earlier = related(
        "REFR",
        f'<observation classCode="OBS" moodCode="EVN">{template(RESULT)}{coded("code", "22664-7", LOINC, "Urée")}{times(value="20200103")}{pq("7.9")}</observation>',
    )
    assert [value.number for value in results(samples.observation(more=earlier))] == ["10.02"]
    report = samples.biology(samples.observation()).replace("</act>", f"{earlier}</act>")
    assert [value.number for value in read(report)] == ["10.02"]


@pytest.mark.parametrize(
    ("status", "expected", "number"),
    [("completed", "", "10.02"), ("active", "pending", "10.02"), ("held", "pending", "10.02"),
     ("aborted", "cancelled", ""), ("cancelled", "cancelled", "")],
)  # fmt: skip
def test_status(status: str, expected: str, number: str) -> None:
    found = results(samples.observation().replace('"completed"', f'"{status}"'))[0]
    assert (found.status, found.number, found.value) == (expected, number, "10.02")


def test_a_result_that_is_awaited_has_no_value() -> None:
    found = results(samples.observation("").replace('"completed"', '"active"'))[0]
    assert (found.status, found.value, found.number) == ("pending", "", "")


def test_an_entry_declared_an_error_is_no_value() -> None:
    assert results(samples.observation().replace('"completed"', '"nullified"')) == []


def test_a_negated_result_has_no_number() -> None:
    found = results(
        samples.observation().replace("<observation ", '<observation negationInd="true" ')
    )[0]
    assert (found.negated, found.number, found.value) == (True, "", "10.02")


@pytest.mark.parametrize("mood", ["GOL", "RQO", "INT", "PRP"])
def test_what_is_asked_for_or_aimed_at_is_no_result(mood: str) -> None:
    assert (
        results(samples.observation().replace('"OBS" moodCode="EVN"', f'"OBS" moodCode="{mood}"'))
        == []
    )


def test_the_day_of_the_group_where_the_measure_has_none() -> None:
    assert read(vital(when=""))[0].when == "2026-11-01"
    assert read(vital(when="20261102"))[0].when == "2026-11-02"


def test_the_same_result_in_two_entries_is_one() -> None:
    when = times(value="20261102")
    found = results(dated(samples.observation(), when), dated(samples.observation(), when))
    assert len(found) == 1
    assert len(found[0].lines) == 1
    assert found[0].lines[0] != found[0].line


def test_two_results_that_differ_stay_two() -> None:
    first, second = times(value="20261101"), times(value="20261102")
    same_day = [dated(samples.observation(), first), dated(samples.observation(pq("9")), first)]
    assert len(results(*same_day)) == 2
    assert (
        len(results(dated(samples.observation(), first), dated(samples.observation(), second))) == 2
    )
    assert len(results(samples.observation(), samples.observation())) == 2  # of unknown days


def test_specimen_method_group_and_comment() -> None:
    method = coded("methodCode", "DEG", "1.2.250.1.213.2.3.5", "(Spectrophotométrie)")
    comment = related(
        "SUBJ",
        '<act classCode="ACT" moodCode="EVN"><code code="48767-8"/><text>À revoir</text></act>',
    )
    specimen = f"<specimen><specimenRole><specimenPlayingEntity>{coded('code', 'SER', '2.16.840.1.113883.18.311', 'Sérum')}</specimenPlayingEntity></specimenRole></specimen>"
    found = results(samples.observation(more=method + specimen + comment))[0]
    assert (found.method, found.specimen, found.comment) == (
        "Spectrophotométrie",
        "Sérum",
        "À revoir",
    )
    assert ("group", "Biochimie") in found.detail


def test_an_antibiotic_says_what_its_letter_means() -> None:
    found = one(pq("1"), level="S")
    assert found.level == ""
    assert ("meaning", "Remarque") in found.detail


def test_what_is_about_a_relative_is_not_the_patient_s() -> None:
    subject = (
        '<subject><relatedSubject classCode="PRS"><code code="MTH"/></relatedSubject></subject>'
    )
    assert read(vital(more=subject)) == []
    whole = samples.structured(
        f"<component><section><title>Mère</title><text>58</text>{subject}{vital()}</section></component>"
    )
    assert values.read(whole) == []


def test_a_result_outside_a_report_is_known_by_its_model() -> None:
    alone = f'<observation classCode="OBS" moodCode="EVN">{template(RESULT)}{coded("code", "718-7", LOINC, "Hémoglobine")}{pq("13.4", "g/dL")}</observation>'
    assert [value.name for value in read(entry(alone))] == ["Hémoglobine"]
    assert read(entry(alone.replace(template(RESULT), ""))) == []


def simple(section_code: str, system: str = LOINC, value: str = pq("2.5", "1")) -> bytes:
    """A simple observation in a section of that code."""
    act = (
        f'<observation classCode="OBS" moodCode="EVN">{template("1.3.6.1.4.1.19376.1.5.3.1.4.13")}'
        f"{coded('code', '6301-6', system, 'INR')}{times(value='20261101')}{value}</observation>"
    )
    return samples.structured(
        f"<component><section>{coded('code', section_code, LOINC, '')}<text>2.5</text>{entry(act)}</section></component>"
    )


def test_a_simple_observation_is_a_result_in_a_section_of_results_only() -> None:
    assert [(v.kind, v.name, v.number) for v in values.read(simple("30954-2"))] == [
        ("result", "INR", "2.5")
    ]
    assert values.read(simple("29762-2")) == []  # a way of life
    assert values.read(simple("30954-2", system="1.2.250.1.213.1.1.4.322")) == []  # a score
    words = '<value xsi:type="CD" code="1" displayName="à revoir"/>'
    assert values.read(simple("30954-2", value=words)) == []
