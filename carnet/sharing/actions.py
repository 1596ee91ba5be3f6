"""The verbs of sharing: each changes one standing and writes one journal event."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from carnet.access.facts import Actor, ActorKind
from carnet.base.database import execute
from carnet.journal.events import EventKind, record
from carnet.sharing.administrator import choose_administrator, end_administrator
from carnet.sharing.consents import block, record_consent, unblock, withdraw_consent
from carnet.sharing.emergency import choose as choose_emergency
from carnet.sharing.invitations import (
    accept_invitation,
    invite,
    refuse_invitation,
    withdraw_invitation,
)
from carnet.sharing.problems import NotAuthorised, SharingRefused
from carnet.sharing.representation import (
    certify,
    come_of_age,
    declare_representative,
    deny,
    end_representation,
    reject,
    restore,
)

__all__ = [
    "NotAuthorised",
    "SharingRefused",
    "accept_invitation",
    "block",
    "certify",
    "choose_administrator",
    "choose_emergency",
    "come_of_age",
    "declare_representative",
    "declare_treating_doctor",
    "deny",
    "end_administrator",
    "end_representation",
    "invite",
    "record_consent",
    "refuse_invitation",
    "reject",
    "restore",
    "unblock",
    "withdraw_consent",
    "withdraw_invitation",
]

_SYSTEM = Actor(ActorKind.SYSTEM)


def declare_treating_doctor(person_id: int, professional_id: int, since: date) -> None:
    """Take the médecin traitant that the insurer declares (one for each person)."""
    with transaction.atomic():
        execute(
            "INSERT INTO sharing_treating_doctor (person_id, professional_id, since)"
            " VALUES (%s, %s, %s) ON CONFLICT (person_id) DO UPDATE"
            " SET professional_id = excluded.professional_id, since = excluded.since",
            [person_id, professional_id, since],
        )
        detail = {"professional": professional_id}
        record(EventKind.TREATING_DOCTOR_DECLARED, person_id, _SYSTEM, detail=detail)
