"""The day of the 18 years: the parents leave, the young adult is given their own code.

The record goes back to « créé, non activé » until they activate it: active means that a holder
signs in and accepted the terms, and the parents' acceptance is not theirs. Nothing in it moves, it
goes on being fed, and what was kept from the parents is plainly theirs to read. The professionals
whom the parents agreed to go on reading, since care goes on: the first page after the activation
says how many and asks again. There is no application yet whose consent would have to be.
"""

from __future__ import annotations

import structlog
from django.db import transaction

from carnet.accounts import information
from carnet.accounts.models import Account, Contact
from carnet.base import outbox
from carnet.records import actions as records
from carnet.records import queries as record_queries
from carnet.records.problems import Impossible
from carnet.sharing import actions as sharing
from carnet.sharing import families

_INFORMED = frozenset({"not_created", "opposed", "created", "active", "suspended", "closed"})
_log = structlog.get_logger(__name__)


def run(limit: int = 1000) -> int:
    """Hand over the records of those who are 18 today; return how many. Idempotent.

    One that fails is logged and lets the others pass.
    """
    return sum(map(_attempt, families.grown(limit)))


def _attempt(person_id: int) -> bool:
    try:
        return _hand_over(person_id)
    except Exception:  # noqa: BLE001 - one bad record must not keep others from their own
        _log.exception("majority.failed")
        return False


def _hand_over(person_id: int) -> bool:
    parent_id = families.former_parent(person_id)
    with transaction.atomic():
        if not sharing.come_of_age(person_id):
            return False
        try:
            records.come_of_age(person_id)
        except Impossible:  # a child whose record was never foreseen
            _log.warning("majority.no_record")
        outbox.put(person_id, "majority.inform", parent_id=parent_id)
    return True


@outbox.sender("majority.inform")
def inform(person_id: int, parent_id: int) -> None:
    """Send the young adult their own code; raises ``notify.sms.NotSent``, ``NoChannel``."""
    if Account.objects.filter(person_id=person_id).exists():
        return
    if record_queries.state(person_id) in _INFORMED:
        _reach(person_id, parent_id)
        information.renew_code(person_id)


def _reach(person_id: int, parent_id: int) -> None:
    """Write to the home they grew up in when the insurer knows no other: never to an e-mail."""
    own, _new = Contact.objects.get_or_create(person_id=person_id)
    home = Contact.objects.filter(person_id=parent_id).first()
    if home and not own.email and not own.address:
        own.address, own.postal_code, own.city = home.address, home.postal_code, home.city
        own.save(update_fields=["address", "postal_code", "city"])
