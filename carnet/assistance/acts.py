"""What an agent does of the life of a record, each on a mandate signed for it, the scan kept."""

from __future__ import annotations

import enum
from collections.abc import Callable
from datetime import date

from django.db import transaction

from carnet.access.facts import Actor
from carnet.accounts import fields
from carnet.accounts.opposition import TELL
from carnet.accounts.proof import use_code
from carnet.assistance import mandates
from carnet.assistance.agents import Agent
from carnet.assistance.cases import Case, current
from carnet.assistance.files import Sound
from carnet.assistance.roles import Power, require
from carnet.base import outbox
from carnet.identity import people
from carnet.records import actions as records
from carnet.records.life import Reason
from carnet.records.queries import Life


class Act(enum.StrEnum):
    """What a person may ask on paper."""

    OPPOSE = "oppose"
    WITHDRAW_OPPOSITION = "withdraw_opposition"
    CLOSE = "close"
    CANCEL_CLOSING = "cancel_closing"
    REOPEN = "reopen"
    REQUEST_DELETION = "request_deletion"
    CANCEL_DELETION = "cancel_deletion"
    CONTEST = "contest"


def possible(life: Life | None) -> list[Act]:
    """What may be asked of a record that is there in its life."""
    if life is None:
        return []
    offered = list(_OF_STATE.get(life.state, ()))
    if life.closing_asked:
        offered.append(Act.CANCEL_CLOSING)
    if life.state == "suspended" and life.due_at is not None:
        offered.append(Act.CONTEST)
    return offered


def do(agent: Agent, case: Case, act: Act, scan: Sound) -> None:
    """Do what the person signed, and keep the scan, or neither.

    Raises ``NoCase``, ``carnet.records.problems.Impossible``.
    """
    person_id = current(agent, case.person_id, case.case_id).person_id
    with transaction.atomic():
        mandates.keep_act(agent, person_id, act, scan)
        _VERBS[act](person_id, agent.actor)


def report_death(agent: Agent, person_id: int, on: date) -> None:
    """Record a death of which a supervisor saw the certificate: nobody answers for the dead.

    Raises ``NotAllowed``, ``Impossible``, ``fields.Unreadable`` for a day that cannot be.
    """
    require(agent.role, Power.DEATH)
    day = fields.death_date(on.isoformat(), people.person(person_id).birth_date)
    records.record_death(person_id, agent.actor, day)


def _oppose(person_id: int, actor: Actor) -> None:
    records.oppose(person_id, actor)
    use_code(person_id)
    outbox.put(person_id, TELL)  # the document that proves it


def _close(person_id: int, actor: Actor) -> None:
    records.close_now(person_id, actor, Reason.MANDATE)


_OF_STATE = {
    "not_created": (Act.OPPOSE,),
    "opposed": (Act.WITHDRAW_OPPOSITION,),
    "created": (Act.CLOSE,),
    "active": (Act.CLOSE,),
    "suspended": (Act.CLOSE,),
    "closed": (Act.REOPEN, Act.REQUEST_DELETION),
    "deletion_pending": (Act.CANCEL_DELETION, Act.REOPEN),
}
_VERBS: dict[Act, Callable[[int, Actor], object]] = {
    Act.OPPOSE: _oppose,
    Act.WITHDRAW_OPPOSITION: records.withdraw_opposition,
    Act.CLOSE: _close,
    Act.CANCEL_CLOSING: records.cancel_closing,
    Act.REOPEN: records.reopen,
    Act.REQUEST_DELETION: records.request_deletion,
    Act.CANCEL_DELETION: records.cancel_deletion,
    Act.CONTEST: records.contest,
}
