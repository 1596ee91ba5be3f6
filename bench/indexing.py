"""What the worker does with a document that arrives: its words, its values and its page, sealed.

The median document by size of those that the ANS publishes, and the largest; without the folder of
published documents, a report of biology that the demonstration nation tells. Read in a child, as
in the house. The floor parses the same bytes and does nothing else, in this process.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from bench import people, published
from bench.result import Result
from bench.timed import result
from bench.turns import Turn
from carnet.contents import drawing, packing, words
from carnet.demo.cda.sized import sized_document
from carnet.formats import sandbox
from carnet.formats.cda.opening import open_document
from carnet.vault.personal import Box

ROUNDS, SECONDS = 6, 0.5  # a turn each in a round
PERSON = 2001  # number of the insured person


def measure() -> list[Result]:
    """Measure each document beside its parsing, in turns."""
    box = Box(people.enrol(people.insured(PERSON)))
    return [_beside(name, data, box) for name, data in _documents()]


def _beside(name: str, data: bytes, box: Box) -> Result:
    ours, bare = Turn([_indexing(data, box)]), Turn([_parsing(data)])
    for number in range(-1, ROUNDS):
        for turn in (ours, bare):
            turn.run(SECONDS, keep=number >= 0)
    size = f"{round(len(data) / 1000)} KB"
    return result(f"indexing {name}, {size}", ours.durations, ours.elapsed, bare.rate)


def _indexing(data: bytes, box: Box) -> Callable[[], None]:
    """As carnet.contents.reading does, without the database."""

    def index() -> None:
        said = sandbox.call("words", data)
        packing.sealed(box, 1, sandbox.call("values", data))
        drawing.sealed(box, 1, data)
        box.seal(words.pack(f"{said.title}\n{said.text}"), words.bound("words", 1))
        box.seal(words.pack_text(said.text), words.bound("text", 1))
        assert said.text

    return index


def _parsing(data: bytes) -> Callable[[], None]:
    def parse() -> None:
        assert len(open_document(data))

    return parse


def _documents() -> Iterator[tuple[str, bytes]]:
    clinical = published.clinical()
    if not clinical:
        yield "a report of biology", sized_document(30_000, people.insured(PERSON), 1)
        return
    yield "the median document", clinical[len(clinical) // 2]
    yield "the largest", clinical[-1]
