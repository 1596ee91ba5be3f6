"""The last signed state of the log, in a file outside the database.

A superuser of the database can cut the end of the log and leave a shorter, perfectly signed one:
only something kept elsewhere tells. The file also holds the frontier of the tree, so that the
sealer starts without reading the log again.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from carnet.base.files import data_folder, replace
from carnet.journal.merkle import Frontier
from carnet.journal.seals import Seal


class LogBroken(Exception):
    """The stored log is not the one that was signed; nothing more may be sealed over it."""


@dataclass(frozen=True, slots=True)
class Anchor:
    """What the file says: the last seal, its digest, and the tree at that point."""

    seal_no: int
    digest: bytes
    frontier: Frontier


def path() -> Path:
    """Where the file is."""
    return data_folder("journal") / "head.json"


def read() -> Anchor | None:
    """Read the file; None when there is none yet; raise ``LogBroken`` when it makes no sense."""
    try:
        found = json.loads(path().read_bytes())
        peaks = [bytes.fromhex(peak) for peak in found["frontier"]]
        return Anchor(
            int(found["seal_no"]),
            bytes.fromhex(found["seal"]),
            Frontier(int(found["tree_size"]), peaks),
        )
    except FileNotFoundError:
        return None
    except (ValueError, KeyError, TypeError) as error:
        raise LogBroken(f"{path().name} is not readable: {error}") from error


def write(seal: Seal, frontier: Frontier) -> None:
    """Replace the file, durably."""
    state = {
        "seal_no": seal.seal_no,
        "at": seal.at.isoformat(),
        "tree_size": seal.tree_size,
        "root": seal.root.hex(),
        "seal": seal.digest().hex(),
        "signature": seal.signature.hex(),
        "frontier": [peak.hex() for peak in frontier.peaks],
    }
    replace(path(), json.dumps(state, indent=1).encode())
