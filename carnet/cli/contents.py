"""``carnet contents``: what the service has read in documents, in numbers; never what they say."""

from __future__ import annotations

import argparse
from typing import Any

from carnet.cli import house


def register(subparsers: Any) -> None:
    """Add the command and its verbs."""
    parser = subparsers.add_parser("contents", help="what the service reads in documents")
    verbs = parser.add_subparsers(dest="verb", required=True, metavar="VERB")
    state = verbs.add_parser("state", help="count what is read, waits, or could not be read")
    state.set_defaults(action=_state)
    again = verbs.add_parser(
        "read-again", help="let the worker read again what failed, or an older reader read"
    )
    again.add_argument("--all", action="store_true", help="what this reader read too")
    again.set_defaults(action=_again)


def _state(_options: argparse.Namespace) -> int:
    with house.opened():
        from carnet.contents import again

        for state, count in again.states().items():
            print(f"{state} {count}")
    return 0


def _again(options: argparse.Namespace) -> int:
    with house.opened():
        from carnet.contents import again

        print(again.read_again(everything=options.all))
    return 0
