"""A pregnancy and a birth, from the first ultrasound to the letter of discharge."""

from __future__ import annotations

from datetime import date, timedelta

from carnet.demo.stories.events import Stay, image, stay
from carnet.demo.stories.medicines import drugs
from carnet.demo.stories.teller import Teller, part
from carnet.demo.stories.values import blood_count

TERMS = ((12, "premier trimestre"), (22, "deuxième trimestre"), (32, "troisième trimestre"))


def pregnancy(tell: Teller, born: date, term: int = 39, *, twins: bool = False) -> None:
    """Follow a pregnancy that ends on a day, at a term in weeks of amenorrhoea."""
    begin = born - timedelta(weeks=term)
    doctor = tell.team["obstetrician"]
    tell.prescribe(begin + timedelta(weeks=6), drugs("folic_acid", 60), tell.team["midwife"])
    first = blood_count(tell, tell.around(12.8, 0.3)) | {"glucose": tell.around(0.80, 0.03)}
    tell.measure(begin + timedelta(weeks=11), "Bilan du premier trimestre de grossesse",
                 first | {"toxo_igg": 2.0, "rubella_igg": 68.0},
                 "Non immunisée contre la toxoplasmose : sérologie mensuelle. Immunisée contre la "
                 "rubéole.", asked_by=doctor)  # fmt: skip
    for weeks, words in TERMS:
        _ultrasound(tell, begin + timedelta(weeks=weeks), weeks, words, twins=twins)
    late = blood_count(tell, tell.around(11.4, 0.3)) | {"ferritin": tell.around(18, 3)}
    tell.measure(begin + timedelta(weeks=26), "Bilan du sixième mois de grossesse",
                 late | {"toxo_igg": 2.0}, asked_by=doctor)  # fmt: skip
    tell.prescribe(begin + timedelta(weeks=27), drugs("iron", 90), tell.team["midwife"])
    _birth(tell, born, term, twins=twins)


def _ultrasound(tell: Teller, day: date, weeks: int, words: str, *, twins: bool) -> None:
    who = "Deux fœtus, grossesse bichoriale biamniotique" if twins else "Fœtus unique"
    image(
        tell, day, "obstetric", f"Échographie obstétricale du {words}",
        why=f"Suivi de grossesse, {weeks} semaines d'aménorrhée.",
        found=f"{who}, activité cardiaque présente. / Biométrie conforme au terme. / Morphologie "
              "accessible à l'examen sans anomalie. / Placenta et liquide normaux.",
        conclusion=f"Échographie du {words} rassurante.",
    )  # fmt: skip


def _birth(tell: Teller, born: date, term: int, *, twins: bool) -> None:
    how = "Deux nouveau-nés, 2 480 g et 2 390 g" if twins else "Un nouveau-né, 3 320 g"
    tell.letter(
        "birth", born, tell.team["midwife"], "Compte rendu d'accouchement",
        part("Travail", f"Terme {term} semaines d'aménorrhée. Travail spontané, analgésie "
             "péridurale, présentation céphalique."),
        part("Naissance", f"Accouchement par voie basse. {how}, Apgar 10 à cinq minutes. "
             "Délivrance complète, périnée intact."),
    )  # fmt: skip
    nights = 4 if twins else 3
    stay(
        tell,
        Stay("obstetrician", born, nights, "Lettre de liaison à la sortie de maternité"),
        (
            part("Motif de l'hospitalisation", "Accouchement.", role="reason"),
            part("Synthèse médicale du séjour", "Suites de couches simples, allaitement maternel "
                 "en place. Hémoglobine à 10,9 g/dL.", role="stay"),
            part("Suites à donner", "- Visite de la sage-femme à domicile",
                 "- Consultation postnatale à six semaines", "- Rééducation périnéale",
                 role="plan"),
        ),
        drugs("iron paracetamol", 30),
    )  # fmt: skip
