"""Opposing the creation of a record, and changing one's mind: as easy as activating it.

Inside the window it is an opposition (R1111-28 CSP). Once the window is over the record exists:
the same gesture closes it (R1111-36), and the page says so before.
"""

from __future__ import annotations

import enum

from django.db import transaction

from carnet.accounts import fields
from carnet.accounts.models import Account
from carnet.accounts.problems import AccountExists, ChoiceChanged, MinorHolder, RecordClosed
from carnet.accounts.proof import Proof, fresh, holder, identify, use_code
from carnet.base import outbox
from carnet.identity import people
from carnet.records import actions as records
from carnet.records import queries as record_queries
from carnet.records.problems import Impossible

TELL = "opposition.tell"  # the effect that sends the document


class Way(enum.StrEnum):
    """What is open to somebody who proved who they are."""

    OPPOSE = "oppose"
    CLOSE = "close"  # the record exists already, not activated
    OPPOSED = "opposed"  # done: the document again, or a change of mind


_WAYS = {"not_created": Way.OPPOSE, "created": Way.CLOSE, "opposed": Way.OPPOSED}
_DONE = {Way.OPPOSE: "opposed", Way.CLOSE: "closed", Way.OPPOSED: "opposed"}


def prove_for_opposition(proof: Proof, address: str) -> int:
    """Return the person of this proof, to whom a ``way`` is open.

    Raises ``WrongProof``, ``Slowed``, ``Locked``; with the right proof ``AccountExists``,
    ``RecordClosed``, ``MinorHolder``, ``CodeUsed`` or ``CodeExpired``.
    """
    person_id = identify(proof, address)
    way(person_id)
    fresh(person_id)
    return person_id


def way(person_id: int) -> Way:
    """What is open to this person now. Raises ``AccountExists``, ``MinorHolder``, ``RecordClosed``.

    The holder of an account closes from inside; a parent answers for a minor.
    """
    if Account.objects.filter(person_id=person_id, is_active=True).exists():
        raise AccountExists
    if fields.is_minor(people.person(person_id).birth_date):
        raise MinorHolder
    state = record_queries.state(person_id) or ""
    if state not in _WAYS:
        raise RecordClosed(state)
    return _WAYS[state]


def oppose(person_id: int, said: Way) -> None:
    """Record the opposition, or close the record that exists; done already, it changes nothing.

    ``said``: what the page announced. Raises ``ChoiceChanged`` when that is no longer what would
    happen, and as ``way``.
    """
    if record_queries.state(person_id) == _DONE[said]:
        return
    if way(person_id) is not said:
        raise ChoiceChanged
    with transaction.atomic():
        use_code(person_id)
        if said is Way.CLOSE:
            records.close_now(person_id, holder(person_id))
        else:
            records.oppose(person_id, holder(person_id))
            outbox.put(person_id, TELL)


def withdraw(person_id: int) -> None:
    """Change one's mind: the record is created, to be activated with a code. Done, it is done.

    Raises ``RecordClosed`` for a record that was never opposed.
    """
    try:
        records.withdraw_opposition(person_id, holder(person_id))
    except Impossible as problem:
        raise RecordClosed(problem.state) from None
