"""What this room forgets of a person whose record is destroyed (carnet.base.erasure)."""

from __future__ import annotations

from carnet.base.database import execute
from carnet.base.erasure import eraser


@eraser("dossiers")
def folders(person_id: int) -> int:
    """Every folder, those that ended too, and what lay in them, was pinned or linked."""
    for table in ("placed", "pin", "link"):
        execute(f"DELETE FROM filing_{table} WHERE person_id = %s", [person_id])
    return execute("DELETE FROM filing_folder WHERE person_id = %s", [person_id])
