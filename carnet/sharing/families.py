"""What is known between parents and children: who is attached, who certified, who is invited."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from carnet.base import clock
from carnet.base.database import row, rows
from carnet.sharing.attachments import written_to


@dataclass(frozen=True, slots=True)
class Attachment:
    """One child of one parent, until the day of majority. ``rank`` 1: the attached parent."""

    person_id: int
    representative_id: int
    rank: int
    until: date
    certified: bool  # « je suis son représentant légal »: yes; the record is open to them
    denied: bool  # … no: they may not act for this child


@dataclass(frozen=True, slots=True)
class Invitation:
    """One invitation, as one of its two people sees it."""

    person_id: int  # the child
    invitation_no: int
    inviter_id: int
    named: str  # as the inviter wrote it: for their eyes only
    answer: str  # carnet.sharing.models.Answer, expired included
    invited_at: datetime
    expires_at: datetime

    @property
    def waiting(self) -> bool:
        """Whether it may still be answered or withdrawn."""
        return self.answer == "pending"


_ATTACHMENT = """
SELECT person_id, representative_id, rank, until, certified_at IS NOT NULL, denied_at IS NOT NULL
FROM sharing_representation
WHERE {which} AND until > %s AND ended_at IS NULL ORDER BY {order}
"""
_CHILDREN = _ATTACHMENT.format(which="representative_id = %s", order="until, person_id")
_PARENTS = _ATTACHMENT.format(which="person_id = %s", order="rank, representative_id")
_INVITATION = """
SELECT person_id, invitation_no, inviter_id, named,
       CASE WHEN answer = 'pending' AND expires_at <= %s THEN 'expired' ELSE answer END,
       invited_at, expires_at
FROM sharing_representative_invitation i WHERE {which} ORDER BY invited_at DESC
"""
_SENT = _INVITATION.format(which="person_id = %s AND inviter_id = %s") + " LIMIT 5"
# One whose inviter lost the child, or whose child came of age, leads nowhere.
_RECEIVED = _INVITATION.format(
    which="""invited_id = %s AND answer = 'pending' AND expires_at > %s AND EXISTS (
  SELECT FROM sharing_representation r
  WHERE r.person_id = i.person_id AND r.representative_id = i.inviter_id
    AND r.certified_at IS NOT NULL AND r.ended_at IS NULL AND r.until > %s)"""
)


def children(parent_id: int) -> list[Attachment]:
    """The children attached to this parent or represented by them, eldest first."""
    return [Attachment(*line) for line in rows(_CHILDREN, [parent_id, clock.today()])]


def parents(person_id: int) -> list[Attachment]:
    """Those attached to this child, certified or not, the attached parent first."""
    return [Attachment(*line) for line in rows(_PARENTS, [person_id, clock.today()])]


def attachment(person_id: int, parent_id: int) -> Attachment | None:
    """What ties this child to this parent today."""
    found = (one for one in parents(person_id) if one.representative_id == parent_id)
    return next(found, None)


def attached_parent(person_id: int) -> int | None:
    """Who gets what is sent about a child: certified or not, since the code comes first."""
    return written_to([person_id]).get(person_id)


def former_parent(person_id: int) -> int:
    """The attached parent of somebody, also of one who is 18; 0 when there never was one."""
    found = row(
        "SELECT representative_id FROM sharing_representation WHERE person_id = %s"
        " ORDER BY rank, representative_id LIMIT 1",
        [person_id],
    )
    return int(found[0]) if found else 0


def sent(person_id: int, inviter_id: int) -> list[Invitation]:
    """The latest invitations of this parent for this child, newest first."""
    return _invitations(_SENT, [clock.now(), person_id, inviter_id])


def received(invited_id: int) -> list[Invitation]:
    """The invitations that wait for this person's answer."""
    return _invitations(_RECEIVED, [clock.now(), invited_id, clock.now(), clock.today()])


def grown(limit: int) -> list[int]:
    """Those who are 18 and whose representations have not been ended yet."""
    found = rows(
        "SELECT DISTINCT person_id FROM sharing_representation"
        " WHERE until <= %s AND ended_at IS NULL LIMIT %s",
        [clock.today(), limit],
    )
    return [person_id for (person_id,) in found]


def represents_anyone(person_id: int) -> bool:
    """Whether this person has another record than their own to open."""
    found = row(
        "SELECT 1 FROM sharing_representation WHERE representative_id = %s AND until > %s"
        " AND certified_at IS NOT NULL AND ended_at IS NULL LIMIT 1",
        [person_id, clock.today()],
    )
    return found is not None


def _invitations(statement: str, asked: list[Any]) -> list[Invitation]:
    return [Invitation(*line) for line in rows(statement, asked)]
