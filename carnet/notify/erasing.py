"""What this room forgets of a person whose record is destroyed (carnet.base.erasure)."""

from __future__ import annotations

from carnet.base.database import execute
from carnet.base.erasure import eraser


@eraser("notifications")
def notices(person_id: int) -> int:
    """Every notice of the centre, those for professionals, and the daily message to come."""
    execute("DELETE FROM notify_professional_notice WHERE person_id = %s", [person_id])
    execute(
        "DELETE FROM notify_waiting WHERE person_id = %s OR reader_id = %s", [person_id, person_id]
    )
    return execute("DELETE FROM notify_notice WHERE person_id = %s", [person_id])


@eraser("réglages")
def ways(person_id: int) -> int:
    """What they chose, and the devices that took push messages: whoever stays chooses again."""
    execute("DELETE FROM notify_preference WHERE person_id = %s", [person_id])
    return execute("DELETE FROM notify_push WHERE person_id = %s", [person_id])
