"""Children: vaccines by the schedule of their year of birth, growth, visits, small illnesses."""

from __future__ import annotations

from bisect import bisect_right
from datetime import date, timedelta

from carnet.demo.cda.content import Growth
from carnet.demo.stories import medicines
from carnet.demo.stories.teller import Teller, part

# Months, weight (kg), height (cm), head (cm): near the medians of growth charts, for
# plausibility only.
GROWTH = (
    (0, 3.4, 50.0, 34.5), (2, 5.4, 57.5, 39.0), (4, 6.8, 63.0, 41.5), (6, 7.7, 67.0, 43.2),
    (9, 8.8, 71.5, 45.0), (12, 9.6, 75.5, 46.2), (18, 11.0, 82.0, 47.5), (24, 12.3, 87.5, 48.4),
    (36, 14.5, 96.5, 49.5), (48, 16.7, 104.0, 50.3), (72, 21.3, 117.5, 51.5),
    (96, 26.8, 129.0, 52.3), (120, 33.5, 139.5, 53.0), (144, 42.0, 151.0, 53.8),
    (180, 55.0, 167.0, 54.8), (216, 64.0, 172.0, 55.5),
)  # fmt: skip
VISITS = (1, 2, 4, 9, 12, 24, 36, 48, 72, 108, 144, 186)  # months of the compulsory examinations


def months_after(born: date, months: float) -> date:
    """The day ``months`` after birth."""
    return born + timedelta(days=round(months * 30.44))


def schedule(born: date) -> list[tuple[float, tuple[tuple[str, int], ...]]]:
    """Months and vaccines of the French schedule in force for this birth (domain 7.6)."""
    since_2025, since_2022, since_2018 = (
        born >= date(2024, 7, 1), born >= date(2022, 1, 1), born >= date(2018, 1, 1)
    )  # fmt: skip
    rota = (("rotavirus", 1),) if since_2022 else ()
    men_b = [(("meningo_b", rank),) if since_2022 else () for rank in (1, 2, 3)]
    men = "meningo_acwy" if since_2025 else "meningo_c"
    men_1 = ((men, 1),) if since_2018 else ()
    visits: list[tuple[float, tuple[tuple[str, int], ...]]] = [
        (2, (("hexavalent", 1), ("pneumococcal", 1), *rota)),
        (3, (*men_b[0], *((("rotavirus", 2),) if since_2022 else ()))),
        (4, (("hexavalent", 2), ("pneumococcal", 2))),
        (5, (*men_b[1], *(() if since_2025 else men_1))),
        (6, men_1 if since_2025 else ()),
        (11, (("hexavalent", 3), ("pneumococcal", 3))),
        (12, (("mmr", 1), (men, 2 if since_2018 else 1), *men_b[2])),
        (17, (("mmr", 2),)),
        (73, (("tetravalent", 4),)),
        (139, (("booster", 5), ("hpv", 1))),
        (147, (("hpv", 2),)),
    ]
    return [(months, given) for months, given in visits if given]


def vaccinations(tell: Teller) -> None:
    """All vaccines due until today, and the history of them."""
    by = tell.team["paediatrician"] if tell.age < 3 else tell.doctor  # noqa: PLR2004
    for months, given in schedule(tell.person.birth_date):
        late = tell.random.randint(0, 20)
        tell.vaccinate(months_after(tell.person.birth_date, months) + timedelta(days=late), by,
                       *given)  # fmt: skip
    last = max((shot.on for shot in tell.shots), default=None)
    if last:
        tell.vaccination_book(max(last, date(2022, 3, 1)) + timedelta(days=7), by)


def growth(tell: Teller) -> None:
    """Measures at each compulsory examination, on the child's own centile."""
    heavy, tall = tell.around(1.0, 0.06), tell.around(1.0, 0.02)
    for months in VISITS:
        day = months_after(tell.person.birth_date, months)
        if day.year >= 2025 and day <= tell.nation.today:  # noqa: PLR2004
            weight, height, head = size_at(months, tell.person.sex)
            content = Growth(
                int(round(weight * heavy * 1000, -2 if months > 24 else -1)),  # noqa: PLR2004
                round(height * tall * 2) / 2, head if months <= 36 else None,  # noqa: PLR2004
            )  # fmt: skip
            tell.write("growth", day, tell.team["paediatrician"], "Mesures de l'enfant", content)
            _examination(tell, months, day, content)


def size_at(months: float, sex: str) -> tuple[float, float, float]:
    """Weight, height and head between two lines of the chart; girls a little lighter."""
    place = min(bisect_right([row[0] for row in GROWTH], months), len(GROWTH) - 1)
    before, after = GROWTH[place - 1], GROWTH[place]
    share = (months - before[0]) / (after[0] - before[0])
    weight, height, head = (
        before[i] + (after[i] - before[i]) * share for i in (1, 2, 3)
    )  # fmt: skip
    lighter = 0.95 if sex == "F" else 1.0
    return weight * lighter, height * (0.985 if sex == "F" else 1.0), round(head * 2) / 2


def _examination(tell: Teller, months: int, day: date, content: Growth) -> None:
    if months not in DEVELOPMENT:
        return
    weight = f"{content.weight / 1000:.1f}".replace(".", ",")
    height = f"{content.height:.1f}".replace(".", ",")
    tell.letter(
        "child", day, tell.team["paediatrician"], f"Examen de l'enfant : {AGES[months]}",
        part("Mesures", f"Poids {weight} kg, taille {height} cm."),
        part("Développement", DEVELOPMENT[months]),
        part("Examen clinique", "Auscultation cardiaque et pulmonaire normale, abdomen souple, "
             "hanches stables, tympans normaux. Vision et audition sans signe d'alerte."),
        part("Conduite à tenir", "Vaccinations à jour selon le calendrier. Vitamine D poursuivie "
             "jusqu'à 18 ans selon les recommandations. Prochain examen selon le carnet de santé."),
    )  # fmt: skip


AGES = {9: "9e mois", 24: "24e mois", 48: "4 ans", 72: "6 ans", 108: "9 ans", 144: "12 ans"}
DEVELOPMENT = {
    9: "Tient assis sans appui, passe un objet d'une main à l'autre, réagit à son prénom, babille.",
    24: "Court, monte les marches avec aide, associe deux mots, montre les parties du corps.",
    48: "Phrases construites, dessine un bonhomme, s'habille avec aide, propreté acquise.",
    72: "Lecture débutante, latéralité établie, bonne coordination, scolarité sans difficulté.",
    108: "Bonne insertion scolaire, sommeil et appétit conservés, activité sportive régulière.",
    144: "Début pubertaire, scolarité au collège sans difficulté, temps d'écran discuté.",
}


def infection(tell: Teller) -> None:
    """An otitis or a sore throat treated at the surgery."""
    day = tell.days_ago(tell.random.randint(20, 900))
    if tell.age_on(day) < 1:
        return
    small = tell.age_on(day) < 12  # noqa: PLR2004
    keys = "amoxicillin_child paracetamol_child" if small else "amoxicillin paracetamol"
    what = tell.random.choice(("Otite moyenne aiguë", "Angine à test rapide positif"))
    ears = what.startswith("Otite")
    tell.letter(
        "consultation", day, tell.doctor, f"Consultation : {what.lower()}",
        part("Motif", "Fièvre à 38,9 °C depuis 24 heures, "
             + ("otalgie." if ears else "douleur à la déglutition.")),
        part("Examen", ("Tympan droit bombé, inflammatoire, gorge propre." if ears else
             "Amygdales rouges, adénopathies sous-maxillaires sensibles. TROD streptocoque A "
             "positif.") + " Bon état général, pas de raideur de nuque."),
        part("Conclusion", f"{what}. Antibiothérapie, réévaluation si fièvre après 48 heures."),
    )  # fmt: skip
    tell.prescribe(day, medicines.drugs(keys, 6))


def everyday(tell: Teller) -> None:
    """What happens to every child."""
    vaccinations(tell)
    growth(tell)
    if tell.random.random() < 0.5:  # noqa: PLR2004
        infection(tell)
