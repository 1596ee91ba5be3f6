"""What happens once: fractures, operations, stays, imaging, sick leave."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from carnet.demo.cda.content import Drug, Part, Text
from carnet.demo.stories.medicines import drug, drugs
from carnet.demo.stories.teller import Teller, moment, part, weekday

# Acts of imaging: LOINC and its French display, modality.
ACTS = {
    "wrist": ("24619-9", "Radiographie du poignet", "DX"),
    "hip": ("24762-7", "Radiographie de la hanche", "DX"),
    "ankle": ("24541-5", "Radiographie de la cheville", "DX"),
    "chest": ("36643-5", "Radiographie du thorax", "DX"),
    "breast": ("24606-6", "Mammographie de dépistage bilatérale", "MG"),
    "abdomen": ("24558-9", "Échographie de l'abdomen", "US"),
    "thyroid": ("24842-7", "Échographie du cou", "US"),
    "abdomen_ct": ("36813-4", "Scanner de l'abdomen et du pelvis avec injection", "CT"),
    "obstetric": ("11525-3", "Échographie obstétricale", "US"),
    "bone": ("38268-9", "Ostéodensitométrie", "BMD"),
}


def image(tell: Teller, day: date, act: str, title: str, *, why: str, found: str,
          conclusion: str, technique: str = "") -> None:  # fmt: skip
    """An imaging report by structured headings."""
    loinc, display, modality = ACTS[act]
    how = technique or f"{display}, réalisation selon le protocole habituel du service."
    parts = (
        part("Indication", why, role="clinical"),
        part("Technique", how, role="technique"),
        part("Résultats", *found.split(" / "), role="findings"),
        part("Conclusion", conclusion, role="conclusion"),
    )
    content = Text(parts, act=(loinc, display), modality=modality)
    author = tell.team["radiologist1" if tell.random.random() < 0.6 else "radiologist2"]  # noqa: PLR2004
    tell.write("imaging", day, author, title, content, start=moment(weekday(day), 7.6))


@dataclass(frozen=True, slots=True)
class Stay:
    """A hospital stay: who signs its letter, when it began, how many nights it lasted."""

    by: str
    begin: date
    nights: int
    title: str = "Lettre de liaison à la sortie"


def stay(tell: Teller, of: Stay, parts: tuple[Part, ...], to_take: tuple[Drug, ...]) -> None:
    """A lettre de liaison at the end of a hospital stay."""
    end = of.begin + timedelta(days=of.nights)
    content = Text((*parts, part("Traitements à la sortie", role="drugs")), to_take)
    tell.write(
        "discharge", end, tell.team[of.by], of.title, content,
        start=moment(of.begin, 10.5), stop=moment(weekday(end), 7.9),
    )  # fmt: skip


def wrist_fracture(tell: Teller, ago: int = 480) -> None:
    """A child falls: emergency room, radiograph, plaster, control."""
    day = tell.days_ago(ago)
    tell.letter(
        "emergency", day, tell.team["emergency"], "Passage aux urgences : traumatisme du poignet",
        part("Motif", "Chute de trottinette, douleur et déformation du poignet gauche."),
        part("Prise en charge", "Pas de trouble vasculaire ni nerveux. Radiographie : fracture en "
             "motte de beurre du radius distal. Manchette plâtrée, antalgiques."),
        part("Sortie", "Retour à domicile. Contrôle radiologique à une semaine, plâtre trois "
             "semaines, dispense de sport deux mois."),
    )  # fmt: skip
    image(
        tell, day + timedelta(days=7), "wrist", "Radiographie du poignet gauche de contrôle",
        why="Fracture du radius distal gauche sous plâtre, contrôle à une semaine.",
        found="Fracture en motte de beurre de la métaphyse radiale distale, sans déplacement "
              "secondaire. / Ulna intact. / Rapports articulaires conservés.",
        conclusion="Absence de déplacement secondaire sous plâtre.",
    )  # fmt: skip
    tell.letter(
        "certificate", day + timedelta(days=8), tell.doctor, "Certificat de dispense de sport",
        part("", f"Je soussigné certifie que l'état de santé de {tell.person.first_name} nécessite "
             "une dispense d'éducation physique et sportive pendant deux mois."),
    )  # fmt: skip


def back_pain(tell: Teller) -> None:
    """Low back pain: visit, sick leave, physiotherapy."""
    day = tell.days_ago(tell.random.randint(30, 800))
    days = tell.random.choice((3, 4, 5, 7))
    tell.letter(
        "consultation", day, tell.doctor, "Consultation : lombalgie aiguë",
        part("Motif", "Douleur lombaire basse depuis deux jours après un effort de soulèvement."),
        part("Examen", "Raideur lombaire, pas de signe de Lasègue, réflexes présents et "
             "symétriques, aucun drapeau rouge."),
        part("Conclusion", "Lombalgie commune. Rester actif, chaleur locale, antalgiques. Pas "
             "d'imagerie en première intention."),
    )  # fmt: skip
    tell.prescribe(day, drugs("paracetamol ibuprofen", 5))
    end = day + timedelta(days=days)
    tell.letter(
        "sick_leave", day, tell.doctor, "Avis d'arrêt de travail",
        part("Arrêt de travail", f"Du {day:%d/%m/%Y} au {end:%d/%m/%Y} inclus. Sorties autorisées "
             "sans restriction d'horaire. Sans rapport avec un accident du travail."),
    )  # fmt: skip
    _physiotherapy(tell, day + timedelta(days=9), "rééducation du rachis lombaire", 10)


def _physiotherapy(tell: Teller, day: date, what: str, sessions: int) -> None:
    tell.letter(
        "physiotherapy", day, tell.doctor, "Prescription de kinésithérapie",
        part("Prescription", f"{sessions} séances de {what} par un masseur-kinésithérapeute, "
             "éducation à l'auto-entretien."),
    )  # fmt: skip
    tell.letter(
        "followup", day + timedelta(days=50), tell.team["physio"], "Bilan de kinésithérapie",
        part("Séances", f"{sessions} séances de {what} réalisées, bonne participation."),
        part("Résultat", "Douleur passée de 6/10 à 1/10. Mobilité retrouvée, programme d'exercices "
             "à domicile remis et compris."),
    )  # fmt: skip


def ankle_sprain(tell: Teller) -> None:
    """A sprained ankle: radiograph by the Ottawa rules, physiotherapy."""
    day = tell.days_ago(tell.random.randint(30, 900))
    side = tell.random.choice(("droite", "gauche"))
    image(
        tell, day, "ankle", f"Radiographie de la cheville {side}",
        why="Traumatisme en inversion, douleur à la palpation de la malléole externe.",
        found="Pas de trait de fracture visible. / Pinces malléolaires et dôme talien respectés. / "
              "Épaississement des parties molles externes.",
        conclusion="Pas de lésion osseuse traumatique visible.",
    )  # fmt: skip
    tell.prescribe(day, drugs("paracetamol ibuprofen", 5))
    _physiotherapy(tell, day + timedelta(days=6), f"rééducation de la cheville {side}", 8)


def gallbladder(tell: Teller) -> None:
    """Gallstones: ultrasound, anaesthesia visit, operation, pathology, letter."""
    day = tell.days_ago(tell.random.randint(120, 1100))
    image(
        tell, day, "abdomen", "Échographie abdominale",
        why="Douleurs de l'hypocondre droit après les repas.",
        found="Vésicule lithiasique à paroi fine, plusieurs calculs mobiles jusqu'à 9 mm. / Voies "
              "biliaires fines. / Foie, pancréas, rate et reins sans anomalie.",
        conclusion="Lithiase vésiculaire non compliquée.",
    )  # fmt: skip
    operated = day + timedelta(days=45)
    tell.letter(
        "anaesthesia", operated - timedelta(days=8), tell.team["anaesthetist"],
        "Consultation pré-anesthésique",
        part("Intervention prévue", "Cholécystectomie sous cœlioscopie."),
        part("Évaluation", "Classe ASA 2. Pas d'allergie connue. Mallampati 1, intubation prévue "
             "sans difficulté. Jeûne : six heures (solides), deux heures (liquides clairs)."),
    )  # fmt: skip
    _operated(tell, operated)


def _operated(tell: Teller, day: date) -> None:
    surgeon = tell.team["digestive_surgeon"]
    tell.letter(
        "operation", day, surgeon, "Compte rendu opératoire : cholécystectomie",
        part("Intervention", "Cholécystectomie sous cœlioscopie (HMFC004)."),
        part("Déroulement", "Quatre trocarts. Dissection du triangle de Calot, clips sur le canal "
             "et l'artère cystiques. Extraction en sac. Pas de saignement. Durée 50 minutes."),
    )  # fmt: skip
    stay(
        tell, Stay("digestive_surgeon", day, 1),
        (
            part("Motif de l'hospitalisation", "Cholécystectomie programmée.", role="reason"),
            part("Synthèse médicale du séjour", "Suites simples, reprise de l'alimentation le soir "
                 "même, sortie le lendemain.", role="stay"),
            part("Suites à donner", "- Soins des cicatrices par infirmier pendant 8 jours",
                 "- Consultation de chirurgie à un mois", role="plan"),
        ),
        drugs("paracetamol phloroglucinol", 7),
    )  # fmt: skip
    tell.letter(
        "pathology", day + timedelta(days=9), tell.team["biologist1"],
        "Examen anatomopathologique : vésicule biliaire",
        part("Prélèvement", "Pièce de cholécystectomie de 7 cm contenant des calculs."),
        part("Conclusion", "Cholécystite chronique lithiasique. Absence de dysplasie et de "
             "malignité."),
    )  # fmt: skip


def hip_fracture(tell: Teller, ago: int = 130) -> None:
    """An old man falls: operation, stay, return to the EHPAD with its liaison sheet."""
    day = tell.days_ago(ago)
    image(
        tell, day, "hip", "Radiographie de la hanche droite",
        why="Chute de sa hauteur, impotence du membre inférieur droit.",
        found="Fracture cervicale vraie du fémur droit, Garden IV. / Bassin sans autre lésion. / "
              "Coxarthrose gauche modérée.",
        conclusion="Fracture déplacée du col du fémur droit.",
    )  # fmt: skip
    tell.letter(
        "operation", day + timedelta(days=1), tell.team["surgeon"],
        "Compte rendu opératoire : prothèse de hanche",
        part("Intervention", "Prothèse intermédiaire de hanche droite, voie postéro-externe."),
        part("Déroulement", "Rachianesthésie. Prothèse cimentée, stabilité satisfaisante. Pertes "
             "sanguines 250 mL. Pas d'incident."),
    )  # fmt: skip
    stay(
        tell, Stay("geriatrician", day, 9),
        (
            part("Motif de l'hospitalisation", "Fracture du col du fémur droit opérée.",
                 role="reason"),
            part("Synthèse médicale du séjour", "Suites simples. Confusion vespérale deux jours, "
                 "régressive. Anémie post-opératoire à 9,8 g/dL sans transfusion. Appui autorisé, "
                 "marche avec déambulateur sur 20 mètres.", role="stay"),
            part("Suites à donner", "- Kinésithérapie quotidienne",
                 "- Numération de contrôle à 15 jours", "- Consultation du chirurgien à 6 semaines",
                 "- Bilan d'ostéoporose et de chute", role="plan"),
        ),
        (drug("enoxaparin", 35), drug("paracetamol", 15), drug("furosemide", 30, ald=True),
         drug("bisoprolol", 30, ald=True), drug("vitamin_d", 90)),
    )  # fmt: skip
    _back_to_ehpad(tell, day + timedelta(days=10))


def _back_to_ehpad(tell: Teller, day: date) -> None:
    tell.letter(
        "liaison", day, tell.team["nurse2"], "Document de liaison d'urgence (EHPAD)",
        part("Résident", "Séjour temporaire après fracture du col du fémur. Marche avec "
             "déambulateur, aide à la toilette, alimentation mixée non nécessaire."),
        part("Alertes", "- Insuffisance cardiaque : se peser chaque semaine",
             "- Risque de chute élevé", "- Anticoagulant préventif jusqu'à J35"),
        part("Personne à prévenir", "Martine Dumont, sa fille."),
    )  # fmt: skip
    tell.letter(
        "functional", day + timedelta(days=20), tell.team["occupational"],
        "Bilan d'ergothérapie",
        part("Autonomie", "Transferts lit-fauteuil seul, toilette avec aide partielle, escalier "
             "non réalisé."),
        part("Préconisations", "- Barre d'appui dans la douche", "- Rehausseur de toilettes",
             "- Retrait des tapis au domicile"),
    )  # fmt: skip


def appendicitis(tell: Teller) -> None:
    """Appendicitis of an adult: emergency, scanner, operation, letter."""
    day = tell.days_ago(tell.random.randint(100, 1200))
    tell.letter(
        "emergency", day, tell.team["emergency"], "Passage aux urgences : douleur abdominale",
        part("Motif", "Douleur de la fosse iliaque droite depuis 18 heures, fièvre à 38,2 °C."),
        part("Prise en charge", "Défense localisée. CRP 64 mg/L, leucocytes 14,2 G/L. Scanner en "
             "faveur d'une appendicite aiguë. Transfert en chirurgie."),
    )  # fmt: skip
    image(
        tell, day, "abdomen_ct", "Scanner abdomino-pelvien",
        why="Suspicion d'appendicite aiguë.",
        found="Appendice latéro-cæcal de 11 mm, paroi épaissie, infiltration de la graisse. / Pas "
              "d'abcès ni de perforation. / Pas d'autre anomalie.",
        conclusion="Appendicite aiguë non compliquée.",
    )  # fmt: skip
    stay(
        tell, Stay("digestive_surgeon", day, 2),
        (
            part("Motif de l'hospitalisation", "Appendicite aiguë.", role="reason"),
            part("Synthèse médicale du séjour", "Appendicectomie sous cœlioscopie sans incident. "
                 "Apyrexie et transit repris au lendemain.", role="stay"),
            part("Suites à donner", "- Soins locaux 8 jours", "- Arrêt de travail 10 jours",
                 role="plan"),
        ),
        drugs("paracetamol", 5),
    )  # fmt: skip
