"""One round: a mutant comes in, is read by the service, by its person and by a doctor."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from html import unescape
from random import Random
from typing import Any

from campaigns.mutate import doors, mutants, people
from campaigns.mutate.calls import Watch
from campaigns.mutate.mutants import Mutant
from campaigns.mutate.people import People
from campaigns.mutate.sources import Source

BATCH = 40  # mutants in one record
_LISTS = ("/documents/", "/histoire-de-sante/", "/resultats/", "/accueil/", "/documents/dossiers/")
_LINKS = re.compile(r'(?:href|src)="(/documents/[^"#]+)"')
_CURVES = re.compile(r'href="(/resultats/[^"#]+)"')
_MORE = 4  # addresses of one page that are followed
_WORDS = ("glycemie", "ferritne", "alert", "2024", "compte rendu", "é", "1,5")
_OK = 200


@dataclass(frozen=True, slots=True)
class Round:
    """What became of one mutant."""

    number: int
    mutant: Mutant
    taken: bool
    watch: Watch


def play(
    numbers: Sequence[int], seed: int, sources: Sequence[Source], seconds: float
) -> Iterator[Round]:
    """Play these rounds; a number with a seed always makes the same mutant."""
    there, batch = None, -1
    for number in numbers:
        if there is None or number // BATCH != batch:
            batch = number // BATCH
            there = people.imagine(batch)
        random = Random(f"{seed}/{number}")
        mutant = mutants.make(random, sources, there.matricule, f"2.25.{seed}{number:06}")
        yield _round(number, mutant, there, Watch(seconds), random)


def _round(number: int, mutant: Mutant, there: People, watch: Watch, random: Random) -> Round:
    with watch.listening():
        come = doors.uploaded if mutant.upload else doors.deposited
        entry_no = come(mutant, there, watch)
        if entry_no is not None:
            _read(mutant, there, entry_no, watch, random)
        if number % BATCH == BATCH - 1:
            _look_around(there, watch)
    return Round(number, mutant, entry_no is not None, watch)


def _read(mutant: Mutant, there: People, entry_no: int, watch: Watch, random: Random) -> None:
    from carnet.base.ids import Kind, Pointer, conceal
    from carnet.contents.reading import read_waiting

    watch.call("the worker reads", lambda: read_waiting(5))
    name = conceal(Pointer(Kind.ENTRY, there.person_id, entry_no))
    page = _get(there, f"/documents/{name}/", watch)
    own = [one for one in _addresses(_LINKS, page) if str(name) in one]
    for path in random.sample(own, min(_MORE, len(own))):
        _get(there, path, watch, absent=True)
    watch.expect("the original is lost", holds=_original(there, name, watch) == mutant.data)
    _search(there, random, watch)
    if random.randrange(4) == 0:
        _read_by_doctor(mutant, there, name, watch)


def _get(there: People, path: str, watch: Watch, *, absent: bool = False) -> str:
    """A page's text, "" for a file; it must be there unless it may be absent."""
    what = "GET " + re.sub(r"[0-9a-f-]{36}", "…", path.partition("?")[0])
    answer = watch.call(what, lambda: there.patient.get(path))
    status = getattr(answer, "status_code", 0)
    watch.expect(f"{what}: {status}", holds=status == _OK or (absent and status < 500))  # noqa: PLR2004
    if answer is None or "text/html" not in answer.headers.get("Content-Type", ""):
        return ""
    return str(answer.content.decode())


def _addresses(kind: re.Pattern[str], page: str) -> list[str]:
    return sorted({unescape(one) for one in kind.findall(page)})


def _original(there: People, name: object, watch: Watch) -> bytes:
    path = f"/documents/{name}/original"
    answer: Any = watch.call("GET original", lambda: there.patient.get(path))
    if answer is None:
        return b""
    return b"".join(answer.streaming_content) if answer.streaming else bytes(answer.content)


def _search(there: People, random: Random, watch: Watch) -> None:
    path, words = "/documents/recherche/", {"mots": random.choice(_WORDS)}
    found = watch.call("search", lambda: there.patient.post(path, words, follow=True))
    watch.expect("the search answers", holds=getattr(found, "status_code", 0) == _OK)


def _read_by_doctor(mutant: Mutant, there: People, name: object, watch: Watch) -> None:
    for path in (f"/fhir/DocumentReference/{name}", f"/fhir/Binary/{name}"):
        what = f"GET {path.rpartition('/')[0]}"
        ask = partial(there.software.simulate_get, path, headers=there.doctor)
        answer = watch.call(what, ask)
        status = getattr(answer, "status_code", 0)
        # Not every type of document is for a doctor of this specialty.
        watch.expect(f"{what}: {status}", holds=status in {_OK, 404})
    if answer is not None and status == _OK:
        watch.expect("the doctor's bytes are others", holds=answer.content == mutant.data)


def _look_around(there: People, watch: Watch) -> None:
    """The lists of a record in which every document is a mutant."""
    for path in _LISTS:
        page = _get(there, path, watch)
        for curve in _addresses(_CURVES, page)[:_MORE]:
            _get(there, curve, watch)
