"""The stories of the named people."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

from carnet.demo.cda.content import Problem, Summary
from carnet.demo.stories import children, chronic, events, motherhood, prevention
from carnet.demo.stories.medicines import drugs
from carnet.demo.stories.teller import Teller, part
from carnet.demo.stories.values import kidney


def monique(tell: Teller) -> None:
    """Ten years of diabetes."""
    chronic.diabetes(tell, years=10)
    prevention.vaccines(tell)
    prevention.breast_screening(tell)
    prevention.colon_screening(tell)
    _podiatrist(tell)
    chronic.synthesis(tell, Summary(
        active=(
            Problem("Diabète de type 2", "E11.9", date(2016, 11, 7)),
            Problem("Hypertension artérielle essentielle", "I10", date(2014, 3, 18)),
        ),
        past=(Problem("Appendicite aiguë", "K35.8", date(1971, 6, 1), date(1971, 6, 10)),),
        drugs=drugs("metformin semaglutide atorvastatin ramipril", 365, ald=True),
        watch=("Hypoglycémies à rechercher à chaque consultation.", "Fond d'œil annuel."),
        risks=(("Tabac", "Sevrée depuis 2009 (15 paquets-années)"), ("Activité", "Marche")),
    ))  # fmt: skip


def _podiatrist(tell: Teller) -> None:
    for ago in (560, 190):
        tell.letter(
            "followup", tell.days_ago(ago), tell.team["podiatrist"], "Bilan podologique",
            part("Examen", "Monofilament perçu sur tous les points. Pouls pédieux présents. "
                 "Hyperkératose plantaire sous la tête du premier métatarsien."),
            part("Conclusion", "Pied diabétique de grade 0. Soins et conseils de chaussage."),
        )  # fmt: skip


def zoe(tell: Teller) -> None:
    """Asthma of a child."""
    children.everyday(tell)
    day = tell.days_ago(400)
    tell.letter(
        "emergency", day, tell.team["emergency"], "Passage aux urgences : crise d'asthme",
        part("Motif", "Gêne respiratoire nocturne, sifflements, saturation 93 % à l'arrivée."),
        part("Prise en charge", "Trois nébulisations de salbutamol, corticoïde oral. Saturation "
             "97 % à quatre heures. Retour à domicile avec plan d'action écrit."),
    )  # fmt: skip
    for ago in (380, 190, 30):
        visit = tell.days_ago(ago)
        tell.letter(
            "consultation", visit, tell.team["pulmonologist"], "Consultation : suivi de l'asthme",
            part("Contrôle", "Pas de réveil nocturne, une gêne à l'effort dans le mois. Technique "
                 "d'inhalation vérifiée."),
            part("Exploration", "VEMS 92 % de la valeur attendue, sans réversibilité."),
            part("Conclusion", "Asthme bien contrôlé. Traitement de fond poursuivi, plan d'action "
                 "remis à l'école (PAI)."),
        )  # fmt: skip
        tell.prescribe(visit, drugs("fluticasone salbutamol", 90, renewals=1),
                       tell.team["pulmonologist"])  # fmt: skip


def lucas(tell: Teller) -> None:
    """A broken wrist."""
    children.everyday(tell)
    events.wrist_fracture(tell)


def henri(tell: Teller) -> None:
    """Heart failure, then a broken hip."""
    prevention.vaccines(tell)
    for ago in (900, 640, 380, 170):
        day = tell.days_ago(ago)
        tell.measure(day, "Surveillance de l'insuffisance cardiaque",
                     kidney(tell, tell.around(52, 2)) | {"bnp": tell.around(1450, 180)},
                     asked_by=tell.team["cardiologist"])  # fmt: skip
        treatment = drugs("furosemide bisoprolol ramipril", 30, renewals=2, ald=True)
        tell.prescribe(day + timedelta(days=7), treatment)
    events.hip_fracture(tell)
    chronic.synthesis(tell, Summary(
        active=(
            Problem("Insuffisance cardiaque à fraction d'éjection altérée", "I50.1",
                    date(2019, 9, 12)),
        ),
        past=(
            Problem("Fracture du col du fémur droit", "S72.0", tell.days_ago(130),
                    tell.days_ago(120)),
        ),
        drugs=drugs("furosemide bisoprolol vitamin_d", 365, ald=True),
        watch=("Poids hebdomadaire : alerter si plus de 2 kg en trois jours.",
               "Risque de chute élevé."),
        allergies=("Amoxicilline : éruption en 1998.",),
    ), ago=45)  # fmt: skip


def yvette(tell: Teller) -> None:
    """Atrial fibrillation."""
    prevention.vaccines(tell)
    chronic.anticoagulation(tell)


def martine(tell: Teller) -> None:
    """Screenings of her age."""
    prevention.vaccines(tell)
    prevention.breast_screening(tell)
    prevention.colon_screening(tell)
    chronic.thyroid(tell)


def sarah(tell: Teller) -> None:
    """The twins' mother."""
    prevention.vaccines(tell)
    motherhood.pregnancy(tell, date(2025, 3, 12), 37, twins=True)


def maria(tell: Teller) -> None:
    """A pregnancy that has just ended."""
    motherhood.pregnancy(tell, date(2026, 11, 2))


def claire(tell: Teller) -> None:
    """Anaemia; the last result has just come."""
    prevention.vaccines(tell)
    chronic.anaemia(tell)


def david(tell: Teller) -> None:
    """One document that he hid."""
    events.back_pain(tell)
    prevention.yearly_test(tell)
    day = tell.days_ago(210)
    tell.letter(
        "consultation", day, tell.doctor, "Consultation : épisode dépressif",
        part("Motif", "Fatigue, troubles du sommeil et perte d'envie depuis deux mois."),
        part("Évaluation", "Épisode dépressif d'intensité moyenne, sans idée suicidaire."),
        part("Conclusion", "Début d'un antidépresseur, psychothérapie conseillée. Revoir à quinze "
             "jours."),
    )  # fmt: skip
    tell.documents[-1] = replace(tell.documents[-1], hidden=True)
    tell.prescribe(day, drugs("sertraline", 30, renewals=2))
    tell.documents[-1] = replace(tell.documents[-1], hidden=True)


def laura(tell: Teller) -> None:
    """A sprain; the physiotherapist is blocked since."""
    events.ankle_sprain(tell)
    prevention.yearly_test(tell)
    prevention.vaccines(tell)


def ange(tell: Teller) -> None:
    """Blood pressure and gout."""
    chronic.hypertension(tell, years=3)
    chronic.gout(tell)
    events.ankle_sprain(tell)


def bernard(tell: Teller) -> None:
    """Kidneys, and a screening that found something."""
    chronic.kidney_disease(tell)
    prevention.positive_screening(tell)
    prevention.vaccines(tell)
    chronic.synthesis(tell, Summary(
        active=(Problem("Maladie rénale chronique, stade 3", "N18.3", date(2021, 10, 4)),),
        past=(Problem("Adénome du côlon réséqué", "D12.5", tell.days_ago(255),
                      tell.days_ago(250)),),
        drugs=drugs("ramipril furosemide atorvastatin", 365, ald=True),
        watch=("Éviter les anti-inflammatoires et les produits de contraste iodés.",),
    ))  # fmt: skip


def gilles(tell: Teller) -> None:
    """What he had before closing his record."""
    chronic.hypertension(tell, years=2)


STORIES: dict[str, Callable[[Teller], None]] = {
    "monique": monique, "zoe": zoe, "lucas": lucas, "henri": henri, "yvette": yvette,
    "martine": martine, "sarah": sarah, "maria": maria, "claire": claire, "david": david,
    "laura": laura, "ange": ange, "bernard": bernard, "gilles": gilles,
}  # fmt: skip
