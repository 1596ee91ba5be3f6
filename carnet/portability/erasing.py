"""What this room forgets of a person whose record is destroyed (carnet.base.erasure).

The files of copies cannot be opened once the key is destroyed; the worker sweeps them away.
"""

from __future__ import annotations

from carnet.base.database import execute
from carnet.base.erasure import eraser


@eraser("copies")
def copies(person_id: int) -> int:
    """Every copy, made or to be made."""
    return execute("DELETE FROM portability_copy WHERE person_id = %s", [person_id])


@eraser("pièces d’origine")
def origins(person_id: int) -> int:
    """What came from other houses with the record."""
    return execute("DELETE FROM portability_origin WHERE person_id = %s", [person_id])
