"""What this room forgets of a person whose record is destroyed (carnet.base.erasure).

Who represents a minor stays: the insurer's attachment, which a new record would need.
"""

from __future__ import annotations

from carnet.base.database import execute
from carnet.base.erasure import eraser


@eraser("autorisations")
def authorizations(person_id: int) -> int:
    """Those authorised or blocked, codes shown, who was told of, and the médecin traitant."""
    for table in ("treating_doctor", "consent_code", "told_access"):
        execute(f"DELETE FROM sharing_{table} WHERE person_id = %s", [person_id])
    return execute("DELETE FROM sharing_authorization WHERE person_id = %s", [person_id])


@eraser("urgences")
def emergencies(person_id: int) -> int:
    """Who entered in an emergency, why, and what the operator found."""
    return execute("DELETE FROM sharing_emergency_access WHERE person_id = %s", [person_id])


@eraser("choix")
def choices(person_id: int) -> int:
    """Emergency choices, and invitations of a second representative."""
    invited = execute(
        "DELETE FROM sharing_representative_invitation WHERE person_id = %s", [person_id]
    )
    return invited + execute(
        "DELETE FROM sharing_emergency_choice WHERE person_id = %s", [person_id]
    )


@eraser("aidants")
def delegations(person_id: int) -> int:
    """The caregivers whom the person chose, offers included."""
    return execute("DELETE FROM sharing_delegation WHERE person_id = %s", [person_id])


@eraser("signalements")
def reports(person_id: int) -> int:
    """What was told of abnormal accesses, and the answers."""
    return execute("DELETE FROM sharing_report WHERE person_id = %s", [person_id])
