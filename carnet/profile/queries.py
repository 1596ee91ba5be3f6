"""What the doors ask of the profile."""

from __future__ import annotations

from carnet.access.facts import Actor
from carnet.journal.events import EventKind, record
from carnet.profile import answers
from carnet.profile.answers import Declared
from carnet.profile.models import Question

__all__ = ["Declared", "Question", "latest"]


def latest(person_id: int, actor: Actor) -> dict[Question, Declared]:
    """The newest answer to each question that was answered. Raises Refused; the read is journaled.

    No professional reads them: that needs the holder's own act (decree 2024-468).
    """
    decision = answers.allowed(person_id, actor)
    found = answers.newest(person_id)
    if found:
        record(EventKind.PROFILE_READ, person_id, actor, decision=decision)
    return found
