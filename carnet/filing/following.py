"""What replaces a document takes its place: in its folder, at the head of the list, in its links.

Called in the transaction of the deposit; asks nothing of anybody (carnet.records.writing).
"""

from __future__ import annotations

from carnet.base.database import execute

_FOLLOW = (
    "UPDATE filing_placed SET entry_no = %s WHERE person_id = %s AND entry_no = %s",
    "UPDATE filing_pin SET entry_no = %s WHERE person_id = %s AND entry_no = %s",
    "UPDATE filing_link SET entry_no = %s WHERE person_id = %s AND entry_no = %s",
    "UPDATE filing_link SET other_no = %s WHERE person_id = %s AND other_no = %s",
)
_FORGET = (
    "DELETE FROM filing_placed WHERE person_id = %s AND entry_no = %s",
    "DELETE FROM filing_pin WHERE person_id = %s AND entry_no = %s",
    "DELETE FROM filing_link WHERE person_id = %s AND entry_no = %s",
    "DELETE FROM filing_link WHERE person_id = %s AND other_no = %s",
)


def follow(person_id: int, old: int, new: int) -> None:
    """File ``new`` as ``old`` was."""
    for sql in _FOLLOW:
        execute(sql, [new, person_id, old])


def forget(person_id: int, entry_no: int) -> None:
    """Forget how a document was filed, once its bytes are erased for ever."""
    for sql in _FORGET:
        execute(sql, [person_id, entry_no])
