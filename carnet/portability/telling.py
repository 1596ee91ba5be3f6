"""The history in a copy: a line an event, and the file of proof that a verifier checks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import NamedTuple

import msgspec
import structlog

from carnet.journal import operating, presenter
from carnet.journal.material import Broken, NotYet
from carnet.portability.choice import HISTORY
from carnet.portability.source import File, Source, part
from carnet.records import carrying, proving

LINES, PROOF = "maison/historique.jsonl", "maison/preuve.json"
_encode = msgspec.json.Encoder().encode
_log = structlog.get_logger(__name__)


class Line(NamedTuple):
    """One event in words."""

    at: datetime
    what: str
    where: str
    right: str


def lines(source: Source) -> Iterator[Line]:
    """The history as the reader may know it, newest first."""
    for event, title in carrying.history(source.taking):
        shown = presenter.present(event, title=title, reader_id=source.reader_id)
        yield Line(shown.at, shown.sentence, shown.place, shown.rule)


@part
def history(source: Source) -> Iterator[File]:
    """Both files; the second is left out while no census was sealed since the record began."""
    if not source.has(HISTORY):
        return
    told = (_encode(one._asdict()) + b"\n" for one in lines(source))
    yield File(LINES, told, of_house=True)
    pieces = _proof(source)
    if pieces is not None:
        source.proven = True
        yield File(PROOF, (piece.encode() for piece in pieces), of_house=True)


def _proof(source: Source) -> Iterable[str] | None:
    try:
        if source.opened is None:
            return operating.proof(source.person_id)
        return proving.proof(source.opened)
    except NotYet:
        return None
    except Broken as broken:
        _log.critical("proof.broken", problem=str(broken))
        return None
