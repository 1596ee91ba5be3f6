"""Structured entries of every class become words: never a code, never a contrary."""

# ruff: noqa: E501 - XML reads better on long lines
from __future__ import annotations

import pytest

from carnet.formats.cda import content
from tests.formats import entry_samples as samples
from tests.formats.cda_samples import biology, media, section, structured
from tests.formats.cda_samples import observation as result
from tests.formats.entry_samples import KILOS, coded, observation, one, related


def test_a_comment_is_followed_into_the_narrative() -> None:
    entry = one(
        observation("Poids", KILOS, samples.comment("c1")),
        '<content ID="c1">Pesée habillée</content>',
    )
    assert entry.comments == ["Pesée habillée"]


def test_a_group_keeps_its_title_and_a_family_its_relative() -> None:
    part = f"<component>{observation('Poids', KILOS)}</component>"
    group = f'<organizer classCode="CLUSTER" moodCode="EVN">{coded("code", "SIGNES VITAUX")}{part}</organizer>'
    assert [(e.kind, e.name, e.inner[0].name) for e in samples.read(group).entries] == [
        ("group", "Signes vitaux", "Poids")
    ]
    whose = f"<subject><relatedSubject>{coded('code', 'Mère')}</relatedSubject></subject>"
    family = f'<organizer classCode="CLUSTER" moodCode="EVN">{whose}{part}</organizer>'
    assert [(e.kind, e.name) for e in samples.read(family).entries] == [("family", "Mère")]


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


def test_an_act_that_only_refers_to_another_entry_is_not_told() -> None:
    points = related(
        f'<act classCode="ACT" moodCode="EVN">{coded("code", "Mesures")}</act>', "REFR"
    )
    assert one(observation("Poids", KILOS, points)).inner == []


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
