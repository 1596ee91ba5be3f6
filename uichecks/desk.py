"""The desk to look at: a supervisor, whom nothing of the desk is closed to, and a question."""

from __future__ import annotations

from django.http import HttpRequest

from carnet.access.facts import Actor, ActorKind
from carnet.assistance import agents, cases, tickets
from carnet.assistance.agents import Agent
from carnet.assistance.roles import Role
from carnet.demo import desk
from carnet.web.desk import guard
from carnet.web.desk.session import DeskSession
from uichecks.world import World


def build(world: World) -> None:
    """Set up the demonstration's agents; let Julie ask the hotline something."""
    desk.settle()
    julie = Actor(ActorKind.PERSON, world.julie)
    tickets.ask(world.julie, julie, tickets.Subject.DOCUMENTS, "Il manque une page.")


def session(world: World) -> str:
    """The key of a session as both factors leave it: Julie is found, and her case is open."""
    agent, request = _supervisor(), HttpRequest()
    request.session = DeskSession()
    guard.begin(request, agent)
    opened = cases.open_case(agent, world.julie, cases.Proof.QUESTIONS)
    request.session[guard.CASE] = {"person": world.julie, "id": str(opened.case_id)}
    request.session[guard.FOUND] = world.julie
    request.session.save()
    return str(request.session.session_key)


def _supervisor() -> Agent:
    known = next(one for one in desk.AGENTS if one.role is Role.SUPERVISOR)
    found = agents.enrolled(known.identifier)
    if found is None:
        raise LookupError(known.identifier)
    return agents.known(found[0])
