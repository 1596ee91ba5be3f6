"""``carnet journal verify-proof``: checks a file of proof without a database, anywhere."""

from __future__ import annotations

import argparse
import hashlib
import sys
from datetime import UTC
from pathlib import Path
from typing import Any

from carnet.cli.arguments import positive
from carnet.journal import receipts
from carnet.journal.checking import COMPLETE, EVENT, Checked, check, check_grown
from carnet.journal.leaves import moment
from carnet.journal.paths import WrongProof
from carnet.journal.receipts import Receipt

_DELAY = 24 * 3600 * 1_000_000  # microseconds: beyond, a receipt that the log lacks was broken


def register(verbs: Any) -> None:
    """Add the verb."""
    parser = verbs.add_parser(
        "verify-proof", help="check a file of proof; exit 1 naming the first thing wrong"
    )
    parser.add_argument("file", type=Path, metavar="FILE")
    parser.add_argument("--key", metavar="HEX", help="public key of the service, as published")
    parser.add_argument("--person", type=positive, metavar="N", help="whose proof it must be")
    parser.add_argument("--before", type=Path, metavar="FILE", help="a file downloaded before")
    parser.add_argument("--receipt", metavar="TEXT|FILE", help="a receipt that it must honour")
    parser.add_argument(
        "--document", type=Path, action="append", metavar="FILE",
        help="what the receipt must be about (again for each of its lot, in order)",
    )  # fmt: skip
    parser.set_defaults(action=_verify)


def _verify(options: argparse.Namespace) -> int:
    try:
        for line in _told(options):
            print(line)
    except (WrongProof, OSError) as wrong:
        sys.stdout.flush()
        print(f"REFUSED: {wrong}", file=sys.stderr)
        return 1
    return 0


def _told(options: argparse.Namespace) -> list[str]:
    data, key = options.file.read_bytes(), _key(options.key)
    proof = check(data, key, options.person)
    lines = _summary(proof, believed=key is None)
    if options.before:
        check_grown(proof, data, check(options.before.read_bytes(), proof.key))
        lines.append("it goes on from the file before: nothing of that one was changed or removed")
    if options.receipt:
        lines.append(_receipt(options.receipt, options.document or [], proof))
    return lines


def _key(text: str | None) -> bytes | None:
    try:
        return None if text is None else bytes.fromhex(text)
    except ValueError as error:
        raise WrongProof("--key: expected 64 hexadecimal digits") from error


def _summary(proof: Checked, *, believed: bool) -> list[str]:
    opened = sum(1 for line in proof.lines if line.row)
    size, at = proof.head.tree_size, _at(proof.head.at)
    lines = [
        f"signed by {proof.key.hex()}" + (" (the file says so: compare it)" if believed else ""),
        f"the log had {size} events at {at}, seal {proof.head.seal_no}",
        f"{len(proof.lines)} events are in it, {opened} of them opened",
    ]
    if proof.scope == COMPLETE:
        lines.append(
            f"these are all of person {proof.person}: the census counted {proof.counted} when the"
            f" log had {proof.counted_size}; the service signed for the other"
            f" {len(proof.lines) - proof.counted}"
        )
    elif proof.scope != EVENT:
        lines.append("the file does not say that these are all: its reader may not know all")
    lines += [f"{len(proof.waiting)} more events have a receipt"] * bool(proof.waiting)
    lines += [
        f"witness {name} ({key.hex()[:16]}…) signed seal {head.seal_no}, which the log contains"
        for name, key, head in proof.witnesses
    ]
    return lines


def _receipt(given: str, documents: list[Path], proof: Checked) -> str:
    try:
        text = given if given.startswith("carnet1.") else Path(given).read_text(encoding="ascii")
        receipt = receipts.read(text)
    except ValueError as error:
        raise WrongProof(f"this is not a receipt: {error}") from error
    if not receipt.is_sound(proof.key):
        raise WrongProof("receipt: wrong signature")
    _check_about(receipt, documents)
    leaf = receipt.leaf
    if any(line.hash == leaf and line.place is not None for line in proof.lines):
        return "the receipt was honoured: its event is in the log"
    if any(line.hash == leaf for line in proof.waiting):
        return "the receipt holds: its event waits for its seal"
    if proof.head.at > receipt.at + _DELAY and proof.scope == COMPLETE:
        raise WrongProof("receipt: BROKEN PROMISE, its event is not in the log a day later")
    raise WrongProof("receipt: its event is not in this file")


def _check_about(receipt: Receipt, documents: list[Path]) -> None:
    digests = [hashlib.sha256(path.read_bytes()).digest() for path in documents]
    if digests and receipts.about(digests) != receipt.about:
        raise WrongProof("receipt: it is about other documents")


def _at(microseconds: int) -> str:
    return f"{moment(microseconds).astimezone(UTC):%Y-%m-%d %H:%M:%S} UTC"
