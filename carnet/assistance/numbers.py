"""The numbers of what a person has here: mandates and tickets, from 1."""

from __future__ import annotations

from django.db.models import Max

from carnet.assistance.models import Mandate, Ticket
from carnet.base.database import row

_ONE_AT_A_TIME = "SELECT 1 FROM records_record WHERE person_id = %s FOR UPDATE"


def of_mandate(person_id: int) -> int:
    """The number of the next mandate; the row of the record is held until the transaction ends."""
    row(_ONE_AT_A_TIME, [person_id])
    last = Mandate.objects.filter(person_id=person_id).aggregate(last=Max("mandate_no"))["last"]
    return int(last or 0) + 1


def of_ticket(person_id: int) -> int:
    """The number of the next ticket, as above."""
    row(_ONE_AT_A_TIME, [person_id])
    last = Ticket.objects.filter(person_id=person_id).aggregate(last=Max("ticket_no"))["last"]
    return int(last or 0) + 1
