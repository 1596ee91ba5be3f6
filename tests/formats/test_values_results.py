"""Results and measures: what entries say, no more, and what cannot be trusted is named."""

# ruff: noqa: E501 - XML reads better on long lines

from __future__ import annotations

import pytest

from carnet.formats.cda import values
from carnet.formats.cda.values_model import Same, Value
from carnet.formats.problems import FormatProblem
from tests.formats import cda_samples as samples
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

TEXT = '<content ID="uree">Urée (mmol/L)</content> 10,02 (3,50 à 8)'


def results(*observations: str, text: str = TEXT) -> list[Value]:
    return read(samples.biology(*observations), text=text)


def one(value: str, **more: str) -> Value:
    found = results(samples.observation(value, **more))
    assert len(found) == 1
    return found[0]


def pq(value: str, unit: str = "mmol/L", inside: str = "") -> str:
    return f'<value xsi:type="PQ" value="{value}" unit="{unit}">{inside}</value>'


def dated(observation: str, when: str) -> str:
    return observation.replace("<statusCode", f"{when}<statusCode", 1)


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


@pytest.mark.parametrize(
    ("unit", "doubts"),
    [("mmol/L", []), ("umol/L", []), ("g/L", ["unit"]), ("patates", ["unit"]), ("", [])],
)
def test_impossible_units(unit: str, doubts: list[str]) -> None:
    """Urea in moles cannot be in grams."""
    assert one(pq("10.02", unit), usual="").doubts == doubts


@pytest.mark.parametrize(
    ("code", "name", "unit", "odd"),
    [
        ("29463-7", "Poids", "kg", False), ("29463-7", "Poids", "cm", True), ("8302-2", "Taille", "m", False),
        ("8302-2", "Taille", "kg", True), ("8480-6", "Systolique", "mm[Hg]", False), ("8480-6", "Systolique", "Cel", True),
        ("8867-4", "Pouls", "/min", False), ("8310-5", "Température", "Cel", False), ("9272-6", "Apgar", "{score}", False),
    ],
)  # fmt: skip
def test_measures_in_a_unit_of_something_else(code: str, name: str, unit: str, odd: bool) -> None:
    found = read(vital(code=code, name=name, unit=unit), text="58")[0]
    assert found.kind == "measure"
    assert ("unit" in found.doubts) is odd


@pytest.mark.parametrize(
    ("stamp", "when", "odd"),
    [
        ("20261101", "2026-11-01", False),
        ("202611011430+0100", "2026-11-01T14:30", False),
        ("20261399", "2026", True),  # no such month
        ("20260231", "2026-02", True),  # no such day
        ("20271101", "2027-11-01", True),  # after the document
        ("19700101", "1970-01-01", True),  # before birth
        ("hier", "", True),
        ("2026", "2026", False),
    ],
)
def test_impossible_days(stamp: str, when: str, odd: bool) -> None:
    found = results(dated(samples.observation(), times(value=stamp)))[0]
    assert (found.when, "when" in found.doubts) == (when, odd)


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


def test_the_narrative_that_says_another_number_is_named() -> None:
    assert "value" in results(samples.observation(), text="Urée 100,2 (3,50 à 8)")[0].doubts
    assert "usual" in results(samples.observation(), text="Urée 10,02 (3 à 7)")[0].doubts
    assert results(samples.observation(level="N"))[0].doubts == ["level"]


def test_usual_values_that_are_one_number_are_doubtful() -> None:
    found = one(pq("10.02"), usual='<low value="8" unit="mmol/L"/><high value="8" unit="mmol/L"/>')
    assert (found.low, found.high) == ("8", "8")
    assert "usual" in found.doubts


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


def test_many_results_are_bounded() -> None:
    many = samples.biology(*(samples.observation(pq(str(n))) for n in range(4_000)))
    assert len(read(many, text="")) == values.MAX_VALUES


def test_deep_groups_are_bounded() -> None:
    inside = samples.observation()
    for _ in range(40):
        inside = f'<organizer classCode="CLUSTER" moodCode="EVN"><component>{inside}</component></organizer>'
    assert results(inside) == []


def test_what_is_no_clinical_document_is_refused() -> None:
    with pytest.raises(FormatProblem):
        values.read(b"%PDF-1.7")


def test_a_document_without_entries_has_no_values() -> None:
    assert values.read(samples.narrative("Tout va bien.")) == []
    assert values.read(samples.file("application/pdf", "JVBERi0=")) == []


@pytest.mark.parametrize("text", ["9" * 1_100_000, "1 111" + " 111" * 400_000, "1," * 300_000])
def test_a_narrative_of_endless_numbers_is_read(text: str) -> None:
    assert len(results(samples.observation(), text=text)) == 1


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


def test_a_line_beyond_what_is_counted_is_not_told() -> None:
    assert results(samples.observation(), text="10,02" + "\n" * 70_000)[0].row == 0
