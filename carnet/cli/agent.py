"""``carnet agent``: the agents of the desk, added, reset and disabled by the operator."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from typing import Any

from carnet.cli import house

KINDS = ("hotline", "france_services", "insurer")
ROLES = ("hotline", "france_services", "supervisor")


def register(subparsers: Any) -> None:
    """Add the commands to the command line."""
    verbs = subparsers.add_parser("agent", help="agents of the desk").add_subparsers(
        dest="verb", required=True, metavar="VERB"
    )
    new = verbs.add_parser("add", help="add an agent; prints a one-time set-up code")
    new.add_argument("identifier")
    new.add_argument("--desk", required=True, help="the organisation's name, as people read it")
    new.add_argument("--kind", required=True, choices=KINDS, help="what the organisation is")
    new.add_argument("--role", required=True, choices=ROLES)
    new.set_defaults(action=add)
    again = verbs.add_parser("reset", help="forget both factors; prints a new set-up code")
    again.add_argument("identifier")
    again.set_defaults(action=reset)
    out = verbs.add_parser("disable", help="let an agent in no more, end their sessions")
    out.add_argument("identifier")
    out.set_defaults(action=disable)


def add(options: argparse.Namespace) -> int:
    """Add an agent; 1 when the identifier is taken or the role is none of such a desk."""
    from carnet.assistance.roles import Kind, Role

    def verb() -> str:
        from carnet.assistance import actions

        return actions.add(options.identifier, options.desk, Kind(options.kind), Role(options.role))

    return _with_code(verb)


def reset(options: argparse.Namespace) -> int:
    """Forget both factors; 1 for an agent who does not exist."""

    def verb() -> str:
        from carnet.assistance import actions

        return actions.reset(options.identifier)

    return _with_code(verb)


def disable(options: argparse.Namespace) -> int:
    """Let an agent in no more; 1 for an agent who does not exist."""
    with house.opened():
        from carnet.assistance import actions

        return _said(lambda: actions.disable(options.identifier))


def _with_code(verb: Callable[[], str]) -> int:
    with house.opened():
        from django.conf import settings

        codes: list[str] = []
        failed = _said(lambda: codes.append(verb()))
        for code in codes:
            hours = int(settings.DESK_SETUP.total_seconds() // 3600)
            address = f"{settings.BASE_URL.rstrip('/')}/guichet/installation/"
            print(f"{code}\n{address}", flush=True)
            print(f"Give this code to the agent: it serves once, for {hours} h.", file=sys.stderr)
        return failed


def _said(verb: Callable[[], object]) -> int:
    from carnet.assistance.problems import AgentExists, UnknownAgent, WrongDesk

    words = {
        AgentExists: "another agent has this identifier",
        UnknownAgent: "no agent has this identifier",
        WrongDesk: "an organisation of this kind has no such role, or is known as another kind",
    }
    try:
        verb()
    except tuple(words) as problem:
        print(words[type(problem)], file=sys.stderr)
        return 1
    return 0
