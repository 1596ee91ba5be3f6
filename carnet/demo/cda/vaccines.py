"""Vaccinations: the history and the note of one vaccine (VAC, VAC-NOTE)."""

from __future__ import annotations

from carnet.demo.cda import codes, narrative
from carnet.demo.cda.codes import coded
from carnet.demo.cda.content import Document, Shot, Vaccinations
from carnet.demo.cda.drugs import product
from carnet.demo.cda.header import professional
from carnet.demo.cda.section import Section
from carnet.demo.cda.xml import tag, text

HEADS = ("Date", "Vaccin", "Protège contre", "Rang", "Lot", "Vaccinateur")


def sections(document: Document, content: Vaccinations) -> list[Section]:
    """The one section: a table by date, an entry for each vaccine."""
    shots = sorted(content.shots, key=lambda shot: shot.on)
    return [
        Section(
            ("2.16.840.1.113883.10.20.1.6", "1.3.6.1.4.1.19376.1.5.3.1.3.23",
             "1.2.250.1.213.1.1.2.147"),
            ("11369-6", "Historique des vaccinations"), document.title,
            narrative.table(HEADS, (_row(n, shot) for n, shot in enumerate(shots, 1))),
            tuple(_entry(document, n, shot) for n, shot in enumerate(shots, 1)),
        )
    ]  # fmt: skip


def _row(number: int, shot: Shot) -> tuple[str, ...]:
    name = narrative.anchored(f"vac-{number}", shot.vaccine)
    return (
        f"{shot.on:%d/%m/%Y}",
        name,
        text(shot.target),
        str(shot.rank),
        shot.lot,
        text(shot.by.full_name),
    )


def _entry(document: Document, number: int, shot: Shot) -> str:
    kind = ("BOOSTER", "Rappel") if shot.booster else ("INITIMMUNIZ", "1ère série vaccinante")
    return tag("substanceAdministration",
        codes.templates("2.16.840.1.113883.10.20.1.24", "1.3.6.1.4.1.19376.1.5.3.1.4.12",
                        "1.2.250.1.213.1.1.3.45"),
        codes.identified(f"{document.key}/vac{number}"),
        coded("code", kind[0], codes.ACT_CODE, kind[1]),
        codes.reference(f"vac-{number}"),
        tag("statusCode", code="completed"),
        tag("effectiveTime", value=codes.day(shot.on)),
        tag("consumable", product(shot.vaccine, shot.target, shot.atc, f"vac-{number}", shot.lot),
            typeCode="CSM"),
        tag("performer", tag("assignedEntity", *professional(shot.by)), typeCode="PRF"),
        _rank(shot),
        classCode="SBADM", moodCode="EVN", negationInd="false",
    )  # fmt: skip


def _rank(shot: Shot) -> str:
    observation = tag("observation",
        codes.templates("2.16.840.1.113883.10.20.1.46", "1.2.250.1.213.1.1.3.82"),
        coded("code", "30973-2", codes.LOINC, "Rang de la vaccination"),
        tag("statusCode", code="completed"),
        tag("value", xsi_type="INT", value=str(shot.rank)),
        classCode="OBS", moodCode="EVN",
    )  # fmt: skip
    return tag("entryRelationship", observation, typeCode="SUBJ")
