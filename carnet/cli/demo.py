"""``carnet demo``: who lives in the demonstration, tokens for its software, letters to print."""

from __future__ import annotations

import argparse
import json
import sys
from typing import Any

from carnet.cli import house


def register(subparsers: Any) -> None:
    """Add the commands to the command line."""
    verbs = subparsers.add_parser("demo", help="the demonstration").add_subparsers(
        dest="verb", required=True, metavar="VERB"
    )
    people = verbs.add_parser("people", help="people, professionals, organisations, sign-ins")
    people.add_argument("--json", action="store_true", help="everything, as one JSON object")
    people.set_defaults(action=show_people)
    token = verbs.add_parser("token", help="a bearer token for the FHIR door")
    who = token.add_mutually_exclusive_group(required=True)
    who.add_argument("--rpps", help="in the name of this professional")
    who.add_argument("--organization", metavar="FINESS", help="for this structure: deposit only")
    why = ["normal", "centre_15", "bris_de_glace", "INVISIBLE_REPRESENTANTS_LEGAUX"]
    token.add_argument("--purpose", choices=why, default="normal", help="why they act")
    token.add_argument("--reason", default="", help="with bris_de_glace, in a sentence")
    token.set_defaults(action=give_token)
    letters = verbs.add_parser("letters", help="the information letters that wait for the printer")
    letters.set_defaults(action=list_letters)


def show_people(options: argparse.Namespace) -> int:
    """Print who lives in the demonstration; needs no database."""
    house.load_rooms()
    if options.json:
        from carnet.demo.catalogue import catalogue

        json.dump(catalogue(), sys.stdout, ensure_ascii=False, indent=1)
        sys.stdout.write("\n")
    else:
        from carnet.demo.terminal import people

        sys.stdout.write(people())
    return 0


def give_token(options: argparse.Namespace) -> int:
    """Print one bearer token; 1 when nobody bears the number."""
    with house.opened():
        return _give_token(options)


def _give_token(options: argparse.Namespace) -> int:
    from carnet.demo.tokens import UnknownNumber, token

    try:
        bearer = token(
            rpps=options.rpps or "", finess=options.organization or "",
            purpose=options.purpose, reason=options.reason,
        )  # fmt: skip
    except UnknownNumber as problem:
        sys.stderr.write(f"{problem}\n")
        return 1
    sys.stdout.write(f"{bearer}\n")
    return 0


def list_letters(options: argparse.Namespace) -> int:
    """Print the path of each letter, newest folder last."""
    with house.opened():
        from carnet.demo.letters import waiting

        sys.stdout.writelines(f"{path}\n" for path in waiting())
    return 0
