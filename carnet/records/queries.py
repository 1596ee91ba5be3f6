"""What the life of a record asks about itself: its state, never its content."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from carnet.base.database import row


@dataclass(frozen=True, slots=True)
class Life:
    """Where a record is in its life. ``due_at``: when its timer ends, None where none runs."""

    state: str  # carnet.records.models.State
    since: datetime
    due_at: datetime | None
    closed_at: datetime | None
    closing_reason: str  # carnet.records.life.Reason
    delete_on_closing: bool  # asked with the closing

    @property
    def closing_asked(self) -> bool:
        """Whether a closing was asked for, and takes effect at ``due_at``."""
        return self.state in {"created", "active"} and self.due_at is not None


_LIFE = """
SELECT state, state_since, due_at, closed_at, closing_reason, delete_on_closing
FROM records_record WHERE person_id = %s
"""


def state(person_id: int) -> str | None:
    """The state of a record (carnet.records.models.State); None when none was created."""
    found = row("SELECT state FROM records_record WHERE person_id = %s", [person_id])
    return str(found[0]) if found else None


def life(person_id: int) -> Life | None:
    """Where the record of a person is in its life; None when none was created."""
    found = row(_LIFE, [person_id])
    return Life(*found) if found else None


def hides_new_documents(person_id: int) -> bool:
    """Whether the person chose that documents to come are hidden from professionals."""
    found = row("SELECT hide_new_documents FROM records_record WHERE person_id = %s", [person_id])
    return bool(found and found[0])


def hidden_categories(person_id: int) -> frozenset[str]:
    """The categories that the person hides from professionals, documents to come included."""
    found = row("SELECT hidden_categories FROM records_record WHERE person_id = %s", [person_id])
    return frozenset(found[0] if found else ())


def version(person_id: int, entry_no: int) -> int:
    """The present version of an entry; 0 for one that is not there."""
    asked = [person_id, entry_no]
    found = row("SELECT version FROM records_entry WHERE person_id = %s AND entry_no = %s", asked)
    return int(found[0]) if found else 0
