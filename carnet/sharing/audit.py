"""Compares who may read, as the tables say it, with what the trace tells (docs/proofs.md).

A row of consent, block, emergency, doctor, representative or caregiver that nobody was told of, or
that says something else, opens a record in silence: it is named, by internal numbers only. So are
an offer or invitation that was changed (``carnet.sharing.offers``), and what the operator is asked
to examine (``carnet.sharing.queues``).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from carnet.base import clock
from carnet.base.database import rows, snapshot
from carnet.journal.told import People, Told, differing, of_people
from carnet.records.audit import ranges
from carnet.sharing import offers, queues
from carnet.sharing.named import Named
from carnet.sharing.retold import KINDS, Authorized, Retold, alike
from carnet.sharing.scopes import majority_hash, scope_hash

_OF = "WHERE person_id > %s AND person_id <= %s"
_AUTHORIZED = f"""
SELECT person_id, subject, subject_id, effect, mode, recorded_by_professional_id, administrator,
  until, secret_from_representatives, since FROM sharing_authorization {_OF}
"""
_EMERGENCY = f"""
SELECT person_id, regulation, other_professionals, hidden_documents
FROM sharing_emergency_choice {_OF}
"""
_DOCTOR = f"SELECT person_id, professional_id FROM sharing_treating_doctor {_OF}"
_REPRESENTATIVES = f"""
SELECT person_id, representative_id, until FROM sharing_representation {_OF}
  AND certified_at IS NOT NULL AND denied_at IS NULL AND ended_at IS NULL
"""
_CAREGIVERS = f"""
SELECT person_id, delegation_no, caregiver_id, categories, until, writes, hidden_documents,
  until >= %s FROM sharing_delegation {_OF} AND answer = 'accepted' AND ended_at IS NULL
"""


@dataclass(slots=True)
class Rights:
    """What the tables say of one person, as ``Retold`` says what the trace tells."""

    authorized: dict[Named, Authorized] = field(default_factory=dict)
    emergency: tuple[bool, ...] | None = None
    treating_doctor: int | None = None
    representatives: dict[int, str] = field(default_factory=dict)  # … until when, hashed
    caregivers: dict[int, int] = field(default_factory=dict)
    running: set[int] = field(default_factory=set)  # delegations whose last day is not past
    scopes: dict[int, str] = field(default_factory=dict)


@dataclass(slots=True)
class Audit:
    """How many people were compared, and what is not as it was told."""

    people: int = 0
    problems: list[str] = field(default_factory=list)


def check() -> Audit:
    """Compare everybody, some hundreds of people at a time, in one snapshot."""
    found = Audit()
    with snapshot():
        for people in ranges():
            told, kept = of_people(people, KINDS), _kept(people)
            for person_id in sorted(told.keys() | kept.keys()):
                found.people += 1
                found.problems += _of(person_id, told[person_id], kept[person_id])
            found.problems += [*offers.problems(people), *queues.problems(people)]
    return found


def _kept(people: People) -> dict[int, Rights]:
    found = defaultdict[int, Rights](Rights)
    for person_id, subject, number, *rest in rows(_AUTHORIZED, people):
        found[person_id].authorized[Named(subject, number)] = Authorized(*rest)
    for person_id, *switches in rows(_EMERGENCY, people):
        found[person_id].emergency = tuple(switches)
    for person_id, doctor in rows(_DOCTOR, people):
        found[person_id].treating_doctor = doctor
    for person_id, representative, until in rows(_REPRESENTATIVES, people):
        found[person_id].representatives[representative] = majority_hash(person_id, until)
    for person_id, number, caregiver, *entrusted, running in rows(
        _CAREGIVERS, [clock.today(), *people]
    ):
        found[person_id].caregivers[number] = caregiver
        found[person_id].scopes[number] = _entrusted(person_id, number, *entrusted)
        found[person_id].running |= {number} if running else set()
    return found


def _entrusted(person_id: int, number: int, *entrusted: Any) -> str:
    categories, until, writes, hidden = entrusted
    return scope_hash(person_id, number, categories, until, writes=writes, hidden_documents=hidden)


def _of(person_id: int, told: list[Told], kept: Rights) -> list[str]:
    """What differs for one person."""
    found = differing(told, lambda events: _differences(_replayed(events), kept))
    return [f"{what} of person {person_id}" for what in found]


def _replayed(told: list[Told]) -> Retold:
    retold = Retold()
    for event in told:
        retold.add(event)
    return retold


def _differences(told: Retold, kept: Rights) -> list[str]:
    return [what for compare in _COMPARED for what in compare(told, kept)]


def _authorized(told: Retold, kept: Rights) -> Iterator[str]:
    for whom in sorted(told.authorized.keys() | kept.authorized.keys()):
        if not alike(told.authorized.get(whom), kept.authorized.get(whom)):
            word = "professional" if whom.subject == "P" else "structure"
            yield f"the authorisation of {word} {whom.subject_id} is not what the trace tells"


def _single(told: Retold, kept: Rights) -> Iterator[str]:
    if told.emergency != kept.emergency:
        yield "the emergency choices are not what the trace tells"
    if told.treating_doctor != kept.treating_doctor:
        yield "the treating doctor is not whom the trace tells"


def _represented(told: Retold, kept: Rights) -> Iterator[str]:
    for one in sorted(told.representatives | kept.representatives.keys()):
        until, tells = kept.representatives.get(one), told.majority.get(one)
        if one not in told.representatives or until is None or tells not in (None, until):
            yield f"the representation by person {one} is not what the trace tells"


def _by_codes(told: Retold, _kept: Rights) -> Iterator[str]:
    for professional in told.without_code:
        yield f"a consent of professional {professional} came by a code that nobody showed"


def _cared(told: Retold, kept: Rights) -> Iterator[str]:
    for number in sorted(told.caregivers.keys() | kept.running):
        scope = told.scopes.get(number)
        same = told.caregivers.get(number) == kept.caregivers.get(number)
        if not same or (scope is not None and scope != kept.scopes[number]):
            yield f"delegation {number} is not what the trace tells"


_COMPARED: tuple[Callable[[Retold, Rights], Iterator[str]], ...] = (
    _authorized, _single, _represented, _cared, _by_codes
)  # fmt: skip
