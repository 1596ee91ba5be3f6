"""``carnet antivirus``: what it has not looked at yet, and what it found infected.

A line names a document by an opaque reference, never by its person: the depositor is named, for
that is who must be told.
"""

from __future__ import annotations

import argparse
from typing import Any

from carnet.cli import house


def register(subparsers: Any) -> None:
    """Add the command and its verbs."""
    parser = subparsers.add_parser("antivirus", help="documents that wait for it, or are infected")
    verbs = parser.add_subparsers(dest="verb", required=True, metavar="VERB")
    for verb, told in (
        (status, "count what waits, is clean, is infected"),
        (infected, "list what is infected: since, reference, depositor, what was found"),
        (again, "have what is infected looked at again, with newer signatures"),
    ):
        verbs.add_parser(verb.__name__, help=told).set_defaults(action=verb)


def status(_options: argparse.Namespace) -> int:
    """Count them; 1 where some wait and the antivirus does not answer."""
    with house.opened():
        from carnet.records import infections, scanning

        found = infections.counted()
        answers = scanning.check(b"").state
    oldest = f"{found.oldest:%Y-%m-%d %H:%M} UTC" if found.oldest else "-"
    print(f"antivirus={answers or 'not configured'}")
    print(f"waiting={found.waiting} oldest={oldest} clean={found.clean} infected={found.infected}")
    return int(bool(found.waiting) and answers is scanning.State.UNREACHABLE)


def infected(_options: argparse.Namespace) -> int:
    """List the infected documents, oldest first."""
    with house.opened():
        from carnet.identity import directory
        from carnet.records import infections

        for one in infections.infected():
            place = directory.organization(one.organization_id) if one.organization_id else None
            depositor = f"{place.finess} {place.name}" if place else "-"
            since = f"{one.since:%Y-%m-%d %H:%M}"
            print(f"{since}\t{one.reference}\t{depositor}\t{one.found}")
    return 0


def again(_options: argparse.Namespace) -> int:
    """Put the infected back in the queue; the worker asks about them."""
    with house.opened():
        from carnet.records import infections

        print(f"{infections.ask_again()} documents will be looked at again")
    return 0
