"""What a parent does for each child, in any order: activate, oppose, or say that they may not.

The parent proves with the child's code that the letter reached them, then certifies being the
legal representative. Nothing here asks whether the parent has a record, or opposed their own.
"""

from __future__ import annotations

from datetime import date

from django.conf import settings
from django.db import transaction

from carnet.access.facts import Actor, ActorKind
from carnet.accounts import attempts, codes, first_documents
from carnet.accounts.models import Contact, ProvisionalCode
from carnet.accounts.opposition import TELL, Way
from carnet.accounts.problems import (
    ChoiceChanged,
    CodeOfAnother,
    CodeUsed,
    RecordClosed,
    WrongProof,
)
from carnet.accounts.proof import Proof, fresh, holder, use_code
from carnet.base import clock, outbox
from carnet.identity import people
from carnet.journal.events import NOBODY, EventKind, record
from carnet.records import actions as records
from carnet.records import queries as record_queries
from carnet.sharing import actions as sharing
from carnet.sharing import families
from carnet.sharing.problems import NotAttached

WAYS = {"not_created": Way.OPPOSE, "created": Way.CLOSE}


def identify(proof: Proof, address: str) -> tuple[int, int]:
    """Return the parent of this card and the child of this code (a parent without an account).

    ``proof.code`` is the child's. Raises ``WrongProof``, ``Slowed``, ``Locked``; with the right
    proof ``CodeUsed`` or ``CodeExpired``.
    """
    with attempts.guard(("matricule", proof.matricule), ("address", address)):
        parent_id = _parent(proof)
        child_id = _whose(parent_id, proof.code)
        if parent_id is None or child_id is None:
            record(EventKind.CODE_REFUSED, parent_id or NOBODY, holder(NOBODY))
            raise WrongProof
    fresh(child_id)
    return parent_id, child_id


def prove_code(parent_id: int, child_id: int, code: str, address: str) -> None:
    """Check the code of one child, typed by their parent.

    Raises ``NotAttached``, ``WrongProof``, ``Slowed``, ``Locked``, ``CodeOfAnother`` when it is
    that of another of their children; with the right one ``CodeUsed`` or ``CodeExpired``.
    """
    _attached(child_id, parent_id)
    _oid, matricule = people.matricule(parent_id)
    try:
        with attempts.guard(("matricule", matricule), ("address", address)):
            _match(child_id, code)
    except WrongProof:
        other = _whose(parent_id, code)
        if other is not None:
            raise CodeOfAnother(other) from None
        record(EventKind.CODE_REFUSED, child_id, holder(NOBODY))
        raise
    fresh(child_id)


def activate(parent_id: int, child_id: int) -> None:
    """The parent certifies, and the child's record is active: their code has served.

    Raises ``NotAttached``, ``CodeUsed``, ``RecordClosed``.
    """
    with transaction.atomic():
        _certify(parent_id, child_id)
        if _open(child_id, _acting(parent_id)):
            record(EventKind.ACTIVATED, child_id, _acting(parent_id))


def oppose(parent_id: int, child_id: int, said: Way) -> None:
    """The parent certifies, and opposes for the child; past the window, the record closes.

    ``said``: what the page announced. Raises ``NotAttached``, ``CodeUsed``, ``ChoiceChanged``.
    """
    if way(child_id) is not said:
        raise ChoiceChanged
    with transaction.atomic():
        _certify(parent_id, child_id)
        if said is Way.CLOSE:
            records.close_now(child_id, _acting(parent_id))
        else:
            records.oppose(child_id, _acting(parent_id))
            outbox.put(child_id, TELL)


def deny(parent_id: int, child_id: int) -> None:
    """The parent is no legal representative: a creation to come is blocked, their code dies.

    The desk alone comes back on it (``allow``). Raises ``NotAttached``.
    """
    with transaction.atomic():
        sharing.deny(child_id, parent_id)
        _block(child_id, _acting(parent_id))


def reject(parent_id: int, child_id: int, actor: Actor, reason: str) -> None:
    """The desk read that a parent is no legal representative: the same as ``deny`` follows.

    Raises ``NotAttached``.
    """
    with transaction.atomic():
        sharing.reject(child_id, parent_id, actor, reason)
        _block(child_id, actor)


def allow(parent_id: int, child_id: int, actor: Actor, reason: str) -> None:
    """Undo ``deny`` or ``reject`` on a document (desk).

    The parent answers again, the record is created.
    """
    with transaction.atomic():
        sharing.restore(child_id, parent_id, actor, reason)
        if record_queries.state(child_id) == "opposed":
            records.withdraw_opposition(child_id, actor)


def withdraw_opposition(parent_id: int, child_id: int) -> None:
    """Change one's mind for a child: the record is created, and stays to be activated.

    Raises ``NotAttached``; Refused for a parent who did not certify, Impossible.
    """
    _attached(child_id, parent_id)
    records.withdraw_opposition(child_id, _acting(parent_id))


def way(child_id: int) -> Way | None:
    """What opposing would do to this child's record now; None where it is no longer the way."""
    return WAYS.get(record_queries.state(child_id) or "")


def deadline(child_id: int) -> date | None:
    """The day from which the record is created without an answer; None when none was asked."""
    told = Contact.objects.filter(person_id=child_id).values_list("informed_at", flat=True).first()
    return (told + settings.OPPOSITION_WINDOW).astimezone(clock.LEGAL_ZONE).date() if told else None


def _block(child_id: int, actor: Actor) -> None:
    use_code(child_id)
    if record_queries.state(child_id) == "not_created":
        records.block_creation(child_id, actor)


def _certify(parent_id: int, child_id: int) -> None:
    """Take the parent's word, once, with the code; whoever certified before needs none."""
    tie = families.attachment(child_id, parent_id)
    sharing.certify(child_id, parent_id)
    if not use_code(child_id) and not (tie and tie.certified):
        raise CodeUsed(child_id)


def _open(child_id: int, actor: Actor) -> bool:
    """Make the record active from wherever a parent may bring it back; False when it was."""
    state = record_queries.state(child_id) or ""
    if state == "opposed":
        records.withdraw_opposition(child_id, actor)
    elif state == "closed":
        records.reopen(child_id, actor)
    elif state not in {"not_created", "created", "active"}:
        raise RecordClosed(state)
    records.activate(child_id, actor)
    first_documents.settle(child_id)
    return state != "active"


def _parent(proof: Proof) -> int | None:
    person_id = people.find_by_matricule(proof.matricule)
    if person_id is None or not people.holds_vitale(person_id, proof.vitale):
        return None
    return person_id if people.person(person_id).birth_date == proof.birth_date else None


def _whose(parent_id: int | None, code: str) -> int | None:
    """The child of this parent whose code it is. As slow for nobody as for a parent of one."""
    mine = families.children(parent_id) if parent_id else []
    hashes = {one.person_id: _hash(one.person_id) for one in mine if not one.denied} or {0: ""}
    return next((child for child, kept in hashes.items() if codes.matches(code, kept)), None)


def _match(child_id: int, code: str) -> None:
    if not codes.matches(code, _hash(child_id)):
        raise WrongProof


def _hash(child_id: int) -> str:
    kept = ProvisionalCode.objects.filter(person_id=child_id)
    return kept.values_list("code_hash", flat=True).first() or ""


def _attached(child_id: int, parent_id: int) -> None:
    tie = families.attachment(child_id, parent_id)
    if tie is None or tie.denied:
        raise NotAttached


def _acting(parent_id: int) -> Actor:
    return Actor(ActorKind.PERSON, parent_id)
