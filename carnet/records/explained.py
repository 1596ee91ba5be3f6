"""The facts of one decision about a real record, for the operator who must explain it."""

from __future__ import annotations

from dataclasses import replace

from django.db import transaction

from carnet.access.facts import Action, Actor, ActorKind, Facts, Purpose
from carnet.base.database import row
from carnet.journal.events import EventKind, record
from carnet.records import columns
from carnet.records.states import SYSTEM
from carnet.sharing.queries import facts

_ENTRY = f"""
SELECT {columns.listed("o")} FROM records_entry o WHERE o.person_id = %s AND o.entry_no = %s
"""


def facts_of(person_id: int, actor: Actor, action: Action, entry_no: int = 0) -> Facts:
    """What the policy would be told, of the record or of one entry; nothing of its content.

    The person reads in their history that it was asked; the representatives of a minor do not
    where it is about a « connexion secrète ».
    """
    with transaction.atomic():
        known = facts(person_id, actor, action)
        found = row(_ENTRY, [person_id, entry_no]) if entry_no else None
        if found:
            known = known.about(columns.document(columns.view(found)))
        elif entry_no:
            known = known.about_nothing()
        key = "professional" if actor.kind is ActorKind.PROFESSIONAL else "person"
        secret = actor.purpose is Purpose.SECRET
        asker = replace(SYSTEM, purpose=Purpose.SECRET) if secret else SYSTEM
        record(
            EventKind.DECISION_EXPLAINED, person_id, asker,
            entry_no=entry_no if found else None, detail={key: actor.actor_id},
        )  # fmt: skip
    return known
