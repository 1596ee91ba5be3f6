"""The end of the opposition window: the record opens, unless the person objected (R1111-28 CSP)."""

from __future__ import annotations

import structlog
from django.conf import settings
from django.db import transaction

from carnet.access.facts import Actor, ActorKind
from carnet.accounts import first_documents
from carnet.accounts.models import Contact
from carnet.base import clock
from carnet.records import actions as records
from carnet.records import queries as record_queries

_log = structlog.get_logger(__name__)


def open_after_window(limit: int = 1000) -> int:
    """Open the records whose opposition window is over; return how many.

    Idempotent, a transaction each; run by the worker, at most ``limit`` at a time. One that fails
    is logged and lets the others pass.
    """
    due = Contact.objects.filter(
        informed_at__lte=clock.now() - settings.OPPOSITION_WINDOW, window_closed_at=None
    ).order_by("informed_at")
    return sum(map(_attempt, due.values_list("person_id", flat=True)[:limit]))


def _attempt(person_id: int) -> bool:
    try:
        return _open(person_id)
    except Exception:  # noqa: BLE001 - one bad record must not close the door to a nation
        _log.exception("window.failed")
        return False


def _open(person_id: int) -> bool:
    with transaction.atomic():
        waiting = record_queries.state(person_id) == "not_created"
        if waiting:
            records.open_record(person_id, Actor(ActorKind.SYSTEM))
        first_documents.settle(person_id)
        Contact.objects.filter(person_id=person_id).update(window_closed_at=clock.now())
    return waiting
