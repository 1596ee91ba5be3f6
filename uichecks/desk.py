"""The desk to look at: a supervisor, whom nothing of the desk is closed to, and a question."""

from __future__ import annotations

from django.http import HttpRequest

from carnet.access.facts import Actor, ActorKind
from carnet.assistance import agents, cases, tickets
from carnet.assistance.agents import Agent
from carnet.assistance.problems import AgentExists
from carnet.assistance.roles import Kind, Role
from carnet.demo import desk
from carnet.web.desk import entering, guard, setting_up
from carnet.web.desk.session import DeskSession
from uichecks.visits import AGENT_OF_CHILD, ARRIVING
from uichecks.world import World

NEW = "agent-nouveau"


def build(world: World) -> None:
    """Set up the demonstration's agents; let Julie ask the hotline something."""
    desk.settle()
    julie = Actor(ActorKind.PERSON, world.julie)
    tickets.ask(world.julie, julie, tickets.Subject.DOCUMENTS, "Il manque une page.")


def session(world: World, kind: str) -> str:
    """The key of a session: a person found and a case open, or one factor given of two."""
    kept = DeskSession()
    if kind == ARRIVING:
        kept[entering._KEY] = _supervisor().agent_id  # noqa: SLF001 - as the page before leaves it
        kept[setting_up._KEY] = {"agent": _new(), "identifier": NEW}  # noqa: SLF001
    else:
        _open_case(kept, world.zoe if kind == AGENT_OF_CHILD else world.julie)
    kept.save()
    return str(kept.session_key)


def _open_case(kept: DeskSession, person_id: int) -> None:
    agent, request = _supervisor(), HttpRequest()
    request.session = kept
    guard.begin(request, agent)
    opened = cases.open_case(agent, person_id, cases.Proof.QUESTIONS)
    kept[guard.CASE] = {"person": person_id, "id": str(opened.case_id)}
    kept[guard.FOUND] = person_id


def _new() -> int:
    """An agent who typed the operator's code, and has no second factor yet."""
    try:
        code = agents.add(NEW, "Maison du Loir", Kind.FRANCE_SERVICES, Role.FRANCE_SERVICES)
    except AgentExists:
        code = agents.reset(NEW)
    return agents.begin_set_up(NEW, code.replace("-", ""), "127.0.0.1")


def _supervisor() -> Agent:
    known = next(one for one in desk.AGENTS if one.role is Role.SUPERVISOR)
    found = agents.enrolled(known.identifier)
    if found is None:
        raise LookupError(known.identifier)
    return agents.known(found[0])
