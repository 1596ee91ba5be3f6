"""The numbers of what a person has here: mandates and tickets, from 1."""

from __future__ import annotations

from django.db.models import Max

from carnet.assistance.models import Mandate, Ticket
from carnet.records import states


def of_mandate(person_id: int) -> int:
    """The number of the next mandate; the row of the record is held until the transaction ends."""
    states.locked(person_id)
    last = Mandate.objects.filter(person_id=person_id).aggregate(last=Max("mandate_no"))["last"]
    return int(last or 0) + 1


def of_ticket(person_id: int) -> int:
    """The number of the next ticket, as above."""
    states.locked(person_id)
    last = Ticket.objects.filter(person_id=person_id).aggregate(last=Max("ticket_no"))["last"]
    return int(last or 0) + 1
