"""What this room forgets of a person whose record is destroyed (carnet.base.erasure)."""

from __future__ import annotations

from carnet.base.database import execute
from carnet.base.erasure import eraser


@eraser("demandes d’aide")
def tickets(person_id: int) -> int:
    """Every ticket, its messages and its files."""
    execute("DELETE FROM assistance_ticket_message WHERE person_id = %s", [person_id])
    execute("DELETE FROM assistance_file WHERE person_id = %s AND of = 'ticket'", [person_id])
    return execute("DELETE FROM assistance_ticket WHERE person_id = %s", [person_id])


@eraser("mandats")
def mandates(person_id: int) -> int:
    """Every mandate and its scan, the cases and the helped activations: the trace tells of them."""
    execute("DELETE FROM assistance_file WHERE person_id = %s AND of = 'mandate'", [person_id])
    execute("DELETE FROM assistance_case WHERE person_id = %s", [person_id])
    execute("DELETE FROM assistance_help WHERE person_id = %s", [person_id])
    return execute("DELETE FROM assistance_mandate WHERE person_id = %s", [person_id])
