"""Drugs as entries: prescribed (e-prescription), taken (VSM), or to take after a stay."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from carnet.demo.cda import codes, narrative
from carnet.demo.cda.codes import coded
from carnet.demo.cda.content import Document, Drug, Prescription
from carnet.demo.cda.section import Section
from carnet.demo.cda.xml import tag, text

HEADS = ("Médicament", "Posologie", "Durée", "Renouvellements", "ALD")
TREATMENT = ("2.16.840.1.113883.10.20.1.24", "1.3.6.1.4.1.19376.1.5.3.1.4.7")
PRESCRIBED = (*TREATMENT, "1.3.6.1.4.1.19376.1.9.1.3.2", "1.2.250.1.213.1.1.3.83",
              "1.3.6.1.4.1.19376.1.5.3.1.4.7.1")  # fmt: skip
TAKEN = (*TREATMENT, "1.2.250.1.213.1.1.3.42", "1.3.6.1.4.1.19376.1.5.3.1.4.7.1")
PRODUCT = ("2.16.840.1.113883.10.20.1.53", "1.3.6.1.4.1.19376.1.5.3.1.4.7.2",
           "1.2.250.1.213.1.1.3.43")  # fmt: skip


def sections(document: Document, content: Prescription) -> list[Section]:
    """The one section of a prescription."""
    return [
        Section(
            ("1.3.6.1.4.1.19376.1.9.1.2.1", "1.2.250.1.213.1.1.2.171"),
            ("57828-6", "Prescriptions"), "Prescription de médicaments",
            table(content.drugs), entries(document, content.drugs, PRESCRIBED, "INT"),
        )
    ]  # fmt: skip


def table(drugs: Sequence[Drug]) -> str:
    """The drugs as people read them, with the advice of each."""
    return narrative.table(HEADS, (_row(n, drug) for n, drug in enumerate(drugs, 1)))


def _row(number: int, drug: Drug) -> tuple[str, ...]:
    name = narrative.anchored(f"med-{number}", drug.name)
    note = f"<br/>{text(drug.note)}" if drug.note else ""
    dosage = narrative.anchored(f"med-{number}-posologie", drug.dosage) + note
    return (name, dosage, _length(drug.days), str(drug.renewals) if drug.renewals else "Aucun",
            "Oui" if drug.long_term else "Non")  # fmt: skip


def _length(days: int) -> str:
    months = {28: "1 mois", 30: "1 mois", 90: "3 mois", 180: "6 mois", 365: "12 mois"}
    return months.get(days, f"{days} jours")


def entries(
    document: Document, drugs: Sequence[Drug], kinds: tuple[str, ...], mood: str
) -> tuple[str, ...]:
    """One substanceAdministration for each drug; mood EVN when taken, INT when to take."""
    return tuple(
        tag("substanceAdministration", codes.templates(*kinds), _entry(document, n, drug),
            classCode="SBADM", moodCode=mood)
        for n, drug in enumerate(drugs, 1)
    )  # fmt: skip


def _entry(document: Document, number: int, drug: Drug) -> str:
    begin = (document.start or document.at).date()
    end = begin + timedelta(days=drug.days)
    times = tag("low", value=codes.day(begin)) + tag("high", value=codes.day(end))
    repeat = [tag("repeatNumber", value=str(drug.renewals))] if drug.renewals else []
    return "".join((
        codes.identified(f"{document.key}/med{number}"),
        coded("code", "DRUG", codes.ACT_CODE, "Médicament"),
        codes.reference(f"med-{number}-posologie"),
        tag("statusCode", code="completed"),
        tag("effectiveTime", times, xsi_type="IVL_TS"),
        *repeat,
        *route(drug),
        tag("consumable", product(drug.name, drug.inn, drug.atc, f"med-{number}")),
    ))  # fmt: skip


def product(name: str, substance: str, atc: str, anchor: str, lot: str = "") -> str:
    """A medicine by its name and ATC class."""
    origin = tag("originalText", tag("reference", value=f"#{anchor}"))
    material = tag(
        "manufacturedMaterial",
        coded("code", atc, codes.ATC, substance, origin),
        tag("name", text(name)),
        *([tag("lotNumberText", lot)] if lot else []),
    )
    return tag("manufacturedProduct", codes.templates(*PRODUCT), material)


def route(drug: Drug) -> list[str]:
    """The EDQM route, told by the form in the drug's name."""
    for form, code, display in _ROUTES:
        if form in drug.name:
            return [coded("routeCode", code, "0.4.0.127.0.16.1.1.2.1", display)]
    return []


_ROUTES = (
    ("comprimé", "20053000", "Voie orale"),
    ("gélule", "20053000", "Voie orale"),
    ("buvable", "20053000", "Voie orale"),
    ("inhalation", "20020000", "Voie inhalée"),
    ("injectable", "20066000", "Voie sous-cutanée"),
    ("crème", "20003000", "Voie cutanée"),
)
