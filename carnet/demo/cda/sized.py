"""Documents of a wanted size, for benches."""

from __future__ import annotations

from datetime import datetime
from functools import cache

from carnet.base.clock import LEGAL_ZONE
from carnet.demo.cda import codes
from carnet.demo.cda.analytes import analyte, keys
from carnet.demo.cda.content import Biology, Document, Result
from carnet.demo.cda.document import write
from carnet.demo.nation.directory import build
from carnet.demo.nation.model import Person

_FIRST = datetime(2024, 1, 8, 8, 0, tzinfo=LEGAL_ZONE)
_MARK = "@@NUMBER@@"
_SENTENCE = "Résultat contrôlé, à interpréter selon le contexte clinique et les antériorités. "


@cache
def _model(size: int, person: Person) -> tuple[bytes, bytes]:
    """One written document cut where its identifier goes: all analytes, a comment that fills."""
    results = tuple(Result(analyte(key, person.sex), 1.0) for key in keys())
    missing = size - len(_written(person, results, ""))
    words = _SENTENCE * (missing // len(_SENTENCE.encode())) if missing > 0 else ""
    before, _, after = _written(person, results, words).partition(codes.oid(_MARK).encode())
    return before, after


def _written(person: Person, results: tuple[Result, ...], words: str) -> bytes:
    author = build()["biologist1"]
    title = "Résultats d'examens de biologie"
    return write(Document(_MARK, "biology", person, author, _FIRST, title, Biology(results, words)))


def sized_document(size: int, person: Person, number: int) -> bytes:
    """A valid laboratory report of about ``size`` bytes; ``number`` makes its uniqueId.

    At least some 50 kB: a result of every analyte, with its range, is always there.
    """
    before, after = _model(size, person)
    return before + codes.oid(f"bench/{person.matricule}/{number}").encode() + after
