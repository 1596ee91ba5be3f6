"""Treatments and vaccinations become words: dose, rhythm, lot, and what was not given."""

# ruff: noqa: E501 - XML reads better on long lines
from __future__ import annotations

import pytest

from carnet.formats.cda.content_model import Detail, Measure
from tests.formats import entry_samples as samples
from tests.formats.entry_samples import coded, material, observation, one, related, told, treatment

TIMES = (
    '<effectiveTime xsi:type="IVL_TS"><low value="20260301"/><high value="20260310"/></effectiveTime>'
    '<effectiveTime xsi:type="PIVL_TS" operator="A"><period value="8" unit="h"/></effectiveTime>'
)
DOSE = (
    '<doseQuantity><low value="1" unit="{tablet}"/><high value="2" unit="{tablet}"/></doseQuantity>'
)


def test_a_treatment_has_its_dose_rhythm_and_dates() -> None:
    route = coded("routeCode", "Voie orale")
    entry = one(treatment(material("Doliprane 500 mg"), TIMES + route + DOSE))
    assert (entry.kind, entry.name) == ("treatment", "Doliprane 500 mg")
    assert (entry.when, entry.until) == ("2026-03-01", "2026-03-10")
    assert Detail("dose", measure=Measure("1 – 2", "comprimé(s)")) in entry.details
    assert Detail("every", span=Measure("8", "h")) in entry.details
    assert told(entry)["route"] == "Voie orale"


def test_times_inside_a_set_are_read_with_how_long_they_last() -> None:
    times = (
        '<effectiveTime xsi:type="SXPR_TS"><comp xsi:type="IVL_TS"><low value="20260301"/>'
        '<width value="5" unit="d"/></comp><comp xsi:type="EIVL_TS"><event code="HS"/></comp></effectiveTime>'
    )
    entry = one(treatment(material("Doliprane"), times))
    assert entry.when == "2026-03-01"
    assert entry.details == [
        Detail("during", span=Measure("5", "d")),
        Detail("at", text="HS"),
    ]


def test_steps_of_a_treatment_stay_inside_it() -> None:
    step = related(treatment("", TIMES + DOSE), "COMP")
    entry = one(treatment(material("Cortisone"), "", step + step))
    assert [inner.kind for inner in entry.inner] == ["step", "step"]
    assert entry.inner[0].details[0].term == "dose"


def test_a_product_without_a_name_is_told_by_its_code_or_its_translation() -> None:
    bare = (
        "<consumable><manufacturedProduct><manufacturedMaterial><code><translation "
        'code="J07AN" displayName="Vaccin antituberculeux" codeSystem="2.16.840.1.113883.6.73"/></code>'
        "</manufacturedMaterial></manufacturedProduct></consumable>"
    )
    assert one(treatment(bare)).name == "Vaccin antituberculeux"


def test_a_treatment_of_nothing_is_not_shown() -> None:
    assert samples.read(treatment("")).entries == []


def test_a_vaccination_has_its_lot_and_date() -> None:
    product = material("Revaxis", "<lotNumberText>U123</lotNumberText>")
    rank = related(observation("Rang de la vaccination", '<value xsi:type="INT" value="2"/>'))
    when = '<effectiveTime value="20190711"/>'
    entry = one(treatment(product, when, rank, models=samples.VACCINE))
    assert (entry.kind, entry.when, entry.state) == ("vaccination", "2019-07-11", "")
    assert told(entry) == {"lot": "U123", "Rang de la vaccination": "2"}


@pytest.mark.parametrize(
    ("attributes", "state"),
    [
        ('moodCode="EVN" negationInd="true"', "absent"),
        ('moodCode="INT"', "planned"),
        ('moodCode="EVN" negationInd="false"', ""),
    ],
)
def test_a_vaccination_not_done_is_never_read_as_done(attributes: str, state: str) -> None:
    entry = one(treatment(material("Revaxis"), models=samples.VACCINE, attributes=attributes))
    assert entry.state == state


@pytest.mark.parametrize("answer", ["Oui", "Non"])
def test_an_answer_is_no_name_and_no_remark(answer: str) -> None:
    text = '<text><reference value="#t"/></text>'
    told = f'<content ID="t">{answer}</content>'
    product = (
        "<consumable><manufacturedProduct><manufacturedMaterial><code><originalText>"
        '<reference value="#t"/></originalText><translation code="J06BD" '
        'displayName="anticorps" codeSystem="2.16.840.1.113883.6.73"/></code>'
        "</manufacturedMaterial></manufacturedProduct></consumable>"
    )
    assert one(treatment(product, text), told).name == "anticorps"
    planned = (
        f'<encounter classCode="ENC" moodCode="INT">{coded("code", "Suivi")}{text}</encounter>'
    )
    entry = one(planned, told)
    assert (entry.state, entry.comments) == ("", [])
    assert entry.values == [Measure(answer)]
