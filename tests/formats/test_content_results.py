"""Results of biology are what the entries say, in words."""

# ruff: noqa: E501 - XML reads better on long lines

from __future__ import annotations

import pytest

from carnet.formats.cda import content, values
from carnet.formats.cda.content_model import Measure, Result, Usual
from carnet.formats.cda.content_values import unit
from tests.formats.cda_samples import biology, observation, section, structured

TEXT = '<content ID="uree">Urée (mmol/L)</content> 10,02 (3,50 à 8)'


def results(*observations: str, text: str = TEXT) -> list[Result]:
    read = content.read(structured(section(text, "BIOCHIMIE", biology(*observations))))
    return [row for table in read.sections[0].tables for row in table.rows]


def test_result() -> None:
    row = results(observation())[0]
    assert row.analyte == "Urée"  # the unit stands with the value
    assert row.values == [Measure("10.02", "mmol/L")]
    assert row.usual == [Usual("3.5", "8", "mmol/L")]
    assert (row.level, row.doubts) == ("high", [])


def test_name_without_words_of_the_laboratory() -> None:
    assert results(observation(mark="#absent"))[0].analyte == "Urée"


def test_two_units() -> None:
    value = '<value xsi:type="PQ" value="10.02" unit="mmol/L"><translation value="0.60" code="g/L"/></value>'
    assert results(observation(value))[0].values[1] == Measure("0.60", "g/L")


def test_previous_values_the_latest_first() -> None:
    earlier = "".join(
        f'<entryRelationship typeCode="REFR"><observation><effectiveTime value="{day}"/>'
        f'<value xsi:type="PQ" value="{value}" unit="mmol/L"/></observation></entryRelationship>'
        for day, value in (("20200103", "7.9"), ("20200912", "8.5"))
    )
    row = results(observation(more=earlier))[0]
    assert row.previous == [
        Measure("8.5", "mmol/L", "2020-09-12"),
        Measure("7.9", "mmol/L", "2020-01-03"),
    ]


@pytest.mark.parametrize(
    ("code", "level"), [("H", "high"), ("LL", "low"), ("N", "normal"), ("A", "abnormal"), ("", "")]
)
def test_levels(code: str, level: str) -> None:
    assert results(observation(level=code))[0].level == level


def test_other_interpretations_keep_their_words() -> None:
    row = results(observation(level="S"))[0]
    assert (row.level, row.meaning) == ("", "Remarque")


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ('<value xsi:type="INT" value="5"/>', Measure("5")),
        ('<value xsi:type="IVL_PQ"><high value="0.032" unit="ug/mL"/></value>', Measure("≤ 0.032", "µg/mL")),
        ('<value xsi:type="IVL_PQ"><high value="0.032" unit="ug/mL" inclusive="false"/></value>', Measure("< 0.032", "µg/mL")),
        ('<value xsi:type="IVL_PQ"><low value="9"/><high nullFlavor="PINF"/></value>', Measure("≥ 9")),
        ('<value xsi:type="IVL_PQ"><low value="0.512" unit="ug/mL" inclusive="true"/></value>', Measure("≥ 0.512", "µg/mL")),
        ('<value xsi:type="IVL_PQ"><low value="1" unit="g"/><high value="2" unit="g"/></value>', Measure("1 – 2", "g")),
        ('<value xsi:type="CD" code="260385009" displayName="négatif"/>', Measure("négatif")),
        ('<value xsi:type="CD"><originalText><reference value="#uree"/></originalText></value>', Measure("Urée (mmol/L)")),
        ('<value xsi:type="ED">&lt;1.0 mg/L</value>', Measure("<1.0 mg/L")),
        ('<value xsi:type="BL" value="true"/>', Measure("oui")),
        ('<value xsi:type="TS" value="20240104"/>', Measure("2024-01-04")),
    ],
)  # fmt: skip
def test_types_of_values(value: str, expected: Measure) -> None:
    assert results(observation(value, mark="#x"))[0].values == [expected]


@pytest.mark.parametrize(
    "inside",
    ['<low value="1" unit="g"/>', '<high value="1" unit="g"/>', '<low value="1" unit="g" inclusive="false"/>',
     '<high value="1" unit="g" inclusive="false"/>', '<low value="1" unit="g"/><high value="2" unit="g"/>',
     '<low nullFlavor="NINF"/><high value="2" unit="g"/>'],
)  # fmt: skip
def test_an_interval_reads_alike_on_both_pages(inside: str) -> None:
    """That of the document, and that of the results."""
    written = observation(f'<value xsi:type="IVL_PQ">{inside}</value>', mark="#x")
    data = structured(section("", "BIOCHIMIE", biology(written)))
    shown = content.read(data).sections[0].tables[0].rows[0].values
    drawn = values.read(data)
    assert shown == [Measure(one.value, one.unit) for one in drawn]
    assert len(drawn) == 1


@pytest.mark.parametrize(
    ("code", "status"),
    [("completed", ""), ("active", "pending"), ("held", "pending"), ("new", "pending"),
     ("suspended", "pending"), ("aborted", "cancelled"), ("cancelled", "cancelled"), ("obsolete", "cancelled")],
)  # fmt: skip
def test_states_are_those_of_the_values(code: str, status: str) -> None:
    written = observation(mark="#x").replace('"completed"', f'"{code}"')
    data = structured(section("", "BIOCHIMIE", biology(written)))
    assert content.read(data).sections[0].tables[0].rows[0].status == status
    assert values.read(data)[0].status == status


def test_a_denied_result_says_so() -> None:
    row = results(observation().replace("<observation ", '<observation negationInd="true" '))[0]
    assert (row.status, row.level) == ("absent", "")


@pytest.mark.parametrize(
    ("ucum", "printed"),
    [("deg", "°"), ("[IU]/L", "UI/L"), ("m[IU]/L", "mUI/L"), ("10*9/L", "10⁹/L"), ("{ratio}", ""), ("ug/mL", "µg/mL"),
     ("Cel", "°C"), ("%", "%"), ("mm[Hg]", "mmHg"), ("/uL", "/µL"), ("", ""),
     ("mL/min/{1.73_m2}", "mL/min/1,73 m²"), ("/{HPF}", ""), ("10*3/{field}", "10³")],
)  # fmt: skip
def test_units(ucum: str, printed: str) -> None:
    assert unit(ucum) == printed


def test_value_that_the_text_does_not_have() -> None:
    assert results(observation(), text=TEXT.replace("10,02", "10,20"))[0].doubts == ["value"]


def test_usual_values_that_the_text_does_not_have() -> None:
    assert results(observation(), text=TEXT.replace("8", "9"))[0].doubts == ["usual"]


def test_level_against_its_usual_values() -> None:
    assert results(observation(level="L"))[0].doubts == ["level"]


def test_numbers_of_neighbouring_cells_stay_apart() -> None:
    cells = "<table><tbody><tr><td>10,02</td><td>3,5 – 8</td><td>1,36</td></tr></tbody></table>"
    assert results(observation(), text=cells)[0].doubts == []


def test_whole_bounds_are_two_numbers() -> None:
    usual = '<low value="136" unit="mmol/L"/><high value="145" unit="mmol/L"/>'
    value = '<value xsi:type="PQ" value="139" unit="mmol/L"/>'
    row = results(observation(value, level="N", usual=usual), text="139 (136 – 145)")[0]
    assert row.doubts == []


def test_no_text_no_doubt() -> None:
    assert results(observation(), text="")[0].doubts == []


def test_thousands_in_the_text_are_one_number() -> None:
    value = '<value xsi:type="PQ" value="100000" unit="/mL"/>'
    row = results(observation(value, level="", usual=""), text="100 000 germes")[0]
    assert row.doubts == []


def test_many_results_are_bounded() -> None:
    assert len(results(*[observation()] * 4000)) == 3000
