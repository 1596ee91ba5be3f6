"""``carnet reports``: accesses that people found abnormal, listed, shown and answered."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING, Any

from carnet.cli import house
from carnet.cli.arguments import positive

if TYPE_CHECKING:
    from carnet.base.ids import Pointer
    from carnet.sharing.reports import ReportView


def register(subparsers: Any) -> None:
    """Add the commands to the command line."""
    verbs = subparsers.add_parser("reports", help="abnormal accesses that people reported")
    verbs = verbs.add_subparsers(dest="verb", required=True, metavar="VERB")
    waiting = verbs.add_parser("list", help="those that wait for an answer, oldest first")
    waiting.add_argument("--limit", type=positive, default=100)
    waiting.set_defaults(action=list_waiting)
    one = verbs.add_parser("show", help="one report and the event it is about")
    one.add_argument("reference", help="as list prints it")
    one.set_defaults(action=show)
    said = verbs.add_parser("answer", help="answer a report; the person is told, and reads it")
    said.add_argument("reference")
    said.add_argument("words", help="the answer, in plain words")
    said.set_defaults(action=answer)


def list_waiting(options: argparse.Namespace) -> int:
    """One line a report: reference, day, motive, whom it names. No name of a patient."""
    with house.opened():
        from carnet.sharing import reports

        for one in reports.waiting(options.limit):
            sys.stdout.write(f"{_reference(one)}  {one.at:%Y-%m-%d}  {one.motive}  {_whom(one)}\n")
    return 0


def show(options: argparse.Namespace) -> int:
    """What is known of one report; 1 for a reference that leads to none."""
    with house.opened():
        from carnet.sharing import reports
        from carnet.sharing.problems import NoReport

        try:
            one = reports.one(*_place(options.reference))
        except NoReport:
            return _none()
        for name, value in _facts(one):
            sys.stdout.write(f"{name}: {value}\n")
    return 0


def answer(options: argparse.Namespace) -> int:
    """Answer one report; 1 when there is none, or when it has its answer."""
    with house.opened():
        from carnet.sharing import reports
        from carnet.sharing.problems import AlreadyAnswered, NoReport

        if not 0 < len(options.words.strip()) <= reports.LONGEST:
            sys.stderr.write(f"an answer has 1 to {reports.LONGEST} characters\n")
            return 2
        try:
            reports.answer(*_place(options.reference), options.words)
        except NoReport:
            return _none()
        except AlreadyAnswered:
            sys.stderr.write("this report has its answer already\n")
            return 1
    return 0


def _none() -> int:
    sys.stderr.write("no report has this reference\n")
    return 1


def _reference(one: ReportView) -> str:
    from carnet.base.ids import Kind, Pointer, conceal

    return str(conceal(Pointer(Kind.REPORT, one.person_id, one.report_no)))


def _place(reference: str) -> tuple[int, int]:
    """The person and the number behind a reference; (0, 0) for one that this house did not make."""
    from carnet.base.ids import Kind, reveal

    found: Pointer | None = reveal(reference)
    return (found.person_id, found.number) if found and found.kind is Kind.REPORT else (0, 0)


def _whom(one: ReportView) -> str:
    from carnet.identity import directory

    who = directory.professional(one.professional_id) if one.professional_id else None
    place = directory.organization(one.organization_id) if one.organization_id else None
    names = [f"RPPS {who.rpps} {who.given_name} {who.family_name}" if who else ""]
    return ", ".join(filter(None, [*names, place.name if place else ""])) or "-"


def _facts(one: ReportView) -> list[tuple[str, object]]:
    """The report, then the event: who, how, by which rule; never a document's title."""
    from carnet.sharing import reports

    facts: list[tuple[str, object]] = [
        ("report", f"{one.at:%Y-%m-%d %H:%M} UTC, {one.motive}"),
        ("whom", _whom(one)),
        ("words", one.words or "-"),
        ("answer", one.answer if one.answered_at else "waiting"),
    ]
    event = reports.event_of(one)
    if event is not None:
        facts += [
            ("event", f"{event.at:%Y-%m-%d %H:%M:%S.%f} UTC {event.kind.name}"),
            ("purpose", event.purpose.name),
            ("rule", f"{event.rule}, policy {event.policy}"),
            ("software", event.software or "-"),
        ]
    return facts
