"""What a person signs: one act, or help by a desk for some days, which either side may end."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Q, QuerySet

from carnet.access.facts import Actor, ActorKind
from carnet.assistance import files, models, numbers
from carnet.assistance.agents import Agent
from carnet.assistance.files import Of, Sound
from carnet.assistance.models import Desk
from carnet.assistance.problems import NoMandate
from carnet.assistance.roles import Power, require
from carnet.base import clock
from carnet.journal.events import EventKind, record

HELP = "help"


@dataclass(frozen=True, slots=True)
class Mandate:
    """One mandate, as the person and the agents see it."""

    person_id: int
    mandate_no: int
    what: str
    desk: str
    agent_id: int
    days: int | None
    proposed_at: datetime
    signed_at: datetime | None
    expires_at: datetime | None
    ended_at: datetime | None

    @property
    def waiting(self) -> bool:
        """Proposed, and neither signed nor declined yet."""
        return self.signed_at is None and self.ended_at is None

    @property
    def on_paper(self) -> bool:
        """Signed as it was written here: there is a scan, as there is none of an online yes."""
        return self.signed_at == self.proposed_at

    @property
    def in_force(self) -> bool:
        """Signed help, not over."""
        signed = self.what == HELP and self.signed_at is not None and self.ended_at is None
        return signed and self.expires_at is not None and self.expires_at > clock.now()


def keep_act(agent: Agent, person_id: int, what: str, scan: Sound) -> int:
    """Keep the scan of a signed mandate for one act; return its number (in a transaction)."""
    number = _create(agent, person_id, what, signed=True)
    files.keep(person_id, Of.MANDATE, number, [scan])
    detail = {"mandate": number, "what": what}
    record(EventKind.MANDATE_SIGNED, person_id, agent.actor, detail=detail)
    return number


def sign_on_paper(agent: Agent, person_id: int, days: int, scan: Sound) -> int:
    """Keep the scan of a signed mandate of help, in force from now; return its number."""
    with transaction.atomic():
        number = _create(agent, person_id, HELP, signed=True, days=_known(days))
        files.keep(person_id, Of.MANDATE, number, [scan])
        detail = {"mandate": number, "what": HELP, "days": days}
        record(EventKind.MANDATE_SIGNED, person_id, agent.actor, detail=detail)
    return number


def propose(agent: Agent, person_id: int, days: int) -> int:
    """Propose a mandate of help that the person agrees to in their own account."""
    with transaction.atomic():
        number = _create(agent, person_id, HELP, signed=False, days=_known(days))
        detail = {"mandate": number, "days": days}
        record(EventKind.MANDATE_PROPOSED, person_id, agent.actor, detail=detail)
    return number


def agree(person_id: int, mandate_no: int, actor: Actor) -> None:
    """The person agrees to a mandate that was proposed. Raises ``NoMandate``."""
    with transaction.atomic():
        found = _one(person_id, mandate_no, signed_at=None)
        now = clock.now()
        found.signed_at, found.expires_at = now, now + timedelta(days=found.days or 0)
        found.save(update_fields=["signed_at", "expires_at"])
        detail = {"mandate": mandate_no, "days": found.days}
        record(EventKind.MANDATE_AGREED, person_id, actor, detail=detail)


def revoke(person_id: int, mandate_no: int, actor: Actor) -> None:
    """End or decline a mandate of help: the person at any time, or an agent. ``NoMandate``."""
    with transaction.atomic():
        found = _one(person_id, mandate_no)
        found.ended_at = clock.now()
        found.save(update_fields=["ended_at"])
        record(EventKind.MANDATE_REVOKED, person_id, actor, detail={"mandate": mandate_no})


def revoke_by_agent(agent: Agent, person_id: int, mandate_no: int) -> None:
    """The same by an agent, for a mandate of their own desk. Raises ``NoMandate``."""
    _one(person_id, mandate_no, desk_id=agent.desk_id)
    revoke(person_id, mandate_no, agent.actor)


def expire(limit: int = 1000) -> int:
    """End the mandates whose time is over; return how many. Run by the worker."""
    due = models.Mandate.objects.filter(ended_at=None, expires_at__lte=clock.now())
    numbers_ = list(due.order_by("expires_at").values_list("person_id", "mandate_no")[:limit])
    return sum(_expire(person_id, number) for person_id, number in numbers_)


def in_force(person_id: int, desk_id: int) -> Mandate | None:
    """The mandate of help that this desk has of this person."""
    found = models.Mandate.objects.filter(person_id=person_id, desk_id=desk_id)
    return next((one for one in _views(found) if one.in_force), None)


def of_person(person_id: int) -> list[Mandate]:
    """Every mandate of this person, newest first."""
    return _views(models.Mandate.objects.filter(person_id=person_id))


def scan_for_person(person_id: int, mandate_no: int) -> Sound | None:
    """The scan of a mandate, for the person themselves."""
    return files.read(person_id, Of.MANDATE, mandate_no)


def scan_for_agent(agent: Agent, person_id: int, mandate_no: int) -> Sound | None:
    """The scan, for a supervisor only: journaled. Raises ``NotAllowed``."""
    require(agent.role, Power.READ_SCANS)
    found = files.read(person_id, Of.MANDATE, mandate_no)
    if found is not None:
        detail = {"mandate": mandate_no}
        record(EventKind.SCAN_READ, person_id, agent.actor, detail=detail)
    return found


def _create(
    agent: Agent, person_id: int, what: str, *, signed: bool, days: int | None = None
) -> int:
    number, now = numbers.of_mandate(person_id), clock.now()
    models.Mandate.objects.create(
        person_id=person_id, mandate_no=number, what=what, desk_id=agent.desk_id,
        agent_id=agent.agent_id, days=days, proposed_at=now, signed_at=now if signed else None,
        expires_at=now + timedelta(days=days) if signed and days else None,
    )  # fmt: skip
    return number


def _known(days: int) -> int:
    if days not in settings.MANDATE_DAYS:
        raise NoMandate
    return days


def _one(person_id: int, mandate_no: int, **more: object) -> models.Mandate:
    """A mandate of help that is not over, locked until the transaction ends."""
    alive = Q(expires_at=None) | Q(expires_at__gt=clock.now())
    mine = models.Mandate.objects.filter(
        alive, person_id=person_id, mandate_no=mandate_no, what=HELP, ended_at=None, **more
    )
    with transaction.atomic():
        found = mine.select_for_update().first()
    if found is None:
        raise NoMandate
    return found


def _expire(person_id: int, mandate_no: int) -> int:
    with transaction.atomic():
        mine = models.Mandate.objects.filter(person_id=person_id, mandate_no=mandate_no)
        ended = mine.filter(ended_at=None).update(ended_at=clock.now())
        if ended:
            system, detail = Actor(ActorKind.SYSTEM), {"mandate": mandate_no}
            record(EventKind.MANDATE_ENDED, person_id, system, detail=detail)
    return ended


def _views(found: QuerySet[models.Mandate]) -> list[Mandate]:
    kept = list(found.order_by("-mandate_no"))
    desks = dict(
        Desk.objects.filter(pk__in={one.desk_id for one in kept}).values_list("pk", "name")
    )
    return [
        Mandate(
            one.person_id, one.mandate_no, one.what, desks.get(one.desk_id, ""), one.agent_id,
            one.days, one.proposed_at, one.signed_at, one.expires_at, one.ended_at,
        )
        for one in kept
    ]  # fmt: skip
