"""Structured entries of every class become words: never a code, never a contrary."""

# ruff: noqa: E501 - XML reads better on long lines
from __future__ import annotations

import pytest

from carnet.formats.cda import content
from carnet.formats.cda.content_model import Detail, Entry, Measure
from tests.formats import entry_samples as samples
from tests.formats.cda_samples import biology, media, section, structured
from tests.formats.cda_samples import observation as result
from tests.formats.entry_samples import coded, material, observation, one, related, treatment


def told(entry: Entry) -> dict[str, str]:
    """Terms, or labels of the document, and their texts."""
    return {detail.term or detail.label: detail.text for detail in entry.details}


TIMES = (
    '<effectiveTime xsi:type="IVL_TS"><low value="20260301"/><high value="20260310"/></effectiveTime>'
    '<effectiveTime xsi:type="PIVL_TS" operator="A"><period value="8" unit="h"/></effectiveTime>'
)
KILOS = '<value xsi:type="PQ" value="58" unit="kg"/>'
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


def test_a_comment_is_followed_into_the_narrative() -> None:
    entry = one(
        observation("Poids", KILOS, samples.comment("c1")),
        '<content ID="c1">Pesée habillée</content>',
    )
    assert entry.comments == ["Pesée habillée"]


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


def test_a_group_keeps_its_title_and_a_family_its_relative() -> None:
    part = f"<component>{observation('Poids', KILOS)}</component>"
    group = f'<organizer classCode="CLUSTER" moodCode="EVN">{coded("code", "SIGNES VITAUX")}{part}</organizer>'
    assert [(e.kind, e.name, e.inner[0].name) for e in samples.read(group).entries] == [
        ("group", "Signes vitaux", "Poids")
    ]
    whose = f"<subject><relatedSubject>{coded('code', 'Mère')}</relatedSubject></subject>"
    family = f'<organizer classCode="CLUSTER" moodCode="EVN">{whose}{part}</organizer>'
    assert [(e.kind, e.name) for e in samples.read(family).entries] == [("family", "Mère")]


def test_a_procedure_says_where_who_and_why() -> None:
    who = (
        "<performer><assignedEntity><assignedPerson><name><given>Anne</given><family>ROY</family></name>"
        "</assignedPerson></assignedEntity></performer>"
    )
    why = related(f'<act classCode="ACT" moodCode="EVN">{coded("code", "Fracture")}</act>', "RSON")
    entry = one(
        f'<procedure classCode="PROC" moodCode="INT">{coded("code", "Radiographie")}'
        f'<effectiveTime value="20261201"/>{coded("targetSiteCode", "genou")}{who}{why}</procedure>'
    )
    assert (entry.kind, entry.name, entry.state) == ("procedure", "Radiographie", "planned")
    assert told(entry) == {"site": "genou", "performer": "Anne Roy", "reason": "Fracture"}


def test_an_encounter_has_its_bounds() -> None:
    entry = one(
        f'<encounter classCode="ENC" moodCode="EVN">{coded("code", "Hospitalisation")}'
        '<effectiveTime><low value="20260515"/><high value="20260530"/></effectiveTime></encounter>'
    )
    assert (entry.kind, entry.when, entry.until) == ("encounter", "2026-05-15", "2026-05-30")


def test_a_device_has_its_name_number_and_who_delivered_it() -> None:
    entry = one(
        '<supply classCode="SPLY" moodCode="EVN"><quantity value="1"/>'
        "<performer><assignedEntity><representedOrganization><name>Pharmacie</name>"
        "</representedOrganization></assignedEntity></performer>"
        '<participant typeCode="DEV"><participantRole><id root="1.2" extension="(01)0084"/><playingDevice>'
        f"{coded('code', 'Stimulateur cardiaque')}</playingDevice></participantRole></participant></supply>"
    )
    assert (entry.kind, entry.name) == ("device", "Stimulateur cardiaque")
    assert told(entry)["delivered"] == "Pharmacie"
    assert told(entry)["udi"] == "(01)0084"


def test_a_study_counts_its_images() -> None:
    image = related('<observation classCode="DGIMG" moodCode="EVN"/>', "COMP")
    series = (
        '<act classCode="ACT" moodCode="EVN"><code code="113015" codeSystem="1.2.840.10008.2.16.4" '
        'displayName="Séries"><qualifier><value code="CT" codeSystem="1.2" displayName="Scanner"/></qualifier>'
        f"</code>{image}{image}</act>"
    )
    study = (
        '<act classCode="ACT" moodCode="EVN"><templateId root="1.2.840.10008.9.16"/>'
        f"{coded('code', 'Examen')}{related(series, 'COMP')}</act>"
    )
    entry = one(study)
    assert (entry.kind, entry.name) == ("images", "Examen")
    assert entry.details == [Detail("images", text="2", label="Scanner")]


def test_an_entry_that_repeats_the_title_of_its_section_is_left_out() -> None:
    same = f'<procedure classCode="PROC" moodCode="EVN">{coded("code", "Partie")}</procedure>'
    assert samples.read(same).entries == []


def test_no_code_is_shown_where_nothing_tells_it() -> None:
    silent = '<observation classCode="OBS" moodCode="EVN"><code code="L0050" codeSystem="1.2.3"/></observation>'
    assert samples.read(silent).entries == []


def test_the_narrative_tells_more_or_the_same() -> None:
    weight = observation("Poids", KILOS)
    assert not samples.read(weight, "Poids : 58,0 kg").more
    assert samples.read(weight, "Poids : 58 kg, stable depuis la dernière consultation").more
    dated = observation(
        "Poids", '<effectiveTime value="20260305"/><value xsi:type="INT" value="58"/>'
    )
    assert not samples.read(dated, "Poids 58, le 5 mars 2026, le 05/03/2026").more


def test_results_of_biology_are_not_told_twice() -> None:
    data = structured(section("Urée", "Biochimie", biology(result())))
    found = content.read(data).sections[0]
    assert found.tables
    assert found.entries == []


def row(answer: str) -> str:
    """A row of a narrative that answers a question."""
    asked = f'<td><content ID="t">Asthme</content></td><td>{answer}</td>'
    return f"<table><tbody><tr>{asked}</tr></tbody></table>"


@pytest.mark.parametrize(
    ("value", "narrative", "state"),
    [
        (KILOS, '<content ID="t">Non</content>', "absent"),
        (KILOS, '<content ID="t">58 kg</content>', "doubt"),
        (KILOS, '<content ID="t">Oui</content>', "doubt"),
        ('<value xsi:type="BL" value="false"/>', '<content ID="t">Non</content>', ""),
        ("", row("Oui"), "doubt"),
        ("", row("Non"), "absent"),
    ],
)
def test_what_is_denied_and_affirmed_is_to_be_checked(
    value: str, narrative: str, state: str
) -> None:
    text = '<text><reference value="#t"/></text>'
    denied = observation("Asthme", text + value, attributes='negationInd="true"')
    found = samples.read(denied, narrative)
    assert found.entries[0].state == state
    assert found.more or state != "doubt"


def test_no_known_problem_denied_is_still_none() -> None:
    value = f'<value xsi:type="CD" {coded("v", "Pas de problème connu")[3:]}'
    denied = observation("p", value, models=samples.PROBLEM, attributes='negationInd="true"')
    assert one(denied).state == ""


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


def test_an_act_that_only_refers_to_another_entry_is_not_told() -> None:
    points = related(
        f'<act classCode="ACT" moodCode="EVN">{coded("code", "Mesures")}</act>', "REFR"
    )
    assert one(observation("Poids", KILOS, points)).inner == []


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


def test_a_file_of_a_group_is_named_by_what_the_group_says() -> None:
    kind = observation("Type", '<value xsi:type="ST">Schéma</value>')
    carried = media("m").removeprefix("<entry>").removesuffix("</entry>")
    group = (
        '<organizer classCode="CLUSTER" moodCode="EVN">'
        f"<component>{kind}</component><component>{carried}</component></organizer>"
    )
    data = structured(section("Voir", "Fichiers", f"<entry>{group}</entry>"))
    read = content.read(data)
    assert [file.name for file in read.attachments] == ["Schéma"]
    assert read.sections[0].entries == []


def test_a_display_that_repeats_its_code_or_its_table_says_nothing() -> None:
    def named(display: str) -> list[str]:
        code = (
            f'<code code="L0050" codeSystem="1.2.3" codeSystemName="TA_X" displayName="{display}"/>'
        )
        entry = f'<observation classCode="OBS" moodCode="EVN">{code}{KILOS}</observation>'
        return [found.name for found in samples.read(entry).entries]

    assert named("L0050") == named("TA_X") == named("None") == []
    assert named("L0050 Marque") == ["Marque"]
