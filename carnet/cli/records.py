"""``carnet records``: what the operator does to the life of one record.

The person is found by the matricule on standard input, never by an argument: neither the list of
processes nor the history of the shell keeps it. Answers name nobody: they end with our own number
of the person, which ``journal proof`` and ``policy explain`` take.
"""

from __future__ import annotations

import argparse
import getpass
import sys
from collections.abc import Callable
from typing import Any

from carnet.cli import archive, house

_DONE, _NO = 0, 1
Verb = Callable[[int, argparse.Namespace], object]


def register(subparsers: Any) -> None:
    """Add the command and its verbs."""
    parser = subparsers.add_parser(
        "records", help="suspend, resume, close, reopen one record (matricule on standard input)"
    )
    verbs = parser.add_subparsers(dest="verb", required=True, metavar="VERB")
    _add(verbs, "life", lambda *_: None, "say where the record is in its life")
    suspend = _add(verbs, "suspend", _because("suspend"), "stop all reading and feeding (R1111-36)")
    suspend.add_argument("--reason", choices=["fraud", "malfunction"], required=True)
    _add(verbs, "contest", _plainly("contest"), "the person objects: nothing closes by itself")
    _add(verbs, "resume", _plainly("resume"), "end the suspension")
    close = _add(verbs, "close", _because("close_now"), "close without a cooling-off")
    close.add_argument("--reason", choices=["mandate", "fraud", "malfunction"], required=True)
    _add(verbs, "reopen", _plainly("reopen"), "open a closed record again")
    settle = verbs.add_parser(
        "settle", help="after a backup was restored: destroyed is destroyed again"
    )
    settle.set_defaults(action=_settle)
    archive.options(_add(verbs, "archive", archive.hand_over, "read it for an ayant droit"))


def _add(verbs: Any, name: str, verb: Verb, told: str) -> argparse.ArgumentParser:
    parser: argparse.ArgumentParser = verbs.add_parser(name, help=told)
    parser.set_defaults(action=lambda options: _run(verb, options))
    return parser


def _run(verb: Verb, options: argparse.Namespace) -> int:
    matricule = _asked()
    with house.opened():
        from carnet.identity import people
        from carnet.records.problems import Impossible, Refused

        person_id = people.find_by_matricule(matricule)
        if person_id is None:
            print("carnet records: no person has this matricule", file=sys.stderr)
            return _NO
        try:
            verb(person_id, options)
        except (Impossible, Refused) as problem:
            reason = problem.decision.reason if isinstance(problem, Refused) else problem
            print(f"carnet records: {reason}", file=sys.stderr)
            return _NO
        if verb is not archive.hand_over:
            _tell(person_id)
    return _DONE


def _settle(_options: argparse.Namespace) -> int:
    with house.opened():
        from carnet.records import restoring

        settled = restoring.settle()
    print(f"keys destroyed again={settled.keys} records deleted again={settled.records}")
    return _DONE


def _asked() -> str:
    if sys.stdin.isatty():
        return getpass.getpass("Matricule: ")
    return sys.stdin.readline().strip()


def _tell(person_id: int) -> None:
    from carnet.records import queries

    life = queries.life(person_id)
    if life is None:
        print("no record")
        return
    print(f"state={life.state} since={life.since:%Y-%m-%d}", end="")
    for name, moment in (("due", life.due_at), ("closed", life.closed_at)):
        print(f" {name}={moment:%Y-%m-%d}" if moment else "", end="")
    reason = f" reason={life.closing_reason}" if life.closing_reason else ""
    print(f"{reason} person={person_id}")


def _plainly(name: str) -> Verb:
    def verb(person_id: int, _options: argparse.Namespace) -> None:
        from carnet.records import actions, states

        getattr(actions, name)(person_id, states.SYSTEM)

    return verb


def _because(name: str) -> Verb:
    def verb(person_id: int, options: argparse.Namespace) -> None:
        from carnet.records import actions, states

        getattr(actions, name)(person_id, states.SYSTEM, actions.Reason(options.reason))

    return verb
