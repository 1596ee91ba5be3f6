"""Long illnesses: years of results, prescriptions that follow, a synthesis."""

from __future__ import annotations

from datetime import date, timedelta

from carnet.demo.cda.content import Problem, Summary
from carnet.demo.stories.medicines import drugs
from carnet.demo.stories.teller import Teller, part
from carnet.demo.stories.values import blood_count, kidney, lipids

# HbA1c over the years: rises, treatment is added, falls back.
DIABETES = (7.4, 7.1, 6.9, 7.0, 7.3, 7.6, 7.9, 7.4, 7.1, 7.0, 7.2, 7.5, 8.1, 7.6, 7.2, 6.9, 6.8,
            6.9, 7.1, 7.0, 6.8, 6.7, 6.9, 6.8)  # fmt: skip
STEPS = {0: "metformin", 6: "metformin gliclazide", 12: "metformin semaglutide"}


def diabetes(tell: Teller, years: int = 3) -> None:
    """Type 2 diabetes: HbA1c every five months, kidney and lipids, prescriptions, eyes."""
    count = min(int(years * 12 / 5), len(DIABETES))
    for number in range(count):
        day = tell.days_ago((count - number) * 152 - 130)
        level = tell.around(DIABETES[number], 0.08)
        _diabetes_results(tell, day, level, number)
        treatment = next(STEPS[step] for step in sorted(STEPS, reverse=True) if step <= number)
        keys = f"{treatment} atorvastatin ramipril"
        tell.prescribe(day + timedelta(days=6), drugs(keys, 30, renewals=2, ald=True))
        if number % 5 == 2:  # noqa: PLR2004
            _eyes(tell, day + timedelta(days=25))
    _care_plan(tell, tell.days_ago(count * 152 - 60))


def _diabetes_results(tell: Teller, day: date, level: float, number: int) -> None:
    # Mean glucose for this HbA1c (ADAG), a little lower when fasting.
    glucose = (28.7 * level - 46.7) / 100 * 0.9
    values = {"hba1c": level, "glucose": tell.around(glucose, 0.05)}
    if number % 2 == 0:
        ldl = tell.around(0.85 if number > 4 else 1.25, 0.07)  # noqa: PLR2004
        values |= kidney(tell, tell.around(88 - number * 0.6, 2)) | lipids(tell, ldl)
        values["acr"] = tell.around(14 + number * 0.5, 3)
    target = "Objectif d'HbA1c à adapter à l'âge et au traitement (le plus souvent 7 %)."
    tell.measure(day, "Suivi du diabète", values, target)


def _eyes(tell: Teller, day: date) -> None:
    tell.letter(
        "eyes", day, tell.team["ophthalmologist"], "Fond d'œil : dépistage de la rétinopathie",
        part("Motif", "Surveillance annuelle d'un diabète de type 2."),
        part("Examen", "Acuité visuelle corrigée : 10/10 à droite, 9/10 à gauche. Tension "
             "oculaire : 15 mmHg des deux côtés. Rétinographies des deux yeux de bonne qualité."),
        part("Conclusion", "Absence de rétinopathie diabétique. Contrôle dans un an."),
    )  # fmt: skip


def _care_plan(tell: Teller, day: date) -> None:
    tell.letter(
        "ald", day, tell.doctor, "Protocole de soins : diabète de type 2 (ALD 8)",
        part("Diagnostic", "Diabète de type 2 (E11.9), équilibre surveillé par l'HbA1c."),
        part("Soins prévus", "- Consultation du médecin traitant tous les trois mois",
             "- HbA1c deux à quatre fois par an, bilan rénal et lipidique annuel",
             "- Fond d'œil annuel, bilan dentaire annuel",
             "- Examen des pieds annuel, soins de pédicurie selon le grade"),
        part("Durée", "Prise en charge à 100 % des soins liés à cette affection, 10 ans."),
    )  # fmt: skip


def hypertension(tell: Teller, years: int = 2) -> None:
    """High blood pressure: visits twice a year, a yearly blood test."""
    for number in range(years * 2):
        day = tell.days_ago((years * 2 - number) * 182 - tell.random.randint(60, 160))
        high, low = round(tell.around(136, 5)), round(tell.around(80, 4))
        tell.letter(
            "consultation", day, tell.doctor, "Consultation : suivi de l'hypertension",
            part("Motif", "Suivi semestriel d'une hypertension artérielle essentielle."),
            part("Examen", f"Pression artérielle {high}/{low} mmHg, fréquence cardiaque "
                 f"{round(tell.around(70, 6))} par minute. Pas de signe fonctionnel, auscultation "
                 "normale."),
            part("Conclusion", "Automesures à poursuivre (trois jours avant la consultation), sel "
                 "limité, marche quotidienne. Traitement inchangé."),
        )  # fmt: skip
        tell.prescribe(day, drugs("perindopril amlodipine", 30, renewals=5))
        if number % 2:
            values = kidney(tell, tell.around(84, 5)) | {"glucose": tell.around(0.95, 0.05)}
            values |= lipids(tell, tell.around(1.3, 0.12))
            tell.measure(day + timedelta(days=8), "Bilan annuel", values)
    since = tell.days_ago(years * 365 + 400)
    found = Problem("Hypertension artérielle essentielle", "I10", since)
    taken = drugs("perindopril amlodipine", 365)
    synthesis(tell, Summary((found,), drugs=taken), ago=tell.random.randint(40, 300))


def thyroid(tell: Teller, years: int = 3) -> None:
    """Hypothyroidism: TSH high at first, then normal under treatment."""
    levels = [11.8, 6.1, *[tell.around(2.1, 0.7) for _ in range(years * 2)]]
    for number, level in enumerate(levels):
        day = tell.days_ago((len(levels) - number) * 175 - tell.random.randint(40, 150))
        free = {"ft4": tell.around(10.2, 0.5)} if number == 0 else {}
        tell.measure(day, "Bilan thyroïdien", {"tsh": level, **free})
        tell.prescribe(day + timedelta(days=5), drugs("levothyroxine", 90, renewals=1))


def kidney_disease(tell: Teller, years: int = 5) -> None:
    """Chronic kidney disease, stage 3: the filtration rate falls slowly."""
    doctor = tell.team["nephrologist"]
    for number in range(years * 3):
        day = tell.days_ago((years * 3 - number) * 121 - 100)
        gfr = tell.around(56 - number * 0.9, 1.4)
        values = kidney(tell, gfr) | {"urea": tell.around(8.6 + number * 0.1, 0.3)}
        values |= {"acr": tell.around(95, 15), "calcium": tell.around(2.31, 0.04)}
        values |= blood_count(tell, tell.around(12.6 - number * 0.05, 0.2))
        tell.measure(day, "Surveillance de la fonction rénale", values, asked_by=doctor)
        if number % 3 == 1:
            _nephrologist(tell, day + timedelta(days=15), gfr)


def _nephrologist(tell: Teller, day: date, gfr: float) -> None:
    tell.letter(
        "consultation", day, tell.team["nephrologist"], "Consultation de néphrologie",
        part("Motif", "Suivi d'une maladie rénale chronique de stade 3."),
        part("Situation", f"Débit de filtration estimé à {round(gfr)} mL/min/1,73 m². Pression "
             f"artérielle {round(tell.around(132, 4))}/{round(tell.around(76, 3))} mmHg. Pas "
             "d'œdème. Échographie antérieure : reins de taille conservée, sans obstacle."),
        part("Conduite à tenir", "- Poursuivre l'inhibiteur de l'enzyme de conversion",
             "- Éviter les anti-inflammatoires non stéroïdiens",
             "- Contrôle biologique dans quatre mois, consultation dans un an"),
    )  # fmt: skip
    tell.prescribe(day, drugs("ramipril furosemide atorvastatin", 30, renewals=5, ald=True),
                   tell.team["nephrologist"])  # fmt: skip


# Days ago, haemoglobin (g/dL), ferritin (µg/L), mean cell volume (fL): found, treated, back.
ANAEMIA = ((420, 10.4, 6, 76), (300, 12.4, 28, 84), (9, 11.2, 9, 79))


def anaemia(tell: Teller) -> None:
    """Iron deficiency: found, treated, checked; the last result comes in today's news."""
    for ago, haemoglobin, ferritin, mcv in (
        (420, 10.4, 6, 76),
        (300, 12.4, 28, 84),
        (9, 11.2, 9, 79),
    ):
        day = tell.days_ago(ago)
        values = blood_count(tell, haemoglobin, mcv) | {"ferritin": float(ferritin)}
        words = "Anémie microcytaire par carence martiale." if haemoglobin < 12 else ""  # noqa: PLR2004
        tell.measure(day, "Numération et ferritine", values, words)
        if haemoglobin < 12 and ago > 30:  # noqa: PLR2004
            tell.prescribe(day + timedelta(days=3), drugs("iron", 90))


def anticoagulation(tell: Teller, months: int = 20) -> None:
    """Atrial fibrillation under warfarin: the INR each month."""
    tell.letter(
        "consultation", tell.days_ago(months * 30 + 20), tell.team["cardiologist"],
        "Consultation de cardiologie",
        part("Motif", "Palpitations. Fibrillation atriale à l'électrocardiogramme."),
        part("Examen", "Fréquence cardiaque 78 par minute, irrégulière. Pression artérielle 138/78 "
             "mmHg. Échocardiographie : fraction d'éjection 58 %, oreillette gauche dilatée, "
             "rétrécissement mitral modéré."),
        part("Conclusion", "Fibrillation atriale avec rétrécissement mitral : anticoagulation par "
             "antivitamine K, INR cible 2 à 3, contrôle mensuel une fois équilibré."),
    )  # fmt: skip
    for number in range(months):
        day = tell.days_ago((months - number) * 30 - 18)
        tell.measure(day, "Contrôle de l'INR", {"inr": tell.around(2.55, 0.32)},
                     "Traitement : warfarine.")  # fmt: skip
        if number % 3 == 0:
            tell.prescribe(day, drugs("warfarin bisoprolol", 30, renewals=2, ald=True))


def gout(tell: Teller) -> None:
    """Uric acid that falls under allopurinol."""
    for ago, level in ((700, 548.0), (520, 402.0), (150, 345.0)):
        day = tell.days_ago(ago)
        tell.measure(day, "Acide urique", {"uric_acid": level} | kidney(tell, tell.around(82, 3)))
        tell.prescribe(day + timedelta(days=4), drugs("allopurinol", 30, renewals=5))


def synthesis(tell: Teller, content: Summary, ago: int = 60) -> None:
    """The synthesis of the médecin traitant, after the story."""
    tell.write("summary", tell.days_ago(ago), tell.doctor, "Synthèse médicale", content)
