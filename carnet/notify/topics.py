"""What a person may choose about being told: by topic how soon, and by which messages.

The centre holds every notice whatever was chosen. What the law or safety wants told at once is of
no topic: an entry in an emergency (R1111-48 CSP), a new device.
"""

from __future__ import annotations

from enum import StrEnum


class Pace(StrEnum):
    """How soon a message leaves."""

    EACH = "each"
    DAILY = "daily"
    NEVER = "never"


class Channel(StrEnum):
    """By what; push messages are chosen on each device (carnet.notify.pushes)."""

    EMAIL = "email"
    SMS = "sms"


ACCESS, DOCUMENTS, HOUSE = "access", "documents", "house"
# Of accesses a message leaves, each time or in the day: EHDS, art. 9, and R1111-46 CSP.
PACES: dict[str, tuple[Pace, ...]] = {
    ACCESS: (Pace.EACH, Pace.DAILY),
    DOCUMENTS: (Pace.EACH, Pace.DAILY, Pace.NEVER),
    HOUSE: (Pace.EACH, Pace.DAILY),
}
AT_ONCE = frozenset({"ACCES_BRIS_GLACE", "NOUVEL_APPAREIL"})
TOLD_APART = frozenset({"NOUVEL_APPAREIL"})  # e-mail and SMS of its own: carnet.accounts.notices
_OF = {
    ACCESS: ("ACCES_DMP_PS", "CONSULTATION_PS", "EXAMEN_URGENCE", "FIN_ACCORD", "BLOCAGE_DEMANDE"),
    DOCUMENTS: (
        "AJOUT_DOCUMENT", "MODIF_DOCUMENT", "SUPP_DOC", "REMISE_VISIBILITE_AUTO",
        "DOCUMENT_EN_ATTENTE",
    ),
}  # fmt: skip
_TOPICS = {kind: topic for topic, kinds in _OF.items() for kind in kinds}


def topic_of(kind: str) -> str:
    """Its topic: the house's unless it tells of an access or a document."""
    return _TOPICS.get(kind, HOUSE)
