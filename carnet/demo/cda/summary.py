"""The volet de synthèse médicale that the médecin traitant writes (VSM)."""

from __future__ import annotations

from collections.abc import Sequence

from carnet.demo.cda import codes, drugs, narrative
from carnet.demo.cda.codes import ICD10, SNOMED, coded
from carnet.demo.cda.content import Document, Problem, Summary
from carnet.demo.cda.section import Section
from carnet.demo.cda.xml import tag, text

CONCERN = ("2.16.840.1.113883.10.20.1.27", "1.3.6.1.4.1.19376.1.5.3.1.4.5.1",
           "1.3.6.1.4.1.19376.1.5.3.1.4.5.2", "1.2.250.1.213.1.1.3.39")  # fmt: skip
PROBLEM = ("2.16.840.1.113883.10.20.1.28", "1.3.6.1.4.1.19376.1.5.3.1.4.5",
           "1.2.250.1.213.1.1.3.37")  # fmt: skip


def sections(document: Document, content: Summary) -> list[Section]:
    """Diseases and history, risks, points to watch, long-term treatments."""
    history = Section(
        ("1.2.250.1.213.1.1.2.30",), ("34117-2", "Historique et physique"),
        "Pathologies, antécédents et allergies",
        inside=[_active(document, content), _past(document, content), _surgery(content),
                _allergies(content)],
    )  # fmt: skip
    return [
        Section(
            ("1.2.250.1.213.1.1.2.29",), ("46612-8", "Conclusions de synthèse"),
            "Synthèse médicale", inside=[history, _risks(content)],
        ),
        Section(
            ("1.3.6.1.4.1.19376.1.5.3.1.3.27", "1.2.250.1.213.1.1.2.150"),
            ("30954-2", "Résultats d'examens"), "Points de vigilance",
            narrative.paragraphs(content.watch or ("Aucun point de vigilance particulier.",)),
        ),
        _treatments(document, content),
    ]  # fmt: skip


def _active(document: Document, content: Summary) -> Section:
    return Section(
        ("2.16.840.1.113883.10.20.1.11", "1.3.6.1.4.1.19376.1.5.3.1.3.6",
         "1.2.250.1.213.1.1.2.132"),
        ("11450-4", "Liste des problèmes actifs"), "Pathologies en cours",
        _problems(content.active, "actif"), _concerns(document, content.active, "actif"),
    )  # fmt: skip


def _past(document: Document, content: Summary) -> Section:
    return Section(
        ("1.3.6.1.4.1.19376.1.5.3.1.3.8", "1.2.250.1.213.1.1.2.134"),
        ("11348-0", "Antécédents médicaux"), "Antécédents médicaux",
        _problems(content.past, "passe"), _concerns(document, content.past, "passe"),
    )  # fmt: skip


def _problems(problems: Sequence[Problem], prefix: str) -> str:
    if not problems:
        return narrative.paragraphs(["Néant."])
    return narrative.table(
        ("Depuis", "Pathologie"),
        ((f"{p.since:%m/%Y}", narrative.anchored(f"{prefix}-{n}", p.label))
         for n, p in enumerate(problems, 1)),
    )  # fmt: skip


def _concerns(document: Document, problems: Sequence[Problem], prefix: str) -> tuple[str, ...]:
    return tuple(
        _concern(f"{document.key}/{prefix}{n}", problem, f"{prefix}-{n}")
        for n, problem in enumerate(problems, 1)
    )


def _concern(key: str, problem: Problem, anchor: str) -> str:
    times = tag("low", value=codes.day(problem.since))
    times += tag("high", value=codes.day(problem.until)) if problem.until else ""
    origin = tag("originalText", tag("reference", value=f"#{anchor}"))
    observation = tag("observation",
        codes.templates(*PROBLEM), codes.identified(f"{key}/o"),
        coded("code", "282291009", SNOMED, "interprétation diagnostique"),
        codes.reference(anchor), tag("statusCode", code="completed"),
        tag("effectiveTime", times),
        coded("value", problem.icd10, ICD10, problem.label, origin, xsi_type="CD"),
        classCode="OBS", moodCode="EVN", negationInd="false",
    )  # fmt: skip
    return tag("act",
        codes.templates(*CONCERN), codes.identified(key), tag("code", nullFlavor="NA"),
        tag("statusCode", code="completed" if problem.until else "active"),
        tag("effectiveTime", times),
        tag("entryRelationship", observation, typeCode="SUBJ", inversionInd="false"),
        classCode="ACT", moodCode="EVN",
    )  # fmt: skip


def _surgery(content: Summary) -> Section:
    rows = narrative.table(
        ("Date", "Intervention"),
        ((f"{on:%m/%Y}", text(what)) for on, what in content.surgery),
    )  # fmt: skip
    return Section(
        ("2.16.840.1.113883.10.20.1.12", "1.3.6.1.4.1.19376.1.5.3.1.3.11",
         "1.2.250.1.213.1.1.2.136"),
        ("47519-4", "Historique des actes"), "Antécédents chirurgicaux",
        rows if content.surgery else narrative.paragraphs(["Néant."]),
    )  # fmt: skip


def _allergies(content: Summary) -> Section:
    return Section(
        ("2.16.840.1.113883.10.20.1.2", "1.3.6.1.4.1.19376.1.5.3.1.3.13",
         "1.2.250.1.213.1.1.2.137"),
        ("48765-2", "Allergies et hypersensibilités"), "Allergies et intolérances",
        narrative.paragraphs(content.allergies or ("Aucune allergie connue à ce jour.",)),
    )  # fmt: skip


def _risks(content: Summary) -> Section:
    rows = narrative.table(("Facteur", "Précision"), ((text(a), text(b)) for a, b in content.risks))
    habits = Section(
        ("2.16.840.1.113883.10.20.1.15", "1.3.6.1.4.1.19376.1.5.3.1.3.16",
         "1.2.250.1.213.1.1.2.141"),
        ("29762-2", "Habitus, Mode de vie"), "Mode de vie",
        rows if content.risks else narrative.paragraphs(["Sans particularité."]),
    )  # fmt: skip
    display = ("Facteurs de risque présents ou passés affectant l'état de santé et/ou une "
               "circonstance")  # fmt: skip
    return Section(
        ("1.2.250.1.213.1.1.2.31",), ("57207-3", display), "Facteurs de risque", inside=[habits]
    )


def _treatments(document: Document, content: Summary) -> Section:
    table = drugs.table(content.drugs) if content.drugs else narrative.paragraphs(["Aucun."])
    inside = Section(
        ("2.16.840.1.113883.10.20.1.8", "1.3.6.1.4.1.19376.1.5.3.1.3.19",
         "1.2.250.1.213.1.1.2.143"),
        ("10160-0", "Traitements"), "Traitements", table,
        drugs.entries(document, content.drugs, drugs.TAKEN, "EVN"),
    )  # fmt: skip
    return Section(
        ("1.2.250.1.213.1.1.2.32",), ("18776-5", "Plan de traitement"), "Traitement au long cours",
        inside=[inside],
    )  # fmt: skip
