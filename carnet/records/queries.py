"""What the life of a record asks about itself: its state, never its content."""

from __future__ import annotations

from carnet.base.database import row


def state(person_id: int) -> str | None:
    """The state of a record (carnet.records.models.State); None when none was created."""
    found = row("SELECT state FROM records_record WHERE person_id = %s", [person_id])
    return str(found[0]) if found else None
