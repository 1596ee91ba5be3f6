"""Enrolment: each insured person of the file gets a record to come and its information."""

from __future__ import annotations

import enum
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.db import transaction

from carnet.access.facts import Actor, ActorKind
from carnet.accounts import fields, information
from carnet.accounts.insured import BadLine, Insured
from carnet.accounts.models import Account, Contact, ProvisionalCode
from carnet.base import clock
from carnet.identity import people
from carnet.notify.sms import NotSent
from carnet.records import actions as records
from carnet.records import queries as record_queries
from carnet.sharing import actions as sharing


class Result(enum.Enum):
    """What became of a line."""

    ENROLLED = "enrolled"
    KNOWN = "known"
    SET_ASIDE = "set-aside"


@dataclass(frozen=True, slots=True)
class Outcome:
    """One line of the file: its number, what became of it, and why it was set aside."""

    number: int
    result: Result
    reason: str = ""
    person_id: int = 0


def enrol(lines: Iterable[Insured | BadLine]) -> Iterator[Outcome]:
    """Enrol the good lines as they come; children wait for their parent's line.

    A line that was enrolled before (the file comes twice, or a run was cut) only finishes what
    is missing: each person has one transaction, and their information leaves before it commits.
    """
    waiting = []
    for line in lines:
        if isinstance(line, BadLine):
            yield Outcome(line.number, Result.SET_ASIDE, line.reason)
        elif line.parent and people.find_by_matricule(line.parent) is None:
            waiting.append(line)
        else:
            yield _enrol(line)
    for line in waiting:
        yield _enrol(line)


def _enrol(line: Insured) -> Outcome:
    parent_id = people.find_by_matricule(line.parent) if line.parent else None
    if line.parent and parent_id is None:
        reason = "parent: the matricule of an enrolled person expected, an unknown one found"
        return Outcome(line.number, Result.SET_ASIDE, reason)
    try:
        with transaction.atomic():
            return _write(line, parent_id)
    except (NotSent, people.AlreadyKnown) as problem:
        # Nothing of the line is written: the same file may come again.
        return Outcome(line.number, Result.SET_ASIDE, f"line: not enrolled, {problem}")


def _write(line: Insured, parent_id: int | None) -> Outcome:
    person_id = _person(line)
    _contact(person_id, line)
    records.create_record(person_id, "not_created")
    if parent_id is not None:
        until = majority(line.birth_date)
        sharing.declare_representative(person_id, parent_id, until=until, rank=1)
    if not _never_informed(person_id):
        return Outcome(line.number, Result.KNOWN, person_id=person_id)
    information.send(person_id, parent_id)
    return Outcome(line.number, Result.ENROLLED, person_id=person_id)


def _person(line: Insured) -> int:
    known = people.find_by_matricule(line.matricule)
    if known is not None:
        return known
    traits = people.Traits(
        oid=line.oid,
        matricule=line.matricule,
        birth_name=line.birth_name,
        used_name=line.used_name,
        given_names=line.given_names,
        sex=line.sex,
        birth_date=line.birth_date,
        birth_place=line.birth_place,
    )
    return people.add_person(traits, vitale=line.vitale)


def _contact(person_id: int, line: Insured) -> None:
    Contact.objects.update_or_create(
        person_id=person_id,
        defaults={
            "email": line.email,
            "mobile": line.mobile,
            "address": line.address,
            "postal_code": line.postal_code,
            "city": line.city,
        },
    )


def _never_informed(person_id: int) -> bool:
    told = ProvisionalCode.objects.filter(person_id=person_id).exists()
    return not told and not Account.objects.filter(person_id=person_id).exists()


def majority(birth: date) -> date:
    """The day somebody turns 18: on 1 March for those born on 29 February."""
    try:
        return birth.replace(year=birth.year + fields.MAJORITY)
    except ValueError:
        return date(birth.year + fields.MAJORITY, 3, 1)


def open_after_window(limit: int = 1000) -> int:
    """Open the records whose opposition window is over (R1111-28 CSP); return how many.

    Idempotent, a transaction each; run by the worker, at most ``limit`` at a time.
    """
    due = Contact.objects.filter(
        informed_at__lte=clock.now() - settings.OPPOSITION_WINDOW, window_closed_at=None
    ).order_by("informed_at")
    return sum(map(_open, due.values_list("person_id", flat=True)[:limit]))


def _open(person_id: int) -> bool:
    with transaction.atomic():
        waiting = record_queries.state(person_id) == "not_created"
        if waiting:
            records.open_record(person_id, Actor(ActorKind.SYSTEM))
        Contact.objects.filter(person_id=person_id).update(window_closed_at=clock.now())
    return waiting
