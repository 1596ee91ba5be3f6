"""One mutant a round, the same each time for the same seed."""

from __future__ import annotations

import base64
import re
from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

from campaigns.mutate import octets, structure
from campaigns.mutate.sources import Source

_TIMES = (1, 1, 2, 3, 6)
_BASE64 = re.compile(rb'representation="B64"[^>]*>([^<]{40,})<')


@dataclass(frozen=True, slots=True)
class Mutant:
    """A document to try: what it was, what was done to it, and by which door it comes."""

    name: str
    data: bytes
    upload: bool  # by the patient's own form, else by the door of software
    done: str


def make(random: Random, sources: Sequence[Source], matricule: str, unique_id: str) -> Mutant:
    """Choose a document, and mutate it."""
    source, other = random.choice(sources), random.choice(sources)
    upload = not source.clinical or random.randrange(10) == 0
    data, times = source.of(matricule, unique_id), random.choice(_TIMES)
    ways = ("structure", "structure", "inside", "bytes") if source.clinical else ("bytes",)
    way = random.choice(ways)
    if way == "structure":
        data, done = structure.mutate(data, random, times)
    elif way == "inside":
        data, done = _inside(data, other, random, times)
    else:
        data, done = octets.mutate(data, other.data, random, times)
    return Mutant(source.name, data, upload, " ".join([way, *done]))


def _inside(data: bytes, other: Source, random: Random, times: int) -> tuple[bytes, list[str]]:
    """Mutate a file that a document holds, and put it back; by structure where it holds none."""
    found = list(_BASE64.finditer(data))
    if not found:
        return structure.mutate(data, random, times)
    one = random.choice(found)
    try:
        held = base64.b64decode(one[1])
    except ValueError:
        return structure.mutate(data, random, times)
    changed, done = octets.mutate(held, other.data, random, times)
    return data[: one.start(1)] + base64.b64encode(changed) + data[one.end(1) :], done
