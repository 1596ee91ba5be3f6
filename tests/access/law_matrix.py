"""The reading rights of domain.md 4.5, line by line, written apart from data/matrix.csv.

The lines repeat the proposed table, and the cells of « Known cells » that have a source. A trade
that no line names reads nothing.
"""

from __future__ import annotations

CLASSES = ("10", "11", "31", "42", "43", "44", "45", "52", "60", "90", "95")  # not 99, technical
VACCINATION = "11369-6 87273-9"
# Of each class: « yes », « but » some types, or the only types that are read.
TABLE: dict[str, dict[str, str]] = {
    "médecin": dict.fromkeys(CLASSES, "yes"),
    "sage-femme": dict.fromkeys(CLASSES, "yes") | {"11": "but 68599-0"},
    "pharmacien": {
        "10": "but 15508-5 34794-8", "11": "56445-0 80820-4 60591-5", "42": "yes", "43": "yes",
        "44": "yes", "45": "yes", "52": f"{VACCINATION} 96173-0", "60": "yes", "90": "EXPPAT_2",
    },
    "biologiste": {
        "10": "11502-2 60568-3 51969-4 11488-4", "11": "60591-5", "42": "yes", "43": "yes",
        "45": "yes", "52": VACCINATION,
    },
    "dentiste": {
        "10": "but 15508-5", "11": "60591-5 83836-7", "31": "yes", "42": "yes", "43": "yes",
        "44": "yes", "45": "yes", "52": "yes", "60": "yes", "90": "but EXPPAT_3",
    },
    "infirmier": dict.fromkeys(CLASSES, "yes") | {
        "10": "but 75496-0", "11": "but 68599-0 83901-9 68817-6", "52": "but 89601-9",
    },
    "rééducation": {
        "10": "yes", "11": "60591-5 34842-5", "31": "yes", "42": "yes", "43": "yes", "44": "yes",
        "90": "EXPPAT_2",
    },
    "podologue": {
        "10": "but 15508-5", "11": "60591-5 34842-5", "31": "yes", "42": "yes", "43": "yes",
        "44": "yes", "90": "EXPPAT_2",
    },
    "psychologue": {"10": "11488-4 47420-5", "11": "83901-9 68599-0", "44": "yes"},
    "aide-soignant, coordinateur, social": {
        "10": "11490-0 83981-1", "11": "74207-2", "44": "yes", "90": "EXPPAT_1",
    },
    "opticien": {"10": "78513-9", "42": "57833-6"},  # ophthalmology; products that they deliver
    "audioprothésiste, appareillage": {"42": "57833-6"},
}  # fmt: skip
TRADES = {
    "G15_10": "médecin", "G16_10": "médecin",
    "G15_50": "sage-femme", "G16_50": "sage-femme",
    "G15_21": "pharmacien", "G16_21": "pharmacien",
    "G15_21/G": "biologiste", "G15_21/EG": "biologiste",
    "G15_40": "dentiste", "G16_40": "dentiste",
    "G15_60": "infirmier", "G15_69": "infirmier",
    "G15_70": "rééducation", "G15_91": "rééducation", "G15_92": "rééducation",
    "G15_94": "rééducation", "G15_95": "rééducation", "G15_96": "rééducation",
    "G15_80": "podologue",
    "93": "psychologue",
    "G15_35": "aide-soignant, coordinateur, social",
    "41": "aide-soignant, coordinateur, social",
    "313": "aide-soignant, coordinateur, social",
    "330": "aide-soignant, coordinateur, social",
    "G15_28": "opticien",
    "G15_26": "audioprothésiste, appareillage",
    "G15_81": "audioprothésiste, appareillage", "G15_82": "audioprothésiste, appareillage",
    "G15_83": "audioprothésiste, appareillage", "G15_84": "audioprothésiste, appareillage",
    "G15_85": "audioprothésiste, appareillage",
}  # fmt: skip


def reads(trade: str, type_code: str, class_code: str) -> bool:
    """Whether this row of the matrix reads documents of this type, of this class."""
    said, *types = TABLE.get(TRADES.get(trade, ""), {}).get(class_code, "no").split()
    if said in {"yes", "no"}:
        return said == "yes"
    return type_code not in types if said == "but" else type_code in (said, *types)
