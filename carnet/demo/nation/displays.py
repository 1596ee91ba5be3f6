"""Displays that headers carry, as JDV_J01, JDV_J02 and JDV_J04 (ANS) write them."""

from __future__ import annotations

PRACTICES = {
    "AMBULATOIRE": "Ambulatoire",
    "ETABLISSEMENT": "Etablissement de santé",
    "ESSMS": "Etablissement ou Service Social ou Médico-Social",
    "SAMU_SMUR": "SAMU/SMUR",
}
_SECTORS = {
    "SA01": "Etablissement public de santé",
    "SA04": "Etablissement privé non PSPH",
    "SA07": "Cabinet individuel",
    "SA08": "Cabinet de groupe",
    "SA17": "Etablissement pour personnes âgées",
    "SA25": "Laboratoire de biologie médicale",
    "SA33": "Pharmacie d'officine",
    "SA52": "Maison de santé ou Pôle de santé",
}
_SPECIALTIES = {
    "SM02": "Anesthésie-réanimation",
    "SM03": "Biologie médicale",
    "SM04": "Cardiologie et maladies vasculaires",
    "SM08": "Chirurgie orthopédique et Traumatologie",
    "SM14": "Chirurgie viscérale et digestive",
    "SM16": "Endocrinologie et métabolisme",
    "SM18": "Gériatrie",
    "SM20": "Gynécologie-obstétrique",
    "SM26": "Qualifié en Médecine Générale",
    "SM27": "Médecine interne",
    "SM30": "Néphrologie",
    "SM36": "Oncologie, opt médicale",
    "SM38": "Ophtalmologie",
    "SM40": "Pédiatrie",
    "SM41": "Pneumologie",
    "SM44": "Radio-diagnostic",
    "SM54": "Médecine Générale",
}
_PROFESSIONS = {
    "G15_21": "Pharmacien",
    "G15_26": "Audioprothésiste",
    "G15_28": "Opticien-Lunetier",
    "G15_40": "Chirurgien-Dentiste",
    "G15_50": "Sage-Femme",
    "G15_60": "Infirmier",
    "G15_70": "Masseur-Kinésithérapeute",
    "G15_80": "Pédicure-Podologue",
    "G15_91": "Orthophoniste",
    "G15_92": "Orthoptiste",
    "G15_94": "Ergothérapeute",
    "G15_95": "Diététicien",
    "G15_96": "Psychomotricien",
    "G15_98": "Manipulateur ERM",
}


def profession(code: str) -> str:
    """The display of ``G15_10/SM54`` or ``G15_60``."""
    base, _, specialty = code.partition("/")
    return f"Médecin - {_SPECIALTIES[specialty]} (SM)" if specialty else _PROFESSIONS[base]


def sector(code: str) -> str:
    """The display of a sector of activity."""
    return _SECTORS[code]
