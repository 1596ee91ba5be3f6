"""Delegating to a proche aidant: offered, accepted or refused, withdrawn, revoked by either.

Only an adult offers, for their own record. An offer that matches nobody is kept alike and waits
alike; it opens nothing before the caregiver accepts. What a caregiver never may is the policy's
(carnet.access.rules, 28 to 39).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db import transaction

from carnet.access.conditions import DIRECTIVES
from carnet.access.facts import Actor, ActorKind
from carnet.base import clock
from carnet.base.database import execute, row, rows
from carnet.identity import people
from carnet.journal.events import EventKind, record
from carnet.nomenclature import terms
from carnet.sharing import asking, delegation_news
from carnet.sharing.matching import Named, is_adult, match
from carnet.sharing.problems import (
    NoDelegation,
    NotTheHolder,
    TooManyCaregivers,
    TooManyHelped,
)
from carnet.sharing.scopes import offer_hash, scope_hash

CATEGORIES = tuple(code for code in terms.CATEGORIES if code != DIRECTIVES)


@dataclass(frozen=True, slots=True)
class Candidate:
    """Whom a person names: who they are is for the house alone (None: nobody it knows)."""

    named: str
    caregiver_id: int | None


@dataclass(frozen=True, slots=True)
class Scope:
    """What is entrusted. ``categories`` None: all but the directives, now and to come."""

    categories: frozenset[str] | None
    months: int
    writes: bool = False
    hidden_documents: bool = False


# One lock for both people, in one order: neither limit is passed by two requests at once.
_LOCK = """
SELECT 1 FROM records_record WHERE person_id = ANY(%s) ORDER BY person_id FOR UPDATE
"""
_OPEN = "SELECT 1 FROM records_record WHERE person_id = %s AND state IN ('created', 'active')"
_ACTIVE = "SELECT 1 FROM records_record WHERE person_id = %s AND state = 'active'"
_LIVE = "ended_at IS NULL AND until >= %s AND answer = 'accepted'"
_OF_PERSON = f"""
SELECT count(*) FROM sharing_delegation WHERE person_id = %s
  AND ({_LIVE} OR (answer = 'pending' AND expires_at > %s))
"""
_OF_CAREGIVER = f"""
SELECT count(DISTINCT person_id) FROM sharing_delegation
WHERE caregiver_id = %s AND person_id <> %s AND {_LIVE}
"""
_OFFER = """
INSERT INTO sharing_delegation
  (person_id, delegation_no, caregiver_id, named, categories, writes, hidden_documents, answer,
   offered_at, expires_at, until)
SELECT %s, 1 + coalesce(max(delegation_no), 0), %s::bigint, %s, %s::text[], %s, %s, 'pending',
       %s, %s, (%s::date + make_interval(months => %s))::date
FROM sharing_delegation WHERE person_id = %s RETURNING delegation_no, until
"""
_ANSWER = """
UPDATE sharing_delegation SET answer = %s, answered_at = %s
WHERE person_id = %s AND delegation_no = %s AND answer = 'pending' AND expires_at > %s {who}
RETURNING caregiver_id
"""
_BY_CAREGIVER, _BY_PERSON = _ANSWER.format(who="AND caregiver_id = %s"), _ANSWER.format(who="")
_END = f"""
UPDATE sharing_delegation SET ended_at = %s
WHERE person_id = %s AND {{which}} AND {_LIVE} RETURNING caregiver_id, delegation_no
"""
_END_ONE = _END.format(which="delegation_no = %s")
_END_FORMER = _END.format(which="caregiver_id = %s AND delegation_no <> %s")


def candidate(named: Named) -> Candidate:
    """Whom these facts name, if it is an adult whose own record is active (domain.md 1.8)."""
    found = match(named)
    known = found is not None and row(_ACTIVE, [found.person_id]) is not None
    return Candidate(named.words, found.person_id if found and known else None)


def offer(person_id: int, actor: Actor, chosen: Candidate, scope: Scope) -> int:
    """Offer the role of caregiver; return the number of the delegation.

    Raises SharingRefused (a caregiver, among others), NotTheHolder, TooManyCaregivers; ValueError
    for a scope that is not offered.
    """
    decision = asking.allowed_to_the_person(person_id, actor)
    _own(person_id, actor)
    with transaction.atomic():
        detail = _offer(person_id, chosen, scope)
        kind = EventKind.DELEGATION_OFFERED
        record(kind, person_id, actor, decision=decision, detail=detail)
    return int(detail["delegation"])


def record_on_paper(
    person_id: int, agent: Actor, chosen: Candidate, scope: Scope, mandate_no: int
) -> int:
    """The same on a mandate that the person signed at a desk, its scan kept; return the number.

    Raises NotTheHolder for a minor, TooManyCaregivers; ValueError.
    """
    with transaction.atomic():
        detail = _offer(person_id, chosen, scope) | {"mandate": mandate_no}
        record(EventKind.DELEGATION_RECORDED, person_id, agent, detail=detail)
    return int(detail["delegation"])


def accept(person_id: int, delegation_no: int, caregiver_id: int) -> None:
    """Become the caregiver; a former delegation of the same two gives way. NoDelegation.

    Raises TooManyHelped.
    """
    with transaction.atomic():
        _lock(person_id, caregiver_id)
        _answer(_BY_CAREGIVER, "accepted", person_id, delegation_no, caregiver_id)
        asked = [caregiver_id, person_id, clock.today()]
        if _count(_OF_CAREGIVER, asked) >= settings.DELEGATIONS_PER_CAREGIVER:
            raise TooManyHelped
        now, today = clock.now(), clock.today()
        execute(_END_FORMER, [now, person_id, caregiver_id, delegation_no, today])
        actor, detail = _person(caregiver_id), {"person": caregiver_id, "delegation": delegation_no}
        record(EventKind.DELEGATION_ACCEPTED, person_id, actor, detail=detail)
        delegation_news.accepted(person_id, caregiver_id, delegation_no)


def refuse(person_id: int, delegation_no: int, caregiver_id: int) -> None:
    """Say no to an offer. Raises NoDelegation."""
    with transaction.atomic():
        _answer(_BY_CAREGIVER, "refused", person_id, delegation_no, caregiver_id)
        detail = {"delegation": delegation_no}
        record(EventKind.DELEGATION_REFUSED, person_id, _person(caregiver_id), detail=detail)
        delegation_news.refused(person_id, caregiver_id)


def withdraw(person_id: int, actor: Actor, delegation_no: int) -> None:
    """Take back an offer that waits, in one's own record. Raises NotTheHolder, NoDelegation."""
    _own(person_id, actor)
    with transaction.atomic():
        caregiver_id = _answer(_BY_PERSON, "withdrawn", person_id, delegation_no)
        detail = {"delegation": delegation_no}
        record(EventKind.DELEGATION_WITHDRAWN, person_id, actor, detail=detail)
        delegation_news.withdrawn(person_id, caregiver_id)


def revoke(person_id: int, actor: Actor, delegation_no: int) -> None:
    """End a delegation, the person or the caregiver, now. Raises NoDelegation."""
    with transaction.atomic():
        ended = row(_END_ONE, [clock.now(), person_id, delegation_no, clock.today()])
        if ended is None or not _is(actor, person_id, ended[0]):
            raise NoDelegation
        detail = {"person": ended[0], "delegation": delegation_no}
        record(EventKind.DELEGATION_ENDED, person_id, actor, detail=detail)
        delegation_news.revoked(person_id, ended[0], delegation_no, actor.actor_id)


def _offer(person_id: int, chosen: Candidate, scope: Scope) -> dict[str, Any]:
    """Write the offer; return what the trace tells of it."""
    _check(scope)
    if not is_adult(people.person(person_id).birth_date) or row(_OPEN, [person_id]) is None:
        raise NotTheHolder
    now, today = clock.now(), clock.today()
    _lock(person_id)
    if _count(_OF_PERSON, [person_id, today, now]) >= settings.DELEGATIONS_PER_PERSON:
        raise TooManyCaregivers
    caregiver_id = chosen.caregiver_id if chosen.caregiver_id != person_id else None
    categories = None if scope.categories is None else sorted(scope.categories)
    [(number, until)] = rows(_OFFER, [
        person_id, caregiver_id, chosen.named, categories, scope.writes, scope.hidden_documents,
        now, now + settings.DELEGATION_OFFER, today, scope.months, person_id,
    ])  # fmt: skip
    delegation_news.offered(person_id, caregiver_id)
    entrusted = scope_hash(
        person_id, number, categories, until,
        writes=scope.writes, hidden_documents=scope.hidden_documents,
    )  # fmt: skip
    whom = offer_hash(person_id, number, caregiver_id, now)
    return {"delegation": number, "scope": entrusted, "whom": whom}


def _check(scope: Scope) -> None:
    if scope.months not in settings.DELEGATION_MONTHS:
        raise ValueError("months")
    if scope.categories is not None and not set() < scope.categories <= set(CATEGORIES):
        raise ValueError("categories")


def _own(person_id: int, actor: Actor) -> None:
    if not _is(actor, person_id):
        raise NotTheHolder


def _is(actor: Actor, *people_: int) -> bool:
    return actor.kind is ActorKind.PERSON and actor.actor_id in people_


def _answer(statement: str, answer: str, person_id: int, number: int, *by: int) -> int | None:
    now = clock.now()
    found = row(statement, [answer, now, person_id, number, now, *by])
    if found is None:
        raise NoDelegation
    return None if found[0] is None else int(found[0])


def _count(statement: str, asked: list[object]) -> int:
    found = row(statement, asked)
    return int(found[0]) if found else 0


def _lock(*people_: int) -> None:
    rows(_LOCK, [sorted(people_)])


def _person(person_id: int) -> Actor:
    return Actor(ActorKind.PERSON, person_id)
