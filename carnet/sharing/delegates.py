"""What is known of proches aidants: whom a person chose, whom a caregiver helps, what waits."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from carnet.base import clock
from carnet.base.database import row, rows


@dataclass(frozen=True, slots=True)
class Delegation:
    """One delegation, as one of its two people sees it."""

    person_id: int  # whose record it is
    delegation_no: int
    caregiver_id: int | None  # None to the person before the caregiver has accepted
    named: str  # as the person wrote it: for their eyes only
    categories: tuple[str, ...] | None  # None: all of them
    writes: bool
    hidden_documents: bool
    answer: str  # carnet.sharing.models.Answer, expired included
    offered_at: datetime
    expires_at: datetime  # of the offer
    until: date  # last day
    answered_at: datetime | None
    ended_at: datetime | None

    @property
    def waiting(self) -> bool:
        """Whether the caregiver may still answer."""
        return self.answer == "pending"

    @property
    def running(self) -> bool:
        """Whether the record is open to the caregiver today."""
        accepted = self.answer == "accepted" and self.ended_at is None
        return accepted and self.until >= clock.today()


_DELEGATION = """
SELECT person_id, delegation_no, {caregiver}, named, categories, writes, hidden_documents,
       CASE WHEN answer = 'pending' AND expires_at <= %s THEN 'expired' ELSE answer END,
       offered_at, expires_at, until, answered_at, ended_at
FROM sharing_delegation WHERE {which}
"""
_GIVEN = _DELEGATION.format(
    caregiver="CASE WHEN answer = 'accepted' THEN caregiver_id END", which="person_id = %s"
)
_RECEIVED = _DELEGATION.format(
    caregiver="caregiver_id", which="caregiver_id = %s AND answer = 'pending' AND expires_at > %s"
)
_RUNNING = "answer = 'accepted' AND until >= %s AND ended_at IS NULL"
_HELPED = _DELEGATION.format(caregiver="caregiver_id", which=f"caregiver_id = %s AND {_RUNNING}")


def given(person_id: int) -> list[Delegation]:
    """All that this person offered, newest first."""
    return _delegations(f"{_GIVEN} ORDER BY delegation_no DESC", clock.now(), person_id)


def received(caregiver_id: int) -> list[Delegation]:
    """The offers that wait for this person's answer, oldest first."""
    now = clock.now()
    return _delegations(f"{_RECEIVED} ORDER BY offered_at", now, caregiver_id, now)


def helped(caregiver_id: int) -> list[Delegation]:
    """Those whose record is open to this caregiver today."""
    asked = clock.now(), caregiver_id, clock.today()
    return _delegations(f"{_HELPED} ORDER BY answered_at, person_id", *asked)


def one(person_id: int, delegation_no: int) -> Delegation | None:
    """One delegation, as the person sees it."""
    found = _delegations(f"{_GIVEN} AND delegation_no = %s", clock.now(), person_id, delegation_no)
    return found[0] if found else None


def helps_anyone(caregiver_id: int) -> bool:
    """Whether this person may open somebody's record as their caregiver."""
    asked = [caregiver_id, clock.today()]
    return row(f"SELECT 1 FROM sharing_delegation WHERE caregiver_id = %s AND {_RUNNING} LIMIT 1",
               asked) is not None  # fmt: skip


def was_caregiver(person_id: int, other_id: int) -> bool:
    """Whether this other person is, or has been, a caregiver of this one."""
    asked = [person_id, other_id]
    return row("SELECT 1 FROM sharing_delegation WHERE person_id = %s AND caregiver_id = %s"
               " AND answer = 'accepted' LIMIT 1", asked) is not None  # fmt: skip


def _delegations(statement: str, *asked: object) -> list[Delegation]:
    return [_delegation(*line) for line in rows(statement, list(asked))]


def _delegation(
    person_id: int, number: int, caregiver_id: int | None, named: str,
    categories: list[str] | None, *rest: object,
) -> Delegation:  # fmt: skip
    chosen = None if categories is None else tuple(categories)
    return Delegation(person_id, number, caregiver_id, named, chosen, *rest)  # type: ignore[arg-type]
