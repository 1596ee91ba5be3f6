"""What records forget of a person whose record is destroyed (carnet.base.erasure)."""

from __future__ import annotations

from carnet.base.database import execute
from carnet.base.erasure import eraser


@eraser("documents")
def entries(person_id: int) -> int:
    """Every entry and the versions of its metadata. The numbers stay: none is used twice."""
    for table in ("entry_version", "kept_from", "announcement", "binned", "draft", "scan"):
        execute(f"DELETE FROM records_{table} WHERE person_id = %s", [person_id])
    execute(
        "UPDATE records_record SET hide_new_documents = FALSE, hidden_categories = '{}'"
        " WHERE person_id = %s",
        [person_id],
    )
    return execute("DELETE FROM records_entry WHERE person_id = %s", [person_id])


@eraser("envois")
def submissions(person_id: int) -> int:
    """Every lot."""
    return execute("DELETE FROM records_submission WHERE person_id = %s", [person_id])
