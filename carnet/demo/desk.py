"""Agents of the demonstration: one of each desk, their second factor shown on a stand-in page."""

from __future__ import annotations

from typing import NamedTuple

from carnet.assistance import agents, totp
from carnet.assistance.problems import AgentExists
from carnet.assistance.roles import Kind, Role
from carnet.demo.nation.characters import PASSWORD


class DemoAgent(NamedTuple):
    """One agent with a sign-in ready."""

    identifier: str
    desk: str
    kind: Kind
    role: Role
    shows: str


AGENTS = (
    DemoAgent("agent-ligne", "Assistance téléphonique (démonstration)", Kind.HOTLINE, Role.HOTLINE,
              "Assistance téléphonique : questions de preuve, codes, demandes écrites."),
    DemoAgent("agent-maison", "France Services d'Angers (démonstration)", Kind.FRANCE_SERVICES,
              Role.FRANCE_SERVICES, "France Services : pièce d'identité, activation accompagnée."),
    DemoAgent("agent-caisse", "Caisse de Maine-et-Loire (démonstration)", Kind.INSURER,
              Role.SUPERVISOR, "Superviseur de caisse : décès, représentants, mandats relus."),
)  # fmt: skip


def settle() -> None:
    """Add and set up the agents that are not there yet."""
    for one in AGENTS:
        try:
            code = agents.add(one.identifier, one.desk, one.kind, one.role)
        except AgentExists:
            continue
        number = agents.begin_set_up(one.identifier, code.replace("-", ""), "127.0.0.1")
        agents.finish_set_up(number, PASSWORD, totp.code(agents.second_factor(number)))


def present() -> list[tuple[DemoAgent, str, str]]:
    """Each agent with the code of their application now, and the secret to enrol another one."""
    found = [(one, agents.enrolled(one.identifier)) for one in AGENTS]
    return [(one, totp.code(known[1]), totp.spoken(known[1])) for one, known in found if known]
