"""The verbs of a record's life, each one transaction (docs/closing.md).

All raise Impossible where carnet.records.life has no such transition, and Refused for a person
to whom the record does not belong; asking for what already is changes nothing.
"""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from carnet.access.facts import Actor
from carnet.identity import people
from carnet.records import destruction, life, states
from carnet.records.life import Reason, Verb
from carnet.records.models import State
from carnet.records.states import Kept
from carnet.vault import keys


def oppose(person_id: int, actor: Actor) -> None:
    """Refuse the creation, inside the window."""
    states.apply(person_id, actor, Verb.OPPOSE)


def block_creation(person_id: int, actor: Actor) -> None:
    """Stop the creation for a minor whose attached parent is not a legal representative."""
    states.apply(person_id, actor, Verb.BLOCK_CREATION)


def withdraw_opposition(person_id: int, actor: Actor) -> None:
    """Change one's mind: the record is created."""
    states.apply(person_id, actor, Verb.WITHDRAW_OPPOSITION)


def open_record(person_id: int, actor: Actor) -> None:
    """The window is over without opposition."""
    states.apply(person_id, actor, Verb.OPEN)


def activate(person_id: int, actor: Actor) -> None:
    """The person signs in for the first time; a closing that was asked for is forgotten."""
    states.apply(person_id, actor, Verb.ACTIVATE)


def request_closing(person_id: int, actor: Actor, *, delete: bool = False) -> datetime:
    """Ask for the closing, and with it for an express deletion; return when it takes effect.

    Until then the record lives as before. Asked again, the first date stands; with another choice
    about the deletion, the cooling-off begins anew.
    """
    with transaction.atomic():
        kept = _ask_closing(person_id, actor, delete=delete)
        if kept.delete_on_closing is not delete:
            states.apply(person_id, actor, Verb.CANCEL_CLOSING)
            kept = _ask_closing(person_id, actor, delete=delete)
    assert kept.due_at is not None  # noqa: S101 - a closing asked for is timed
    return kept.due_at


def _ask_closing(person_id: int, actor: Actor, *, delete: bool) -> Kept:
    detail = {"delete": True} if delete else None
    states.apply(person_id, actor, Verb.REQUEST_CLOSING, delete=delete, detail=detail)
    kept = states.locked(person_id)
    assert kept is not None  # noqa: S101 - apply would have raised
    return kept


def cancel_closing(person_id: int, actor: Actor) -> None:
    """Forget the closing that was asked for."""
    states.apply(person_id, actor, Verb.CANCEL_CLOSING)


def close_now(person_id: int, actor: Actor, reason: Reason = Reason.REQUEST) -> None:
    """Close without a cooling-off; a deletion asked with the closing is asked for now."""
    with transaction.atomic():
        before = states.apply(person_id, actor, Verb.CLOSE, reason=reason)
        if before is not None and before.delete_on_closing:
            request_deletion(person_id, actor)


def reopen(person_id: int, actor: Actor) -> None:
    """Open a closed record again, with everything in it; a deletion to come is cancelled."""
    states.apply(person_id, actor, Verb.REOPEN)


def request_deletion(person_id: int, actor: Actor) -> None:
    """Ask that a closed record be destroyed without waiting ten years (R1111-36)."""
    states.apply(person_id, actor, Verb.REQUEST_DELETION)


def cancel_deletion(person_id: int, actor: Actor) -> None:
    """Leave the archive to its ten years."""
    states.apply(person_id, actor, Verb.CANCEL_DELETION)


def suspend(person_id: int, actor: Actor, reason: Reason) -> None:
    """Stop all reading and feeding, for a malfunction or a fraud; the person is told."""
    states.apply(person_id, actor, Verb.SUSPEND, reason=reason)


def contest(person_id: int, actor: Actor) -> None:
    """The person objects to the suspension: it no longer becomes a closing by itself."""
    states.apply(person_id, actor, Verb.CONTEST)


def resume(person_id: int, actor: Actor) -> None:
    """End the suspension."""
    states.apply(person_id, actor, Verb.RESUME)


def record_death(person_id: int, actor: Actor, on: date) -> None:
    """The register says that the person died: the record closes (L1111-13-1 IV)."""
    with transaction.atomic():
        told = people.deceased_on(person_id) is not None
        if not (told and _unmoved(person_id, actor, Verb.RECORD_DEATH)):
            states.apply(person_id, actor, Verb.RECORD_DEATH, reason=Reason.DEATH)
        people.set_deceased(person_id, on)


def withdraw_death(person_id: int, actor: Actor) -> None:
    """The register was wrong: the record is as it was before."""
    with transaction.atomic():
        told = people.deceased_on(person_id) is not None
        if told or not _unmoved(person_id, actor, Verb.WITHDRAW_DEATH):
            states.apply(person_id, actor, Verb.WITHDRAW_DEATH)
        people.set_deceased(person_id, None)


def _unmoved(person_id: int, actor: Actor, verb: Verb) -> bool:
    """Whether a death changes no state: a destruction asked for goes on. May raise Impossible."""
    kept = states.locked(person_id)
    if kept is None or kept.state not in {State.DELETION_PENDING, State.DELETED}:
        return False
    life.step(kept.where, verb, actor.kind)
    return True


def begin_again(person_id: int, actor: Actor) -> None:
    """Make a new, empty record in the place of a destroyed one, with a new key.

    The old key is destroyed first if that still waits, and the new one is durable before any
    document may come.
    """
    destruction.destroy_key(person_id)
    with transaction.atomic():
        if states.apply(person_id, actor, Verb.BEGIN_AGAIN) is not None:
            keys.store().renew(person_id)


def come_of_age(person_id: int) -> None:
    """The person is 18: an open record waits for them to activate it, as any adult's."""
    states.apply(person_id, states.SYSTEM, Verb.COME_OF_AGE)
