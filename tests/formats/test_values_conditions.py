"""Problems and allergies: those that the document lists, and what it says is not there."""

# ruff: noqa: E501 - XML reads better on long lines

from __future__ import annotations

import pytest

from carnet.formats.cda.values_model import Value
from tests.formats.values_samples import (
    ALLERGIES,
    ATC,
    CIM10,
    PROBLEMS,
    SNOMED,
    about,
    coded,
    concern,
    condition,
    entry,
    read,
    related,
    times,
)

NO_CODE = '<value xsi:type="CD"><originalText><reference value="#"/></originalText></value>'
ABSENT = "2.16.840.1.113883.5.1150.1"


def agent(name: str = "Pénicilline", code: str = "J01CE") -> str:
    return (
        '<participant typeCode="CSM"><participantRole><playingEntity>'
        f"{coded('code', code, ATC, name)}</playingEntity></participantRole></participant>"
    )


def problems(*acts: str) -> list[Value]:
    return read(concern(PROBLEMS, *acts))


def allergies(*acts: str) -> list[Value]:
    return read(concern(ALLERGIES, *acts))


def allergy(
    inside: str = agent(), value: str = NO_CODE, negated: str = "false", text: str = ""
) -> str:
    sort = coded("code", "416098002", SNOMED, "allergie médicamenteuse")
    return condition(sort=sort, value=value, inside=inside, negated=negated, text=text)


def test_what_was_declared_an_error_is_no_value() -> None:
    error = condition().replace('"completed"', '"nullified"')
    assert [one.name for one in problems(error, condition())] == ["Hypertension artérielle"]
    assert problems(error) == []
    assert read(concern(PROBLEMS, condition(), status="nullified")) == []


def test_problem() -> None:
    found = problems(condition())[0]
    assert (found.kind, found.name, found.code, found.code_system) == (
        "problem",
        "Hypertension artérielle",
        "I10",
        CIM10,
    )
    assert (found.when, found.until, found.status, found.negated) == ("2020-01-15", "", "", False)
    assert found.detail == [("sort", "diagnostic")]


@pytest.mark.parametrize(
    ("code", "status"),
    [
        ("active", "active"),
        ("recurrence", "active"),
        ("inactive", "inactive"),
        ("resolved", "resolved"),
        ("remission", "inactive"),
        ("other", ""),
    ],
)
def test_status_of_a_problem(code: str, status: str) -> None:
    assert problems(condition(inside=about("33999-4", code)))[0].status == status


def test_a_problem_that_ended_before_the_document_is_over() -> None:
    assert problems(condition(when=times("20200115", "20200201")))[0].status == "resolved"
    assert problems(condition(when=times("20200115", "20271231")))[0].status == ""


def test_qualities_of_a_problem() -> None:
    inside = about("66455-7", "confirmed") + about("SEV", "moderate", "SUBJ")
    assert problems(condition(inside=inside))[0].detail == [
        ("sort", "diagnostic"),
        ("certainty", "Confirmed"),
        ("severity", "Moderate"),
    ]


def test_what_the_narrative_adds_to_the_name() -> None:
    assert problems(condition(text="HTA légère"))[0].value == "HTA légère"
    assert problems(condition(text="hypertension artérielle"))[0].value == ""
    assert problems(condition(text="Oui"))[0].value == ""


@pytest.mark.parametrize(
    "act",
    [
        condition(negated="true"),
        condition(value=coded("value", "no-known-problems", ABSENT, "Pas de problème connu")),
        condition(value=coded("value", "X", CIM10, "Aucun problème")),
        condition(inside=about("66455-7", "refuted")),
        condition(value=NO_CODE, text="Néant"),
    ],
)
def test_problems_that_are_said_not_to_be(act: str) -> None:
    assert [value.negated for value in problems(act)] == [True]


@pytest.mark.parametrize(
    "act",
    [
        condition(value=coded("value", "no-problem-info", ABSENT, "Pas d'information")),
        condition(value=NO_CODE, text="Oui"),
        condition(value=NO_CODE),
        condition(value=""),
    ],
)
def test_what_says_nothing_is_no_problem(act: str) -> None:
    assert problems(act) == []


@pytest.mark.parametrize(("negated", "text"), [("true", "Oui"), ("false", "Non")])
def test_an_entry_against_its_narrative_is_doubtful(negated: str, text: str) -> None:
    found = problems(condition(negated=negated, text=text))[0]
    assert found.doubts == ["value"]
    assert found.negated is (negated == "true")


def test_a_finding_outside_a_list_is_no_problem_of_the_patient() -> None:
    """A reason for asking, a finding of an examination."""
    model = '<templateId root="1.3.6.1.4.1.19376.1.5.3.1.4.5"/>'
    assert read(entry(condition().replace("<code", f"{model}<code", 1))) == []


def test_a_problem_of_a_relative_is_not_the_patient_s() -> None:
    subject = (
        '<subject><relatedSubject classCode="PRS"><code code="MTH"/></relatedSubject></subject>'
    )
    assert problems(condition(inside=subject)) == []
    family = (
        '<organizer classCode="CLUSTER" moodCode="EVN"><templateId root="1.3.6.1.4.1.19376.1.5.3.1.4.15"/>'
        f"<component>{concern(PROBLEMS, condition()).removeprefix('<entry>').removesuffix('</entry>')}</component></organizer>"
    )
    assert read(entry(family)) == []


def test_allergy() -> None:
    found = allergies(allergy())[0]
    assert (found.kind, found.name, found.code, found.negated) == (
        "allergy",
        "Pénicilline",
        "J01CE",
        False,
    )
    assert found.detail == [("sort", "allergie médicamenteuse")]


def test_reactions_of_an_allergy() -> None:
    inside = agent() + related("MFST", condition(value=coded("value", "L50", CIM10, "Urticaire")))
    denied = agent() + related(
        "MFST", condition(value=coded("value", "R11", CIM10, "Nausée"), negated="true")
    )
    assert ("reaction", "Urticaire") in allergies(allergy(inside))[0].detail
    assert not any(label == "reaction" for label, _ in allergies(allergy(denied))[0].detail)


def test_a_reaction_is_no_problem() -> None:
    inside = agent() + related("MFST", condition())
    assert [value.kind for value in allergies(allergy(inside))] == ["allergy"]


@pytest.mark.parametrize(
    "act",
    [
        allergy(
            "",
            coded("value", "no-known-allergies", ABSENT, "Pas d'allergie/hypersensibilité connue"),
        ),
        allergy(
            "",
            coded("value", "no-known-food-allergies", ABSENT, "Pas d'allergie alimentaire connue"),
        ),
        allergy("", coded("value", "02276797", "1.2.3", "Aucun")),
        allergy("", NO_CODE, text="Aucune allergie connue"),
        allergy("", NO_CODE, text="Pas d'allergie"),
        allergy(negated="true"),
        allergy("", NO_CODE, text="Absence d’allergie"),
    ],
)
def test_no_known_allergy_is_no_allergy(act: str) -> None:
    assert [(value.kind, value.negated) for value in allergies(act)] == [("allergy", True)]


@pytest.mark.parametrize(
    "act",
    [
        allergy("", NO_CODE),
        allergy(
            "", coded("value", "no-allergy-info", ABSENT, "Pas d’information sur les allergies")
        ),
    ],
)
def test_an_allergy_that_names_nothing_is_none(act: str) -> None:
    assert allergies(act) == []


@pytest.mark.parametrize("text", ["Pascaline 5 mg", "Sansevieria", "Rasagiline", "Nickel"])
def test_a_name_that_begins_as_a_denial_is_none(text: str) -> None:
    assert [
        (value.name, value.negated) for value in allergies(allergy("", NO_CODE, text=text))
    ] == [(text, False)]


def test_the_absence_of_a_part_is_a_problem() -> None:
    found = problems(condition(value=coded("value", "N91.2", CIM10, "Absence de menstruation")))
    assert found[0].negated is False


def test_none_says_of_what() -> None:
    none = allergy("", coded("value", "02276797", "1.2.3", "Aucun"))
    assert allergies(none)[0].name == "allergie médicamenteuse\u00a0: aucun"
