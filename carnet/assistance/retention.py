"""What time ends here: tickets a year after their last message, cases as long, and consents."""

from __future__ import annotations

from django.conf import settings
from django.db import transaction

from carnet.access.facts import Actor, ActorKind
from carnet.assistance import models
from carnet.assistance.files import Of
from carnet.base import clock
from carnet.journal.events import EventKind, record

_SYSTEM = Actor(ActorKind.SYSTEM)


def destroy_tickets(limit: int = 1000) -> int:
    """Delete the tickets whose time is over, their messages and files; return how many."""
    before = clock.now() - settings.TICKET_RETENTION
    old = models.Ticket.objects.filter(last_at__lte=before).order_by("last_at")
    return sum(_destroy(*one) for one in list(old.values_list("person_id", "ticket_no")[:limit]))


def destroy_cases(limit: int = 1000) -> int:
    """Delete the cases that are over for long; the history keeps who opened them, and when."""
    before = clock.now() - settings.CASE_RETENTION
    old = models.Case.objects.filter(expires_at__lte=before).order_by("expires_at")
    gone = list(old.values_list("pk", flat=True)[:limit])
    return int(models.Case.objects.filter(pk__in=gone).delete()[0])


def end_consents(limit: int = 1000) -> int:
    """Journal the end of the consents whose time is over; return how many."""
    over = models.Ticket.objects.filter(shown_until__lte=clock.now())
    return sum(_end_consent(*one) for one in over.values_list("person_id", "ticket_no")[:limit])


def _destroy(person_id: int, number: int) -> int:
    mine = {"person_id": person_id, "ticket_no": number}
    with transaction.atomic():
        gone = models.Ticket.objects.filter(**mine).delete()[0]
        models.TicketMessage.objects.filter(**mine).delete()
        models.File.objects.filter(person_id=person_id, of=Of.TICKET, owner_no=number).delete()
        if gone:
            record(EventKind.TICKETS_DESTROYED, person_id, _SYSTEM, detail={"ticket": number})
    return gone


def _end_consent(person_id: int, number: int) -> int:
    with transaction.atomic():
        mine = models.Ticket.objects.filter(person_id=person_id, ticket_no=number)
        ended = mine.filter(shown_until__lte=clock.now()).update(shown_until=None)
        if ended:
            record(EventKind.ACCOUNT_HIDDEN, person_id, _SYSTEM, detail={"ticket": number})
    return ended
