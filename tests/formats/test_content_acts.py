"""Procedures, encounters, devices and images become words: where, who, when and why."""

# ruff: noqa: E501 - XML reads better on long lines
from __future__ import annotations

from carnet.formats.cda.content_model import Detail
from tests.formats.entry_samples import coded, one, related, told


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
