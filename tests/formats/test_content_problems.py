"""Problems and allergies become words: their cause, state and reactions, never a contrary."""

# ruff: noqa: E501 - XML reads better on long lines
from __future__ import annotations

import pytest

from tests.formats import entry_samples as samples
from tests.formats.entry_samples import coded, observation, one, related, told


def test_an_allergy_is_named_by_its_cause_with_its_reaction() -> None:
    cause = (
        '<participant typeCode="CSM"><participantRole classCode="MANU"><playingEntity classCode="MMAT">'
        f"{coded('code', 'Paracétamol')}</playingEntity></participantRole></participant>"
    )
    reaction = related(
        observation(
            "Problème",
            f'<value xsi:type="CD" {coded("v", "Urticaire")[3:]}',
            models=samples.PROBLEM,
        ),
        "MFST",
    )
    entry = one(
        observation("Allergie médicamenteuse", more=cause + reaction, models=samples.ALLERGY)
    )
    assert (entry.kind, entry.name) == ("allergy", "Paracétamol")
    assert told(entry) == {"sort": "Allergie médicamenteuse", "reaction": "Urticaire"}


def test_problems_leave_what_holds_them_together() -> None:
    value = f'<value xsi:type="CD" {coded("v", "Asthme")[3:]}'
    severity = related(
        '<observation classCode="OBS" moodCode="EVN"><code code="SEV" codeSystem="2.16.840.1.113883.5.4"/>'
        f'<value xsi:type="CD" {coded("v", "modéré")[3:]}</observation>'
    )
    problem = observation("Diagnostic", value, severity, models=samples.PROBLEM)
    entry = one(f'<act classCode="ACT" moodCode="EVN">{samples.CONCERN}{related(problem)}</act>')
    assert (entry.kind, entry.name) == ("problem", "Asthme")
    assert told(entry) == {"sort": "Diagnostic", "severity": "modéré"}


def test_a_problem_said_absent_says_so() -> None:
    value = f'<value xsi:type="CD" {coded("v", "Diabète")[3:]}'
    absent = observation(
        "Diagnostic", value, models=samples.PROBLEM, attributes='negationInd="true"'
    )
    assert one(absent).state == "absent"


@pytest.mark.parametrize(
    "none", ["Pas de problème connu", "Absence d'allergie", "Pas d'allergie", "Néant"]
)
def test_no_known_problem_denied_is_still_none(none: str) -> None:
    value = f'<value xsi:type="CD" {coded("v", none)[3:]}'
    denied = observation("p", value, models=samples.PROBLEM, attributes='negationInd="true"')
    assert one(denied).state == ""


def test_a_reaction_that_is_denied_is_no_reaction() -> None:
    denied = related(observation("Fièvre", attributes='negationInd="true"'), "MFST")
    value = f'<value xsi:type="CD" {coded("v", "Pollen")[3:]}'
    entry = one(observation("Allergie", value, denied, models=samples.ALLERGY))
    assert told(entry) == {"sort": "Allergie", "Fièvre": "non"}


def test_a_denied_reaction_that_the_author_tells_is_told_in_their_words() -> None:
    text = '<text><reference value="#t"/></text>'
    denied = related(observation("Nausée", text, attributes='negationInd="true"'), "MFST")
    value = f'<value xsi:type="CD" {coded("v", "Pollen")[3:]}'
    entry = one(
        observation("Allergie", value, denied, models=samples.ALLERGY),
        '<content ID="t">Malaise</content>',
    )
    assert told(entry)["reaction"] == "Malaise"


def test_the_sort_of_an_allergy_alone_tells_no_allergy() -> None:
    """« Allergie médicamenteuse » without a cause: its narrative may say that there is none."""
    alone = observation("Allergie médicamenteuse", models=samples.ALLERGY)
    assert samples.read(alone, "Aucune allergie").entries == []


def test_what_qualifies_a_concern_is_said_of_its_problem() -> None:
    value = f'<value xsi:type="CD" {coded("v", "Asthme")[3:]}'
    status = (
        '<observation classCode="OBS" moodCode="EVN"><code code="33999-4" '
        f'codeSystem="2.16.840.1.113883.6.1"/><value xsi:type="CE" {coded("v", "Actif")[3:]}'
        "</observation>"
    )
    inside = related(observation("p", value, models=samples.PROBLEM)) + related(status)
    entry = one(f'<act classCode="ACT" moodCode="EVN">{samples.CONCERN}{inside}</act>')
    assert told(entry)["status"] == "Actif"
