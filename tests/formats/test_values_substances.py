"""Treatments and vaccinations: product, dose, rhythm, days, and what was not given."""

# ruff: noqa: E501 - XML reads better on long lines

from __future__ import annotations

import pytest

from carnet.formats.cda.values_model import Value
from tests.formats.values_samples import (
    ATC,
    CIM10,
    CIS,
    SNOMED,
    TREATMENT,
    VACCINATION,
    coded,
    read,
    related,
    substance,
    times,
)

MEDICINE = f"{coded('code', '63107752', CIS, 'PARACETAMOL 500 mg', coded('translation', 'N02BE01', ATC, 'paracétamol'))}<name>DOLIPRANE 500 mg</name>"
VACCINE = f"<code>{coded('translation', 'J07AM', ATC, 'Vaccin tétanique')}</code><lotNumberText>4456668</lotNumberText>"
GIVEN = (
    '<effectiveTime xsi:type="PIVL_TS" operator="A"><period value="8" unit="h"/></effectiveTime>'
    f"{coded('routeCode', '20053000', '0.4.0.127.0.16.1.1.2.1', 'Voie orale')}"
    '<doseQuantity><low value="1" unit="{tablet}"/><high value="2" unit="{tablet}"/></doseQuantity>'
    '<maxDoseQuantity><numerator value="4"/><denominator value="1" unit="d"/></maxDoseQuantity>'
)


def one(*entries: str) -> Value:
    found = read(*entries)
    assert len(found) == 1
    return found[0]


def test_treatment() -> None:
    found = one(substance(TREATMENT, inside=GIVEN, material=MEDICINE))
    assert (found.kind, found.name, found.code, found.code_system) == (
        "treatment",
        "DOLIPRANE 500 mg",
        "63107752",
        CIS,
    )
    assert (found.when, found.until, found.status, found.negated) == (
        "2026-10-01",
        "2026-10-07",
        "",
        False,
    )
    detail = dict(found.detail)
    assert detail.pop("dose").startswith("1 – 2")
    assert detail == {"most": "4 / 1 d", "every": "8 h", "route": "Voie orale", "atc": "N02BE01"}


def test_reason_and_instruction() -> None:
    inside = related(
        "RSON",
        f'<act classCode="ACT" moodCode="EVN">{coded("code", "R50.9", CIM10, "Fièvre")}</act>',
    )
    inside += related(
        "SUBJ",
        '<act classCode="ACT" moodCode="INT"><code code="PINSTRUCT"/><text>Pendant un repas</text></act>',
    )
    detail = one(substance(TREATMENT, inside=inside, material=MEDICINE)).detail
    assert ("reason", "Fièvre") in detail
    assert ("instruction", "Pendant un repas") in detail


def test_a_prescription_is_not_a_treatment_taken() -> None:
    assert one(substance(TREATMENT, material=MEDICINE, mood="INT")).status == "prescribed"


@pytest.mark.parametrize(
    ("status", "expected"),
    [("aborted", "stopped"), ("suspended", "stopped"), ("cancelled", "cancelled"), ("active", "")],
)
def test_a_treatment_that_was_stopped(status: str, expected: str) -> None:
    assert one(substance(TREATMENT, material=MEDICINE, status=status)).status == expected


def test_no_known_medication_is_no_treatment() -> None:
    none = coded("code", "no-known-medications", "1.2.3", "Pas de traitement connu")
    unknown = coded("code", "no-medication-info", "1.2.3", "Pas d'information")
    found = one(substance(TREATMENT, inside=none, when=""))
    assert (found.name, found.negated) == ("Pas de traitement connu", True)
    assert read(substance(TREATMENT, inside=unknown, when="")) == []


@pytest.mark.parametrize("material", ["", '<code nullFlavor="UNK"/><name nullFlavor="UNK"/>'])
def test_what_names_no_product_is_no_value(material: str) -> None:
    assert read(substance(TREATMENT, material=material)) == []


def test_an_answer_in_the_narrative_is_no_name() -> None:
    material = f"<code><originalText>Oui</originalText>{coded('translation', 'J06BD', ATC, 'anticorps')}</code>"
    assert one(substance(TREATMENT, material=material)).name == "anticorps"


def test_vaccination() -> None:
    rank = related(
        "SUBJ",
        '<observation classCode="OBS" moodCode="EVN"><code code="30973-2"/><value xsi:type="INT" value="2"/></observation>',
    )
    fever = related(
        "CAUS",
        f'<observation classCode="OBS" moodCode="EVN">{coded("value", "R50.2", CIM10, "Fièvre")}</observation>',
    )
    site = coded("approachSiteCode", "1", SNOMED, "Deltoïde gauche")
    found = one(
        substance(
            VACCINATION,
            inside=site + rank + fever,
            material=VACCINE,
            when=times(value="20090928094914+0100"),
        )
    )
    assert (found.kind, found.name, found.code, found.when) == (
        "vaccination",
        "Vaccin tétanique",
        "J07AM",
        "2009-09-28T09:49",
    )
    assert found.detail == [
        ("site", "Deltoïde gauche"),
        ("rank", "2"),
        ("reaction", "Fièvre"),
        ("lot", "4456668"),
        ("atc", "J07AM"),
    ]


def test_a_vaccination_that_was_not_given() -> None:
    assert one(substance(VACCINATION, material=VACCINE, negated="true")).negated is True


def test_a_vaccination_to_come_may_be_after_the_document() -> None:
    model, when = "1.3.6.1.4.1.19376.1.5.3.1.4.12.2", times("20271201", "20271231")
    found = one(substance(model, material=VACCINE, mood="INT", when=when))
    assert (found.status, found.doubts) == ("planned", [])


def test_a_vaccination_given_after_the_document_is_doubtful() -> None:
    assert one(substance(VACCINATION, material=VACCINE, when=times(value="20271201"))).doubts == [
        "when"
    ]


def test_an_end_before_its_start_is_doubtful() -> None:
    assert one(
        substance(TREATMENT, material=MEDICINE, when=times("20261007", "20261001"))
    ).doubts == ["when"]


def test_the_same_vaccination_in_two_entries_is_one_and_two_ranks_are_two() -> None:
    when = times(value="20090928")
    given = substance(VACCINATION, material=VACCINE, when=when)
    rank = related(
        "SUBJ", '<observation><code code="30973-2"/><value xsi:type="INT" value="2"/></observation>'
    )
    assert len(one(given, given).lines) == 1
    assert len(read(given, substance(VACCINATION, inside=rank, material=VACCINE, when=when))) == 2


def test_two_vaccinations_without_a_day_are_two() -> None:
    assert len(read(*[substance(VACCINATION, material=VACCINE, when="")] * 2)) == 2


def test_the_day_of_a_delivery() -> None:
    supply = related(
        "REFR",
        '<supply classCode="SPLY" moodCode="EVN"><performer><time value="20190526"/></performer></supply>',
    )
    found = one(substance(TREATMENT, inside=supply, material=MEDICINE, when=""))
    assert (found.when, ("dispensed", "2019-05-26") in found.detail) == ("", True)


def test_a_substance_of_another_model_is_no_treatment() -> None:
    """Contrast given for an image, say."""
    assert read(substance("1.2.840.10008.9.13", material=MEDICINE)) == []


def test_a_reaction_that_was_denied_is_none() -> None:
    none = related(
        "CAUS",
        f'<observation negationInd="true">{coded("value", "R50.2", CIM10, "Fièvre")}</observation>',
    )
    assert "reaction" not in dict(one(substance(VACCINATION, inside=none, material=VACCINE)).detail)
