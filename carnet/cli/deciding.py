"""``carnet policy explain``: one decision, as JSON, from facts given or from a real record."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

from carnet.cli import house
from carnet.cli.arguments import positive

if TYPE_CHECKING:
    from carnet.access.facts import Actor, Document, Facts

ACTIONS = (
    "open", "deposit", "search", "read", "hide", "share", "read_history", "show", "read_archive",
    "profile", "block", "declare", "govern",
)  # fmt: skip
PURPOSES = ("normal", "emergency_regulation", "break_glass", "secret")
ACTORS = ("professional", "person", "organization", "agent", "app", "system")
# Facts that hold when they are given, as carnet.access.facts names them.
FLAGS = (
    "archived", "holder", "represents", "consent", "team_consent", "blocked", "treating_doctor",
    "administrator", "heirs", "minor", "emergency_hidden", "emergency_over", "delegate",
    "delegate_writes", "delegate_sees_hidden", "absent",
)  # fmt: skip
MASKS = ("hidden_from_professionals", "hidden_from_patient", "hidden_from_representatives")
DELETED, ENTRY = 4, 1  # carnet.records.models.Status; any number, for what is kept from a reader
Add = Callable[..., Any]


def register(verbs: Any) -> None:
    """Add the command."""
    explain = verbs.add_parser("explain", help="one decision, as JSON: its rule and those before")
    explain.add_argument("--action", choices=ACTIONS, default="read", dest="asked")
    explain.add_argument("--purpose", choices=PURPOSES, default="normal")
    explain.add_argument("--reason", default="", help="why the glass is broken")
    _real(explain.add_argument_group("a real record, by internal numbers").add_argument)
    _given(explain.add_argument_group("or facts").add_argument)
    _of_document(explain.add_argument_group("about a document").add_argument)
    explain.set_defaults(action=_explain)


def _real(add: Add) -> None:
    add(
        "--person",
        type=positive,
        metavar="N",
        help="whose record; told to them",
    )
    add("--professional", type=positive, metavar="N", help="who asks, from where they work")
    add("--organization", type=positive, metavar="N", help="… from this structure")
    add("--reader", type=positive, metavar="N", help="who asks, when it is a person")
    add("--entry", type=positive, metavar="N", default=0, help="about this document")


def _given(add: Add) -> None:
    add("--actor", choices=ACTORS, default="professional")
    add("--profession", default="", metavar="CODE", help="G15_10, G15_21…")
    add("--specialty", default="", metavar="CODE")
    for name in FLAGS:
        add(f"--{name.replace('_', '-')}", action="store_true")
    add("--record-closed", action="store_true")
    add("--regulation-opposed", action="store_true")
    add("--break-glass-opposed", action="store_true")
    add("--treating-doctor-sees", choices=("always", "if_admin", "never"), default="always")
    add("--categories", default="", metavar="A,B", help="delegated; « all » for all of them")
    add("--matrix", type=int, metavar="N", help="that of today if not given")


def _of_document(add: Add) -> None:
    add("--type", metavar="CODE", dest="type_code", help="11502-2, 11490-0…")
    add("--category", default="", metavar="CODE", help="that of the type if not given")
    add("--author", action="store_true", help="the one who asks wrote it")
    add("--confidentiality", choices=("N", "R", "V"), default="N")
    for name in MASKS:
        add(f"--{name.replace('_', '-')}", action="store_true")
    add("--deleted", action="store_true")
    add("--kept-from-reader", action="store_true")


def _explain(options: argparse.Namespace) -> int:
    if (options.person is None) is not (options.professional is None and options.reader is None):
        sys.stderr.write("a real record needs --person, and --professional or --reader\n")
        return 2
    if options.person is None:
        house.load_rooms()
        facts = _facts(options)
        sys.stderr.writelines(f"note: {said}\n" for said in _unknown(facts))
        return _tell(facts)
    with house.opened():
        actor = _known(options)
        if actor is None:
            sys.stderr.write(f"no professional {options.professional}\n")
            return 1
        from carnet.access.facts import Action
        from carnet.records.explained import facts_of

        action = Action[options.asked.upper()]
        return _tell(facts_of(options.person, actor, action, options.entry))


def _known(options: argparse.Namespace) -> Actor | None:
    from carnet.access.facts import Actor, ActorKind, Purpose
    from carnet.identity import directory

    purpose = Purpose[options.purpose.upper()]
    if options.reader is not None:
        return Actor(ActorKind.PERSON, options.reader, purpose=purpose)
    found = directory.professional(options.professional)
    if found is None:
        return None
    place = options.organization or found.organization_id or 0
    who = (found.professional_id, place, found.profession, found.specialty)
    return Actor(ActorKind.PROFESSIONAL, *who, purpose=purpose, reason=options.reason)


def _facts(options: argparse.Namespace) -> Facts:
    from carnet.access import matrix
    from carnet.access.facts import Action, Actor, ActorKind, Facts, Purpose, TreatingDoctorSees
    from carnet.base import clock

    actor = Actor(
        ActorKind[options.actor.upper()], ENTRY, 0, options.profession, options.specialty,
        purpose=Purpose[options.purpose.upper()], reason=options.reason,
    )  # fmt: skip
    every = options.categories == "all"
    return Facts(
        Action[options.asked.upper()],
        actor,
        record_open=not options.record_closed,
        regulation_admitted=not options.regulation_opposed,
        break_glass_admitted=not options.break_glass_opposed,
        treating_doctor_sees=TreatingDoctorSees(options.treating_doctor_sees),
        delegated_categories=None if every else frozenset(options.categories.split(",")),
        kept_from=frozenset([ENTRY] if options.kept_from_reader else []),
        matrix=matrix.in_force(clock.today()) if options.matrix is None else options.matrix,
        document=_document(options),
        **{name: getattr(options, name) for name in FLAGS},
    )


def _unknown(facts: Facts) -> Iterator[str]:
    """What was typed and the matrix does not know: whoever has no row reads nothing."""
    from carnet.access import matrix
    from carnet.nomenclature import terms

    trades, profession = matrix.professions(facts.matrix), facts.actor.profession
    if not trades:
        yield f"there is no matrix {facts.matrix}"
    elif profession and profession not in trades:
        yield f"no row of the matrix is for « {profession} » (carnet policy matrix --csv)"
    if facts.document and terms.document_type(facts.document.type_code) is None:
        yield f"no type of document is « {facts.document.type_code} »"


def _document(options: argparse.Namespace) -> Document | None:
    from carnet.access.facts import Document
    from carnet.nomenclature import terms

    if options.type_code is None:
        return None
    known = terms.document_type(options.type_code)
    return Document(
        options.type_code,
        ENTRY if options.author else None,
        DELETED if options.deleted else 1,
        options.confidentiality,
        category=options.category or (known.category if known else ""),
        entry_no=ENTRY,
        **{name: getattr(options, name) for name in MASKS},
    )


def _tell(facts: Facts) -> int:
    """Print the decision; the exit code is 0 also when the answer is no."""
    from carnet.access import replay
    from carnet.access.explaining import explain

    decision, passed = explain(facts)
    rule = decision.rule
    answer = {
        "allowed": decision.allowed,
        "rule": rule.number,
        "code": rule.code,
        "version": decision.version,
        "for_patient": decision.for_patient,
        "for_reader": decision.reason,
        "facts": replay.words(replay.bits(facts)),
        "stored": replay.written(facts),
        "consent": facts.basis,
        "passed_over": [
            {"rule": one.rule.number, "code": one.rule.code, "lacks": one.lacks} for one in passed
        ],
    }
    sys.stdout.write(json.dumps(answer, ensure_ascii=False, indent=1) + "\n")
    return 0
