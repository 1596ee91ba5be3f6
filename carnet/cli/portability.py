"""``carnet export`` and ``carnet import``: a record taken to another house, byte for byte.

Answers name nobody. A file is checked without a database (``import --check``).
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from carnet.cli import house
from carnet.cli.arguments import positive

if TYPE_CHECKING:
    from carnet.portability.bringing import Brought
    from carnet.portability.reading import Package

_DONE, _NO = 0, 1


def register(subparsers: Any) -> None:
    """Add both commands."""
    export = subparsers.add_parser("export", help="write a signed copy of one record")
    export.add_argument(
        "--person", required=True, type=positive, metavar="N", help="internal number"
    )
    export.add_argument("--out", required=True, type=Path, metavar="FILE", help="a file to make")
    export.add_argument(
        "--whole", action="store_true",
        help="for another house, never for the person: with what waits for its announcement",
    )  # fmt: skip
    export.set_defaults(action=_export)
    bring = subparsers.add_parser("import", help="check a copy, bring a record in")
    bring.add_argument("file", type=Path, metavar="FILE")
    bring.add_argument("--check", action="store_true", help="only say who signed it, and if whole")
    bring.add_argument("--person", type=positive, metavar="N", help="whose record it must be")
    bring.add_argument("--key", type=_key, metavar="HEX", help="public key of the other house")
    bring.add_argument("--unsigned", action="store_true", help="take it whoever signed, or nobody")
    bring.set_defaults(action=_import)


def _export(options: argparse.Namespace) -> int:
    with house.opened():
        from carnet.portability import operating
        from carnet.portability.problems import NotGiven
        from carnet.records.problems import Refused

        try:
            done = operating.export(options.person, options.out, whole=options.whole)
        except Refused as problem:
            return _refuse("export", str(problem.decision.reason))
        except (NotGiven, OSError, LookupError) as problem:
            return _refuse("export", str(problem))
    print(f"documents={done.documents} missing={done.missing} bytes={done.size}")
    return _DONE


def _import(options: argparse.Namespace) -> int:
    if options.check:
        house.load_rooms()
        return _run(options, _check)
    with house.opened():
        return _run(options, _bring)


def _run(options: argparse.Namespace, verb: Any) -> int:
    """Open the file, and say in words why it is refused."""
    from carnet.portability import reading
    from carnet.portability.problems import BadFile, NotBroughtIn
    from carnet.vault.problems import VaultProblem

    try:
        with reading.opened(options.file) as package:
            return int(verb(package, options))
    except (BadFile, NotBroughtIn, VaultProblem) as problem:
        return _refuse("import", str(problem))
    except OSError as fault:
        return _refuse("import", f"{fault.filename or options.file}: {fault.strerror or fault}")


def _check(package: Package, options: argparse.Namespace) -> int:
    key, told = _signer(package, options), package.manifest
    package.check()
    print(f"{len(package.files)} files, as the manifest says")
    print(f"made {told.made:%Y-%m-%d %H:%M} UTC by {told.service} ({told.address})")
    print(f"scope {told.scope}{'' if told.chosen.whole else ', a choice'}")
    print(f"signed by {key}" if key else "NOT SIGNED")
    return _DONE


def _signer(package: Package, options: argparse.Namespace) -> str:
    """Who signed, in words; "" when nobody did and the operator does not mind."""
    from carnet.portability import houses
    from carnet.portability.problems import BadFile

    try:
        key = package.signer()
    except BadFile:
        if options.unsigned:
            return ""
        raise
    if not (options.check and options.key is None) and not options.unsigned:
        houses.trust(key, options.key)
    name = houses.name_of(key)
    return f"{key.hex()} ({name or 'compare it with the one that the house publishes'})"


def _bring(package: Package, options: argparse.Namespace) -> int:
    from carnet.portability import bringing

    _signer(package, options)
    package.check()
    done = bringing.bring(package, options.person, trusted=not options.unsigned)
    for line in _told(done):
        print(line)
    return _DONE


def _told(done: Brought) -> list[str]:
    if done.again:
        return [f"person={done.person_id}: this very copy was brought in before; nothing changed"]
    lines = [f"person={done.person_id} documents={done.documents}"]
    if done.missing:
        lines.append(f"{done.missing} documents have no bytes in the file: not brought in")
    if done.unknown:
        lines.append(f"{done.unknown} consents or blocks of carers unknown here: not brought in")
    lines.append(
        "the history of the other house, its proof and the caregivers chosen there are kept sealed"
    )
    return lines


def _refuse(command: str, words: str) -> int:
    print(f"carnet {command}: REFUSED: {words}", file=sys.stderr)
    return _NO


def _key(text: str) -> bytes:
    try:
        key = bytes.fromhex(text)
    except ValueError:
        key = b""
    if len(key) != 32:  # noqa: PLR2004 - Ed25519
        raise argparse.ArgumentTypeError("a public key: 64 hexadecimal digits")
    return key
