"""What this room forgets of a person whose record is destroyed (carnet.base.erasure).

Who represents a minor stays: the insurer's attachment, which a new record would need.
"""

from __future__ import annotations

from carnet.base.database import execute
from carnet.base.erasure import eraser


@eraser("autorisations")
def authorizations(person_id: int) -> int:
    """Those authorised or blocked, and the médecin traitant."""
    execute("DELETE FROM sharing_treating_doctor WHERE person_id = %s", [person_id])
    return execute("DELETE FROM sharing_authorization WHERE person_id = %s", [person_id])


@eraser("choix")
def choices(person_id: int) -> int:
    """Emergency choices, and invitations of a second representative."""
    invited = execute(
        "DELETE FROM sharing_representative_invitation WHERE person_id = %s", [person_id]
    )
    return invited + execute(
        "DELETE FROM sharing_emergency_choice WHERE person_id = %s", [person_id]
    )
