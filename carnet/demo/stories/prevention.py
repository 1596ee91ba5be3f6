"""Prevention: adults' vaccines, screenings of the breast and the colon, yearly tests."""

from __future__ import annotations

from datetime import date, timedelta

from carnet.demo.stories.events import image
from carnet.demo.stories.medicines import drugs
from carnet.demo.stories.teller import Teller, part
from carnet.demo.stories.values import blood_count, kidney, lipids


def vaccines(tell: Teller) -> None:
    """COVID in 2021, flu each autumn from 65, boosters at the fixed ages."""
    _covid(tell)
    first = max(2022, tell.person.birth_date.year + 65)
    for year in range(first, tell.nation.today.year + 1):
        if tell.random.random() < 0.7:  # noqa: PLR2004
            day = date(year, 10, 20) + timedelta(days=tell.random.randint(0, 24))
            tell.vaccinate(day, tell.pharmacist, ("flu_senior", year - first + 1))
    for age in (25, 45, 65, 75, 85):
        day = tell.person.birth_date + timedelta(days=round(age * 365.25) + 60)
        if day.year >= 2018:  # noqa: PLR2004
            tell.vaccinate(day, tell.doctor, ("booster" if age == 25 else "booster_dtp", 6))  # noqa: PLR2004
    if tell.shots and (tell.person.slug or tell.random.random() < 0.6):  # noqa: PLR2004
        last = max(shot.on for shot in tell.shots)
        tell.vaccination_book(max(last, date(2023, 1, 10)) + timedelta(days=3), tell.doctor)


def _covid(tell: Teller) -> None:
    first = date(2021, 4, 1) if tell.age > 55 else date(2021, 7, 1)  # noqa: PLR2004
    first += timedelta(days=tell.random.randint(0, 60))
    if tell.age_on(first) < 18 or tell.random.random() < 0.6:  # noqa: PLR2004
        return
    days = (first, first + timedelta(days=28), first + timedelta(days=190))
    for rank, day in enumerate(days, start=1):
        tell.vaccinate(day, tell.pharmacist, ("covid", rank))
    tell.letter(
        "covid", days[1] + timedelta(days=1), tell.pharmacist,
        "Attestation de vaccination COVID-19",
        part("Vaccination", f"{tell.person.first_name} a reçu deux doses du vaccin COMIRNATY, les "
             f"{days[0]:%d/%m/%Y} et {days[1]:%d/%m/%Y}. Schéma initial complet."),
    )  # fmt: skip


def breast_screening(tell: Teller) -> None:
    """A mammography every two years from 50 to 74."""
    for ago in (1500, 770, 40):
        day = tell.days_ago(ago + tell.random.randint(0, 60))
        if 50 <= tell.age_on(day) <= 74:  # noqa: PLR2004
            density = tell.random.choice("ABC")
            image(
                tell, day, "breast", "Mammographie de dépistage organisé",
                why="Dépistage organisé du cancer du sein, invitation de l'Assurance maladie.",
                found=f"Densité mammaire de type {density}. / Pas de masse ni de foyer de "
                      "microcalcifications suspect. / Examen clinique sans particularité.",
                conclusion="ACR 1 des deux côtés. Seconde lecture prévue. Prochain dépistage dans "
                           "deux ans.",
            )  # fmt: skip


def colon_screening(tell: Teller) -> None:
    """The immunological test every two years from 50 to 74, negative."""
    for ago in (900, 170):
        day = tell.days_ago(ago + tell.random.randint(0, 80))
        if 50 <= tell.age_on(day) <= 74:  # noqa: PLR2004
            tell.measure(day, "Dépistage organisé du cancer colorectal",
                         {"fit": float(tell.random.randint(2, 70))},
                         "Test négatif. À refaire dans deux ans.")  # fmt: skip


def positive_screening(tell: Teller) -> None:
    """A positive test, the colonoscopy, the polyp, its pathology."""
    day = tell.days_ago(310)
    tell.measure(day, "Dépistage organisé du cancer colorectal", {"fit": 412.0},
                 "Test positif : une coloscopie est nécessaire.")  # fmt: skip
    tell.letter(
        "referral", day + timedelta(days=12), tell.doctor, "Lettre d'adressage pour coloscopie",
        part("", "Cher confrère, merci de recevoir ce patient pour une coloscopie : test "
             "immunologique de dépistage positif à 412 ng/mL. Pas d'antécédent familial. Maladie "
             "rénale chronique de stade 3 : préparation à adapter."),
    )  # fmt: skip
    done = day + timedelta(days=55)
    tell.letter(
        "operation", done, tell.team["digestive_surgeon"], "Compte rendu de coloscopie",
        part("Examen", "Coloscopie complète jusqu'au cæcum sous anesthésie générale. Préparation "
             "de bonne qualité (Boston 8)."),
        part("Résultat", "Polype pédiculé de 12 mm du sigmoïde, réséqué à l'anse diathermique et "
             "récupéré. Pas d'autre lésion. Pas de complication immédiate."),
    )  # fmt: skip
    tell.letter(
        "pathology", done + timedelta(days=8), tell.team["biologist1"],
        "Examen anatomopathologique : polype du sigmoïde",
        part("Prélèvement", "Polype pédiculé de 12 mm, résection en un fragment."),
        part("Conclusion", "Adénome tubuleux en dysplasie de bas grade. Exérèse complète. "
             "Coloscopie de contrôle à trois ans."),
    )  # fmt: skip


def yearly_test(tell: Teller) -> None:
    """A routine blood test of an adult, in both levels: the latest as a PDF."""
    times = tell.random.choices((1, 2), (65, 35))[0]
    for number in range(times):
        day = tell.days_ago((times - number) * 390 - tell.random.randint(20, 330))
        values = blood_count(tell) | {"glucose": tell.around(0.91, 0.05)}
        values |= kidney(tell, tell.around(max(104 - tell.age * 0.35, 62), 4))
        if tell.age > 35:  # noqa: PLR2004
            values |= lipids(tell, tell.around(1.25, 0.18))
        if tell.random.random() < 0.4:  # noqa: PLR2004
            values |= {"ast": tell.around(22, 4), "alt": tell.around(23, 5),
                       "ggt": tell.around(24, 7)}  # fmt: skip
        kind = "biology_pdf" if tell.random.random() < 0.15 else "biology"  # noqa: PLR2004
        tell.measure(day, "Bilan sanguin", values, kind=kind)


def small_things(tell: Teller) -> None:
    """Hay fever, vitamin D, a certificate for sport, the dentist's or pharmacist's word."""
    day = tell.days_ago(tell.random.randint(20, 900))
    what = tell.random.randrange(4)
    if what == 0:
        tell.prescribe(day, drugs("desloratadine", 30, renewals=1))
    elif what == 1 and tell.age > 50:  # noqa: PLR2004
        tell.measure(day, "Vitamine D", {"vitamin_d": tell.around(19, 4)})
        tell.prescribe(day + timedelta(days=4), drugs("vitamin_d", 180))
    elif what == 2:  # noqa: PLR2004
        tell.letter(
            "certificate", day, tell.doctor, "Certificat médical : pratique du sport",
            part("", f"Je soussigné certifie avoir examiné {tell.person.name} ce jour et n'avoir "
                 "pas constaté de contre-indication à la pratique de la marche et de la natation."),
        )  # fmt: skip
    else:
        tell.letter(
            "dispensation", day, tell.pharmacist, "Dispensation de médicaments",
            part("Délivrance", "- Paracétamol 1000 mg, comprimé : 2 boîtes",
                 "- Chlorhexidine, solution pour bain de bouche : 1 flacon"),
            part("Conseils", "Ne pas associer à un autre médicament contenant du paracétamol."),
        )  # fmt: skip
