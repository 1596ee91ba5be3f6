"""Measures and answers become words: value, unit, side and date."""

from __future__ import annotations

import pytest

from carnet.formats.cda.content_model import Measure
from tests.formats.entry_samples import KILOS, observation, one, related, told


def test_a_measure_has_its_unit_its_side_and_its_date() -> None:
    more = (
        '<targetSiteCode code="1" codeSystem="1.2" displayName="œil"><qualifier><value code="2" '
        'codeSystem="1.2" displayName="droit"/></qualifier></targetSiteCode>'
    )
    entry = one(
        observation(
            "Sphère",
            '<effectiveTime value="20260301"/><value xsi:type="PQ" value="2.50" unit="[diop]"/>',
            more,
        )
    )
    assert entry.name == "Sphère, œil, droit"
    assert entry.values == [Measure("2.50", "diop")]
    assert entry.when == "2026-03-01"


@pytest.mark.parametrize(
    ("value", "shown", "state"),
    [
        ('<value xsi:type="BL" value="true"/>', "oui", ""),
        ('<value xsi:type="BL" value="false"/>', "non", ""),
        ('<value xsi:type="PQ" value="25" unit="{pack}/a"/>', "25 paquet(s) par an", ""),
        ('<value xsi:type="PQ" value="5" unit="/d"/>', "5 par jour", ""),
        ('<value xsi:type="TS" value="20240903"/>', "2024-09-03", ""),
        ('<value xsi:type="CD" nullFlavor="UNK"/>', "", "unknown"),
    ],
)
def test_answers_of_every_type(value: str, shown: str, state: str) -> None:
    entry = one(observation("Question", value))
    assert " ".join(f"{m.value} {m.unit}".strip() for m in entry.values) == shown
    assert entry.state == state


def test_a_side_told_by_the_code_is_in_the_name() -> None:
    side = '<qualifier><value code="1" codeSystem="1.2" displayName="gauche"/></qualifier>'
    entry = one(
        '<observation classCode="OBS" moodCode="EVN"><code code="1" codeSystem="1.2" '
        f'displayName="Masse">{side}</code><value xsi:type="BL" value="true"/></observation>'
    )
    assert entry.name == "Masse, gauche"


def test_a_reason_that_is_a_question_is_answered() -> None:
    asked = related(observation("Infection", '<value xsi:type="BL" value="false"/>'), "RSON")
    entry = one(observation("Complication", KILOS, asked))
    assert told(entry) == {"Infection": "non"}


@pytest.mark.parametrize(("number", "unit"), [("2.50", "d"), ("2", "jours")])
def test_a_unit_that_cannot_be_a_time_stays_as_written(number: str, unit: str) -> None:
    entry = one(observation("Sphère", f'<value xsi:type="PQ" value="{number}" unit="d"/>'))
    assert entry.values == [Measure(number, unit)]


def test_a_goal_that_is_measured_is_a_goal_an_answer_is_not() -> None:
    goal = 'moodCode="GOL"'
    measured = observation("Poids", KILOS).replace('moodCode="EVN"', goal)
    answered = observation("Bilan", '<value xsi:type="BL" value="true"/>')
    assert one(measured).state == "goal"
    assert one(answered.replace('moodCode="EVN"', goal)).state == ""
