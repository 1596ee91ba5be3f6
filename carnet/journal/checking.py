"""Checks a file of proof, with nothing of the house but its public key (docs/proof-file.md).

The JavaScript verifier does the same in the same order (``web/ui/static/ui/proof.js``); tests
hold the two to the same answers.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from carnet.journal import chains, paths, signing, statements
from carnet.journal.kinds import EventKind
from carnet.journal.leaves import Row, read_leaf
from carnet.journal.merkle import leaf_hash
from carnet.journal.paths import WrongProof
from carnet.journal.statements import Head
from carnet.journal.written import Written

FORMAT, VERSION = "carnet-proof", 1
COMPLETE, PARTIAL, EVENT = "complete", "partial", "event"


@dataclass(frozen=True, slots=True)
class Line:
    """One event of a file: its leaf hash, its content when opened, its place once sealed."""

    hash: bytes
    row: Row | None
    place: int | None


@dataclass(slots=True)
class Checked:
    """What a sound file proves."""

    scope: str
    person: int
    key: bytes
    head: Head
    lines: list[Line]
    waiting: list[Line] = field(default_factory=list)
    counted: int = 0  # the first lines, which are all that the log held at the census
    counted_size: int = 0  # of the log then
    witnesses: list[tuple[str, bytes, Head]] = field(default_factory=list)


def check(data: bytes, key: bytes | None = None, person: int | None = None) -> Checked:
    """Check a file; raise WrongProof naming the first thing wrong.

    Without ``key`` the one in the file is believed: compare it with the published one.
    """
    file = read(data)
    scope, found = file.word("scope"), _head(file, key)
    if scope not in {COMPLETE, PARTIAL, EVENT}:
        raise WrongProof("scope: unknown")
    whose = 0 if scope == EVENT else file.number("person")
    if person is not None and whose != person:
        raise WrongProof(f"this is the proof of person {whose}, not of person {person}")
    proof = Checked(scope, whose, found[0], found[1], _lines(file, "events", whose))
    census = file.inside("census") if scope == COMPLETE else None
    _check_places(proof, census, file.hashes("nodes"))
    if census:
        _check_census(proof, census)
    _check_waiting(proof, file)
    if scope == COMPLETE:
        _check_standing(proof, file)
    _check_witnesses(proof, file)
    return proof


def read(data: bytes) -> Written:
    """The file as what it says it is; raise WrongProof when it is not whole."""
    try:
        found = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise WrongProof("the file is not whole: this is not JSON") from error
    file = Written(found, "file")
    if file.word("format") != FORMAT:
        raise WrongProof("this is not a file of proof")
    if file.number("version") != VERSION:
        raise WrongProof("this version of the format is not known here")
    return file


def check_grown(proof: Checked, data: bytes, before: Checked) -> None:
    """Raise WrongProof unless this proof (``data``) goes on from one downloaded before."""
    if before.person != proof.person:
        raise WrongProof(f"the file before is of person {before.person}")
    sizes = (before.head.tree_size, proof.head.tree_size)
    given = {one.number("size"): one for one in read(data).several("before")}
    nodes = given[sizes[0]].hashes("growth") if sizes[0] in given else []
    if sizes[0] < sizes[1] and sizes[0] not in given:
        raise WrongProof("this file does not tell how the log grew since the one before")
    paths.check_growth(*sizes, before.head.root, proof.head.root, nodes)
    if before.scope == proof.scope == COMPLETE:
        known = [line.hash for line in before.lines]
        if [line.hash for line in proof.lines[: len(known)]] != known:
            raise WrongProof("lines of the file before are not in this one, or not in that order")
        for line in proof.lines[len(known) :]:
            if line.place is not None and line.place < sizes[0]:
                raise WrongProof("the file before kept silent about a line that was in the log")


def _head(file: Written, expected: bytes | None) -> tuple[bytes, Head]:
    key = file.bytes("key")
    if expected is not None and key != expected:
        raise WrongProof("key: this file was not signed by the service that you named")
    return key, _signed_head(file.inside("head"), key)


def _signed_head(given: Written, key: bytes) -> Head:
    statement, signature = given.bytes("statement"), given.bytes("signature")
    if not signing.is_signed(key, statement, signature):
        raise WrongProof(f"{given.path}: wrong signature")
    try:
        return statements.read_head(statement)
    except ValueError as error:
        raise WrongProof(f"{given.path}: {error}") from error


def _lines(file: Written, name: str, person: int) -> list[Line]:
    return [_line(one, person if file.word("scope") != EVENT else None)
            for one in file.several(name)]  # fmt: skip


def _line(given: Written, person: int | None) -> Line:
    place = given.number("place") if "place" in given else None
    if "leaf" not in given:
        return Line(given.bytes("hash", 32), None, place)
    data = given.bytes("leaf")
    try:
        found = read_leaf(data)
    except ValueError as error:
        raise WrongProof(f"{given.path}: {error}") from error
    if person is not None and found.person_id != person:
        raise WrongProof(f"{given.path}: this event is of person {found.person_id}")
    return Line(leaf_hash(data), found, place)


def _check_places(proof: Checked, census: Written | None, nodes: Sequence[bytes]) -> None:
    """Every line that has a place is in the signed log, in this order."""
    placed = [(line.place, line.hash) for line in proof.lines if line.place is not None]
    if any(one[0] >= other[0] for one, other in pairwise(placed)):
        raise WrongProof("events: they are not in the order of the log")
    leaves = dict(placed)
    if census:
        line = _line(census.inside("event"), 0)
        if leaves.setdefault(line.place or 0, line.hash) != line.hash:
            raise WrongProof("events: they are not in the signed log")
    if leaves and paths.root_from(leaves, proof.head.tree_size, nodes) != proof.head.root:
        raise WrongProof("events: they are not in the signed log")


def _check_census(proof: Checked, census: Written) -> None:
    """The first lines are all that the log held for this person when everybody was counted."""
    line = _line(census.inside("event"), 0)
    told = _told(line, census)
    proof.counted, proof.counted_size = census.number("events"), told.number("size")
    if line.place is None or not proof.counted_size <= line.place < proof.head.tree_size:
        raise WrongProof("census: it is told before what it counts")
    if not 0 <= proof.counted <= len(proof.lines):
        raise WrongProof("events: there are fewer than the census counted")
    for number, line in enumerate(proof.lines):
        early = line.place is not None and line.place < proof.counted_size
        if line.place is not None and early != (number < proof.counted):
            raise WrongProof("events: more or fewer than the census counted")
    head = chains.head(line.hash for line in proof.lines[: proof.counted])
    leaf = chains.leaf(proof.person, proof.counted, head) if proof.counted else chains.NOBODY
    found = paths.root_from({proof.person: leaf}, chains.PLACES, census.hashes("nodes"))
    if found != told.bytes("root"):
        raise WrongProof("census: these are not all the events that it counted for this person")


def _told(line: Line, census: Written) -> Written:
    if line.row is None or line.row.kind != EventKind.CENSUS_TAKEN:
        raise WrongProof("census: no event of the log tells it")
    try:
        return Written(json.loads(line.row.detail), f"{census.path}.event")
    except ValueError as error:
        raise WrongProof("census: its event cannot be read") from error


def _check_waiting(proof: Checked, file: Written) -> None:
    """Each line that is not sealed yet has its receipt."""
    whose = None if proof.scope == EVENT else proof.person
    for given in file.several("waiting"):
        line = _line(given, whose)
        statement = statements.receipt(given.number("at"), line.hash)
        if not signing.is_signed(proof.key, statement, given.bytes("signature")):
            raise WrongProof(f"{given.path}: wrong signature")
        proof.waiting.append(line)


def _check_standing(proof: Checked, file: Written) -> None:
    """We signed that these are all, census or not: an answer to be held to."""
    chain = chains.head(line.hash for line in [*proof.lines, *proof.waiting])
    said = statements.standing(
        proof.person, len(proof.lines), len(proof.waiting), proof.head.tree_size, chain
    )
    if not signing.is_signed(proof.key, said, file.bytes("standing")):
        raise WrongProof("standing: these are not all the events that the service signed for")


def _check_witnesses(proof: Checked, file: Written) -> None:
    for given in file.several("witnesses"):
        head_given = given.inside("head")
        head = _signed_head(head_given, proof.key)
        digest = statements.head_digest(*map(head_given.bytes, ("statement", "signature")))
        key, said = given.bytes("key"), statements.cosignature(given.number("at"), digest)
        if not signing.is_signed(key, said, given.bytes("signature")):
            raise WrongProof(f"{given.path}: wrong signature of the witness")
        sizes = (head.tree_size, proof.head.tree_size)
        paths.check_growth(*sizes, head.root, proof.head.root, given.hashes("growth"))
        proof.witnesses.append((given.word("name"), key, head))


def facts(row: Row) -> dict[str, Any]:
    """What an opened line says, in codes: for those who print it."""
    try:
        kind = EventKind(row.kind).name.lower().replace("_", " ")
    except ValueError:
        kind = f"kind {row.kind}"
    return {"at": row.at, "kind": kind, "actor": row.actor_id, "entry": row.entry_no}
