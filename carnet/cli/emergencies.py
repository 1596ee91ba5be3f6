"""``carnet emergencies``: the queue of entries in an emergency, each to be examined once.

``list`` names the professional and the structure, never the person: PERSON is our own opaque
identifier, to give back to ``review``. A reason may tell of the person: the answer is for the
operator's eyes.
"""

from __future__ import annotations

import argparse
import sys
from typing import Any

from carnet.cli import house
from carnet.cli.arguments import positive

_DONE, _NO = 0, 1


def register(subparsers: Any) -> None:
    """Add the command and its verbs."""
    parser = subparsers.add_parser("emergencies", help="examine the entries in an emergency")
    verbs = parser.add_subparsers(dest="verb", required=True, metavar="VERB")
    waiting = verbs.add_parser("list", help="those that nobody examined yet, oldest first")
    waiting.add_argument("--limit", type=positive, default=100)
    waiting.set_defaults(action=_list)
    review = verbs.add_parser("review", help="say what you found; the person is told")
    review.add_argument("person", metavar="PERSON", help="as list writes it")
    review.add_argument("access", metavar="ACCESS", type=int)
    review.add_argument("--finding", choices=["justified", "unjustified"], required=True)
    review.add_argument("--remark", default="", help="at most 500 characters; the person reads it")
    review.set_defaults(action=_review)


def _list(options: argparse.Namespace) -> int:
    with house.opened():
        from carnet.sharing import reviews

        waiting = reviews.to_review(options.limit)
        for one in waiting:
            print(_line(one))
    print(f"{len(waiting)} to examine", file=sys.stderr)
    return _DONE


def _review(options: argparse.Namespace) -> int:
    with house.opened():
        from carnet.base.ids import Kind, reveal
        from carnet.sharing import reviews
        from carnet.sharing.problems import NotWaiting

        pointer = reveal(options.person)
        if pointer is None or pointer.kind is not Kind.PERSON:
            return _say("PERSON: expected an identifier that list wrote")
        try:
            reviews.review(pointer.person_id, options.access, options.finding, options.remark)
        except NotWaiting:
            return _say("no such entry waits: it was examined, or never was")
        except ValueError as wrong:
            return _say(f"--remark: expected {wrong}")
    print("examined; the person is told")
    return _DONE


def _line(one: Any) -> str:
    from carnet.access.facts import Purpose
    from carnet.base.ids import Kind, Pointer, conceal
    from carnet.identity import directory

    who = directory.professional(one.professional_id)
    place = directory.organization(one.organization_id)
    return "\t".join((
        str(conceal(Pointer(Kind.PERSON, one.person_id))),
        str(one.access_no),
        f"{one.at:%Y-%m-%dT%H:%M}Z",
        Purpose(one.purpose).name.lower(),
        f"RPPS {who.rpps}" if who else "?",
        f"FINESS {place.finess}" if place else "?",
        one.reason,
    ))  # fmt: skip


def _say(words: str) -> int:
    print(f"carnet emergencies: {words}", file=sys.stderr)
    return _NO
