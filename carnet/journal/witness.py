"""The part of an outside witness: it remembers the last head it signed, and refuses any other past.

Pure of our database and settings: ``carnet witness`` runs anywhere. It believes one public key.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from carnet.base.files import replace
from carnet.journal import paths, signing, statements
from carnet.journal.paths import WrongProof
from carnet.journal.statements import Head

_KEY = re.compile("[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class SignedHead:
    """A head as the log tells it."""

    statement: bytes
    signature: bytes

    def read(self, key: bytes) -> Head:
        """What it says; raise WrongProof unless the owner of ``key`` signed it."""
        if not signing.is_signed(key, self.statement, self.signature):
            raise WrongProof("the head is not signed by the service")
        try:
            return statements.read_head(self.statement)
        except ValueError as error:
            raise WrongProof(str(error)) from error


@dataclass(frozen=True, slots=True)
class State:
    """What a witness keeps: whom it believes, and the last head it signed."""

    key: bytes
    head: SignedHead | None


def read(folder: Path, log_key: bytes) -> State:
    """The state in a folder; new, it believes ``log_key`` for ever. WrongProof: another key."""
    path = folder / "witness.json"
    if not path.exists():
        return State(log_key, None)
    try:
        kept = json.loads(path.read_bytes())
        key, head = kept["key"], signed_head(kept["head"])
    except (KeyError, TypeError, ValueError, WrongProof) as error:
        raise WrongProof(f"{path} is not what this witness wrote") from error
    if key != log_key.hex():
        raise WrongProof("the service signs with another key than the one first seen")
    return State(log_key, head)


def write(folder: Path, state: State) -> None:
    """Keep the state, durably: before the signature leaves."""
    assert state.head is not None  # noqa: S101 - what is kept was signed
    head = {"statement": state.head.statement.hex(), "signature": state.head.signature.hex()}
    replace(folder / "witness.json", json.dumps({"key": state.key.hex(), "head": head}).encode())


def follow(state: State, new: SignedHead, growth: list[bytes]) -> State:
    """The state after a new head; raise WrongProof on a fork, a rollback or a wrong signature."""
    after = new.read(state.key)
    if state.head is not None:
        before = state.head.read(state.key)
        sizes = (before.tree_size, after.tree_size)
        paths.check_growth(*sizes, before.root, after.root, growth)
        if after.seal_no < before.seal_no:
            raise WrongProof(f"the log is at seal {after.seal_no}, it was at {before.seal_no}")
        if after.seal_no == before.seal_no and new.statement != state.head.statement:
            raise WrongProof(f"two different heads have the number {after.seal_no}")
    return State(state.key, new)


def countersign(private: Ed25519PrivateKey, head: SignedHead, at: int) -> dict[str, Any]:
    """What the witness posts of a head it followed; ``at``: microseconds since 1970."""
    digest = statements.head_digest(head.statement, head.signature)
    return {
        "seal_no": statements.read_head(head.statement).seal_no,
        "key": private.public_key().public_bytes_raw().hex(),
        "at": at,
        "signature": private.sign(statements.cosignature(at, digest)).hex(),
    }


def signed_head(given: Any) -> SignedHead:
    """A head from JSON; raise WrongProof on anything else."""
    try:
        return SignedHead(*(bytes.fromhex(given[name]) for name in ("statement", "signature")))
    except (KeyError, TypeError, ValueError) as error:
        raise WrongProof("the log answers something else than a head") from error


def nodes(given: Any) -> list[bytes]:
    """The nodes of a consistency proof from JSON; raise WrongProof on anything else."""
    try:
        return [bytes.fromhex(node) for node in given["growth"]]
    except (KeyError, TypeError, ValueError) as error:
        raise WrongProof("the log answers something else than a proof") from error


def private_key(path: Path) -> Ed25519PrivateKey:
    """The witness's own key, 64 hexadecimal digits in a file, made at its first use."""
    if not path.exists():
        made = Ed25519PrivateKey.generate().private_bytes_raw().hex()
        replace(path, made.encode())
    text = path.read_text(encoding="ascii", errors="replace").strip()
    if not _KEY.fullmatch(text):
        raise ValueError(f"{path}: expected 64 hexadecimal digits")
    return Ed25519PrivateKey.from_private_bytes(bytes.fromhex(text))
