"""What other rooms put in the outbox, turned into notices."""

from __future__ import annotations

from collections.abc import Sequence

from carnet.base import outbox
from carnet.base.outbox import Effect
from carnet.notify import professionals
from carnet.notify.actions import News, tell_all
from carnet.notify.professionals import ForProfessional

_CONSULTED = {True: "ACCES_DMP_PS", False: "CONSULTATION_PS"}


@outbox.consumer_of_many("document.deposited")
def documents_deposited(effects: Sequence[Effect]) -> None:
    """Tell of new documents, unless hidden from the patient for now (R1111-53)."""
    tell_all([_addition(one) for one in effects if not one.payload.get("hidden_from_patient")])


@outbox.consumer_of_many("document.waits")
def documents_waiting(effects: Sequence[Effect]) -> None:
    """Tell that a document waits with their doctor, never which (R1111-53)."""
    tell_all([_waiting(one) for one in effects])


@outbox.consumer_of_many("document.revealed")
def documents_revealed(effects: Sequence[Effect]) -> None:
    """Tell of documents that became visible: by themselves, or announced by their author."""
    tell_all([_addition(one, one.payload["notice"]) for one in effects])


@outbox.consumer_of_many("record.consulted")
def consultations(effects: Sequence[Effect]) -> None:
    """Tell that a professional opened the record, and whether it was for the first time."""
    tell_all([_access(one, _CONSULTED[one.payload["first"]]) for one in effects])


@outbox.consumer_of_many("record.emergency")
def emergencies(effects: Sequence[Effect]) -> None:
    """Tell the person, and their médecin traitant, of an entry in an emergency (R1111-48)."""
    tell_all([_access(one, "ACCES_BRIS_GLACE") for one in effects])
    professionals.tell_all([_to_doctor(one) for one in effects if one.payload["doctor_id"]])


@outbox.consumer_of_many("emergency.reviewed")
def emergencies_reviewed(effects: Sequence[Effect]) -> None:
    """Tell that the operator examined an entry in an emergency."""
    tell_all([_access(one, "EXAMEN_URGENCE") for one in effects])


@outbox.consumer_of_many("record.consent_ended")
def consents_ended(effects: Sequence[Effect]) -> None:
    """Tell that a consent ended by itself."""
    tell_all([_access(one, "FIN_ACCORD") for one in effects])


@outbox.consumer_of_many("record.blocked")
def blocked(effects: Sequence[Effect]) -> None:
    """Tell that the administrator blocked somebody at the person's request."""
    tell_all([_access(one, "BLOCAGE_DEMANDE") for one in effects])


def _waiting(effect: Effect) -> News:
    secret = effect.payload["hidden_from_representatives"]
    return News(
        effect.person_id,
        effect.key,
        "DOCUMENT_EN_ATTENTE",
        effect.at,
        secret_from_representatives=secret,
    )


def _addition(effect: Effect, kind: str = "AJOUT_DOCUMENT") -> News:
    """``entry_no``, and ``hidden_from_representatives`` when it is secret from them."""
    return News(
        effect.person_id,
        effect.key,
        kind,
        effect.at,
        entry_no=effect.payload["entry_no"],
        secret_from_representatives=effect.payload.get("hidden_from_representatives", False),
    )


def _access(effect: Effect, kind: str) -> News:
    """``professional_id``, and ``secret`` when the representatives of a minor must not know."""
    return News(
        effect.person_id,
        effect.key,
        kind,
        effect.at,
        professional_id=effect.payload["professional_id"],
        secret_from_representatives=effect.payload.get("secret", False),
    )


def _to_doctor(effect: Effect) -> ForProfessional:
    return ForProfessional(
        effect.person_id,
        effect.key,
        effect.payload["doctor_id"],
        "ACCES_BRIS_GLACE",
        effect.at,
        effect.payload["professional_id"],
        effect.payload["organization_id"],
    )
