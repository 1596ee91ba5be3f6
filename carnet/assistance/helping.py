"""Assisted mode: the person activates on a device of theirs, the agent sees which steps are done.

A short code, typed or scanned by the person, ties the two. Only names of steps come through.
"""

from __future__ import annotations

import enum
import secrets
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet

from carnet.access.facts import Actor, ActorKind
from carnet.accounts import attempts, codes
from carnet.accounts.problems import WrongProof
from carnet.accounts.queries import has_account
from carnet.assistance import models
from carnet.assistance.agents import Agent
from carnet.assistance.cases import Case, current
from carnet.assistance.models import Desk
from carnet.base import clock, ids
from carnet.journal.events import EventKind, record

LENGTH = 8  # of 20 signs: 34 bits for two hours, behind attempts


class Step(enum.StrEnum):
    """What the agent sees, in order."""

    JOINED = "joined"  # the person typed the code
    IDENTITY = "identity"
    IDENTIFIER = "identifier"
    CONTACT = "contact"
    CONFIRMED = "confirmed"
    ACTIVE = "active"


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the person is; ``done`` holds names of steps, and nothing that was typed."""

    done: dict[Step, datetime | None]
    ended: bool  # by either side, or by time


@dataclass(frozen=True, slots=True)
class Helper:
    """Who follows, for the person; ``key`` is kept in their session instead of the code."""

    desk: str
    key: str


def begin(agent: Agent, case: Case) -> str:
    """Begin to follow an activation; return the code to tell the person. Raises ``NoCase``."""
    person_id = current(agent, case.person_id, case.case_id).person_id
    code = "".join(secrets.choice(codes.ALPHABET) for _ in range(LENGTH))
    now = clock.now()
    with transaction.atomic():
        _end(models.Help.objects.filter(person_id=person_id, ended_at=None))
        models.Help.objects.create(
            code_index=_index(code), person_id=person_id, agent_id=agent.agent_id,
            desk_id=agent.desk_id, begun_at=now, expires_at=now + settings.HELP_VALIDITY,
        )  # fmt: skip
        record(EventKind.HELP_BEGUN, person_id, agent.actor)
    return code


def progress(agent: Agent, case: Case) -> Progress | None:
    """How far the person of this case is; None when this agent follows nothing. ``NoCase``."""
    person_id = current(agent, case.person_id, case.case_id).person_id
    mine = models.Help.objects.filter(person_id=person_id, agent_id=agent.agent_id)
    found = mine.order_by("-begun_at").first()
    if found is None:
        return None
    steps = {step: found.steps.get(step) for step in Step}
    done = {step: datetime.fromisoformat(at) if at else None for step, at in steps.items()}
    if done[Step.IDENTITY] and done[Step.ACTIVE] is None and has_account(person_id):
        done[Step.ACTIVE] = clock.now()
    return Progress(done, found.ended_at is not None or found.expires_at <= clock.now())


def stop_by_agent(agent: Agent, case: Case) -> None:
    """Follow no more. Raises ``NoCase``."""
    person_id = current(agent, case.person_id, case.case_id).person_id
    _end(models.Help.objects.filter(person_id=person_id, agent_id=agent.agent_id, ended_at=None))


def look(code: str, address: str) -> Helper:
    """Who gave this code. Raises ``WrongProof``, ``Slowed``, ``Locked``."""
    with attempts.guard(("help", address), ("address", address)):
        found = _alive(_index(_plain(code)))
        if found is None:
            raise WrongProof
    desk = Desk.objects.get(pk=found.desk_id)
    return Helper(desk.name, bytes(found.code_index).hex())


def join(key: str) -> None:
    """The person agrees to be followed; what is over is joined no more."""
    with transaction.atomic():
        found = _alive(_bytes(key))
        if found is not None and Step.JOINED not in found.steps:
            _mark(found, [Step.JOINED])
            record(EventKind.HELP_JOINED, found.person_id, _actor(found))


def note(key: str, person_id: int, steps: list[Step]) -> None:
    """Note which steps are done, if it is the activation that the agent helps with."""
    with transaction.atomic():
        found = _alive(_bytes(key))
        if found is not None and found.person_id == person_id and Step.JOINED in found.steps:
            _mark(found, steps)


def leave(key: str) -> None:
    """The person wants to be followed no more."""
    _end(models.Help.objects.filter(code_index=_bytes(key), ended_at=None))


def forget(limit: int = 1000) -> int:
    """Delete what was followed and is over for a day; run by the worker."""
    old = models.Help.objects.filter(expires_at__lt=clock.now() - settings.DESK_SETUP)
    gone = list(old.values_list("pk", flat=True)[:limit])
    return int(models.Help.objects.filter(pk__in=gone).delete()[0])


def _mark(found: models.Help, steps: list[Step]) -> None:
    fresh = [step for step in steps if step not in found.steps]
    if fresh:
        found.steps |= {str(step): clock.now().isoformat() for step in fresh}
        found.save(update_fields=["steps"])


def _end(those: QuerySet[models.Help]) -> None:
    with transaction.atomic():
        for found in those.select_for_update():
            found.ended_at = clock.now()
            found.save(update_fields=["ended_at"])
            record(EventKind.HELP_ENDED, found.person_id, _actor(found))


def _alive(index: bytes) -> models.Help | None:
    with transaction.atomic():
        mine = models.Help.objects.filter(code_index=index, ended_at=None)
        return mine.filter(expires_at__gt=clock.now()).select_for_update().first()


def _actor(found: models.Help) -> Actor:
    desk = Desk.objects.get(pk=found.desk_id).name
    return Actor(ActorKind.AGENT, found.agent_id, software=desk)


def _plain(code: str) -> str:
    return "".join(character for character in code.upper() if character.isalnum())


def _index(code: str) -> bytes:
    return ids.blind("help", code)


def _bytes(key: str) -> bytes:
    try:
        return bytes.fromhex(key)
    except ValueError:
        return b""
