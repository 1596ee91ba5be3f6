"""Invitations and offers, compared with the trace: whom they name, and what became of them.

Who puts another name on one, or brings back one that was refused, could answer it and be let in.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from carnet.base.database import rows
from carnet.journal.kinds import EventKind
from carnet.journal.told import People, Told, of_people
from carnet.sharing.models import Answer
from carnet.sharing.scopes import invitation_hash, offer_hash

_OF = "WHERE person_id > %s AND person_id <= %s"
_INVITATIONS = f"""
SELECT person_id, invitation_no, answer, inviter_id, invited_id, invited_at
FROM sharing_representative_invitation {_OF}
"""
_DELEGATIONS = f"""
SELECT person_id, delegation_no, answer, caregiver_id, offered_at FROM sharing_delegation {_OF}
"""
_BECAME = {
    EventKind.REPRESENTATIVE_INVITED: Answer.PENDING,
    EventKind.INVITATION_ACCEPTED: Answer.ACCEPTED,
    EventKind.INVITATION_REFUSED: Answer.REFUSED,
    EventKind.INVITATION_WITHDRAWN: Answer.WITHDRAWN,
    EventKind.DELEGATION_OFFERED: Answer.PENDING,
    EventKind.DELEGATION_RECORDED: Answer.PENDING,
    EventKind.DELEGATION_ACCEPTED: Answer.ACCEPTED,
    EventKind.DELEGATION_REFUSED: Answer.REFUSED,
    EventKind.DELEGATION_WITHDRAWN: Answer.WITHDRAWN,
    EventKind.DELEGATION_EXPIRED: Answer.EXPIRED,
}
_KINDS = (*_BECAME, EventKind.RECORD_DELETED)
Which = tuple[int, str, int]  # person_id, « invitation » or « delegation », its number


class Offer(NamedTuple):
    """Whom one names, hashed, and its answer (models.Answer)."""

    whom: str
    answer: str


def problems(people: People) -> Iterator[str]:
    """Name what is not as the trace tells of a range of people."""
    told, kept = _told(people), dict(_kept(people))
    for one in sorted(told.keys() | kept.keys()):
        if not _alike(told.get(one), kept.get(one)):
            person_id, what, number = one
            yield f"{what} {number} is not what the trace tells of person {person_id}"


def _alike(told: Offer | None, kept: Offer | None) -> bool:
    """An invitation that is over says so when the next one is made, without an event."""
    lapsed = told and kept and (told.answer, kept.answer) == (Answer.PENDING, Answer.EXPIRED)
    return told == (kept._replace(answer=Answer.PENDING) if kept and lapsed else kept)


def _told(people: People) -> dict[Which, Offer]:
    found: dict[Which, Offer] = {}
    for person_id, events in of_people(people, _KINDS).items():
        found |= _replayed(person_id, events)
    return found


def _replayed(person_id: int, events: list[Told]) -> dict[Which, Offer]:
    found: dict[Which, Offer] = {}
    for told in events:
        if told.kind is EventKind.RECORD_DELETED:
            found.clear()
            continue
        what = "delegation" if "delegation" in told.detail else "invitation"
        number = told.detail.get(what)
        one = (person_id, what, number if isinstance(number, int) else 0)
        before = found.get(one, Offer("", ""))
        whom = str(told.detail.get("whom", before.whom))
        found[one] = Offer(whom, _BECAME[told.kind])
    return found


def _kept(people: People) -> Iterator[tuple[Which, Offer]]:
    for person_id, number, answer, *made in rows(_INVITATIONS, people):
        whom = invitation_hash(person_id, number, *made)
        yield (person_id, "invitation", number), Offer(whom, answer)
    for person_id, number, answer, *made in rows(_DELEGATIONS, people):
        whom = offer_hash(person_id, number, *made)
        yield (person_id, "delegation", number), Offer(whom, answer)
