"""``carnet witness``: watches a log from outside, and countersigns its heads."""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path
from typing import Any

import httpx

from carnet.journal import witness
from carnet.journal.paths import WrongProof
from carnet.journal.witness import SignedHead, State

EVERY = 60.0  # seconds
_TIMEOUT = 20.0


def register(subparsers: Any) -> None:
    """Add the command."""
    parser = subparsers.add_parser(
        "witness", help="watch a log from outside, countersign its heads"
    )
    parser.add_argument("--log", required=True, metavar="URL", help="address of the service")
    parser.add_argument("--key", required=True, type=Path, metavar="FILE", help="own private key")
    parser.add_argument("--state", required=True, type=Path, metavar="DIR", help="what it saw last")
    parser.add_argument("--log-key", metavar="HEX", help="public key of the service, if known")
    parser.add_argument("--once", action="store_true", help="look once, instead of each minute")
    parser.add_argument("--show-key", action="store_true", help="print the own public key, and end")
    parser.set_defaults(action=watch)


def watch(options: argparse.Namespace) -> int:
    """Look once or for ever; 1 as soon as the log is not the one that was signed."""
    try:
        private = witness.private_key(options.key)
        options.state.mkdir(parents=True, exist_ok=True)
    except (OSError, ValueError) as wrong:
        print(wrong, file=sys.stderr)
        return 2
    if options.show_key:
        print(private.public_key().public_bytes_raw().hex())
        return 0
    with httpx.Client(base_url=options.log, timeout=_TIMEOUT, follow_redirects=False) as client:
        while True:
            try:
                print(_look(client, options, private), flush=True)
            except WrongProof as wrong:
                print(f"ALARM: {wrong}", file=sys.stderr)
                return 1
            except (httpx.HTTPError, ValueError) as error:
                print(f"no answer to sign: {error}", file=sys.stderr)
                if options.once:
                    return 1
            if options.once:
                return 0
            time.sleep(EVERY)


def _look(client: httpx.Client, options: argparse.Namespace, private: Any) -> str:
    state = witness.read(options.state, _log_key(client, options))
    head = witness.signed_head(_get(client, "/journal/head"))
    after = witness.follow(state, head, _growth(client, state, head))
    witness.write(options.state, after)  # first: what was signed is never forgotten
    at = int(time.time() * 1_000_000)
    posted = client.post(
        "/journal/cosignatures", json=witness.countersign(private, head, at)
    ).raise_for_status()
    said = head.read(state.key)
    heard = _word(posted.json(), "witness")
    return f"seal {said.seal_no}, {said.tree_size} events: signed as {heard}"


def _log_key(client: httpx.Client, options: argparse.Namespace) -> bytes:
    told = _word(_get(client, "/journal/key"), "key")
    if options.log_key and told != options.log_key:
        raise WrongProof("the service does not show the key that you named")
    return bytes.fromhex(told)


def _growth(client: httpx.Client, state: State, head: SignedHead) -> list[bytes]:
    """How the log grew since the head signed last; nothing is asked for one that did not."""
    if state.head is None:
        return []
    old, new = (one.read(state.key).tree_size for one in (state.head, head))
    if not 0 < old < new:
        return []
    return witness.nodes(_get(client, f"/journal/consistency?from={old}&to={new}"))


def _word(answer: Any, name: str) -> str:
    """One word of an answer in JSON; ValueError for what is something else."""
    found = str(answer.get(name, "")) if isinstance(answer, dict) else ""
    if not found:
        raise ValueError(f"the answer has no « {name} »")
    return found


def _get(client: httpx.Client, address: str) -> Any:
    return client.get(address).raise_for_status().json()
