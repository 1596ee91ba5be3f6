"""What other rooms put in the outbox, turned into notices."""

from __future__ import annotations

from collections.abc import Sequence

from carnet.base import outbox
from carnet.base.outbox import Effect
from carnet.notify.actions import News, tell_all


@outbox.consumer_of_many("document.deposited")
def documents_deposited(effects: Sequence[Effect]) -> None:
    """Tell of new documents, unless hidden from the patient for now (R1111-53)."""
    tell_all([_addition(one) for one in effects if not one.payload.get("hidden_from_patient")])


@outbox.consumer_of_many("record.first_access")
def first_accesses(effects: Sequence[Effect]) -> None:
    """Tell that a professional opened the record for the first time."""
    tell_all([_access(one) for one in effects])


def _addition(effect: Effect) -> News:
    """``entry_no``, and ``hidden_from_representatives`` when it is secret from them."""
    return News(
        effect.person_id,
        effect.key,
        "AJOUT_DOCUMENT",
        effect.at,
        entry_no=effect.payload["entry_no"],
        secret_from_representatives=effect.payload.get("hidden_from_representatives", False),
    )


def _access(effect: Effect) -> News:
    who = effect.payload["professional_id"]
    return News(effect.person_id, effect.key, "ACCES_DMP_PS", effect.at, professional_id=who)
