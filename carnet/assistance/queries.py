"""What the desk's pages show of one person: states, dates and names, nothing of their health."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings

from carnet.accounts import desk, fields
from carnet.accounts.desk import Standing
from carnet.accounts.queries import has_account
from carnet.assistance import acts, mandates, tickets
from carnet.assistance.acts import Act
from carnet.assistance.agents import Agent
from carnet.assistance.cases import Case, current
from carnet.assistance.mandates import Mandate
from carnet.assistance.tickets import Line
from carnet.identity import people
from carnet.identity.names import spoken
from carnet.records import queries as records
from carnet.records.queries import Life
from carnet.sharing import families

__all__ = ["Overview", "Relative", "has_mandate", "overview", "signs_in"]


@dataclass(frozen=True, slots=True)
class Relative:
    """A child or a representative: a first name, and what ties them."""

    person_id: int
    first_name: str
    certified: bool
    denied: bool


@dataclass(frozen=True, slots=True)
class Overview:
    """The page of a case."""

    name: str
    minor: bool
    life: Life | None
    window_ends_at: datetime | None
    standing: Standing
    reminders: list[str]  # ways to send the identifier
    children: list[Relative]
    representatives: list[Relative]
    mandates: list[Mandate]
    tickets: list[Line]
    acts: list[Act]


def overview(agent: Agent, case: Case) -> Overview:
    """All that an agent may know of the person of this case. Raises ``NoCase``."""
    person_id = current(agent, case.person_id, case.case_id).person_id
    person = people.person(person_id)
    minor = fields.is_minor(person.birth_date)
    life, standing = records.life(person_id), desk.standing(person_id)
    informed = standing.informed_at
    return Overview(
        spoken(person.first_name, person.used_name or person.birth_name),
        minor,
        life,
        informed + settings.OPPOSITION_WINDOW if informed else None,
        standing,
        desk.channels_of_account(person_id),
        [] if minor else [_relative(one, one.person_id) for one in families.children(person_id)],
        [_relative(one, one.representative_id) for one in families.parents(person_id)],
        mandates.of_person(person_id),
        [one for one in tickets.of_person(person_id) if one.state != "closed"],
        acts.possible(life),
    )


def has_mandate(agent: Agent, person_id: int) -> bool:
    """Whether this agent's desk has a mandate of help of this person, in force."""
    return mandates.in_force(person_id, agent.desk_id) is not None


def signs_in(agent: Agent, case: Case) -> bool:
    """Whether the person of this case can agree to something online. Raises ``NoCase``."""
    return has_account(current(agent, case.person_id, case.case_id).person_id)


def _relative(tie: families.Attachment, person_id: int) -> Relative:
    name = spoken(people.person(person_id).first_name, "")
    return Relative(person_id, name, tie.certified, tie.denied)
