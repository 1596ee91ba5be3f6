"""Copies as an attacker would send them: changed, then signed again or not."""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from collections.abc import Callable, Mapping
from typing import Any

from carnet.portability import manifest

Change = Callable[[bytes], bytes]


def files(data: bytes) -> dict[str, bytes]:
    """Every file of a copy, by name, in its order."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(contents: Mapping[str, bytes] | list[tuple[str, bytes]]) -> bytes:
    """A ZIP of these."""
    sink = io.BytesIO()
    pairs = contents.items() if isinstance(contents, Mapping) else contents
    with zipfile.ZipFile(sink, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in pairs:
            archive.writestr(name, content)
    return sink.getvalue()


def signed(contents: dict[str, bytes], **changes: Any) -> bytes:
    """The same with a manifest that says what they are, and a signature that holds."""
    listing = json.loads(contents[manifest.NAME])
    for kind in ("files", "of_house"):
        known = [one["name"] for one in listing[kind]]
        listing[kind] = [_listed(name, contents[name]) for name in known if name in contents]
    told = json.dumps(listing | changes).encode()
    return packed(contents | {manifest.NAME: told, manifest.SIGNATURE: manifest.sign(told)})


def changed(data: bytes, name: str, change: Change) -> bytes:
    """A copy with one file changed, signed again."""
    contents = files(data)
    return signed(contents | {name: change(contents[name])})


def facts(**changes: Any) -> Change:
    """Change what ``donnees/carnet.json`` says."""

    def change(content: bytes) -> bytes:
        told = json.loads(content)
        told["holder"] |= changes
        return json.dumps(told).encode()

    return change


def line(at: int, /, **changes: Any) -> Change:
    """Change one line of a file of lines."""

    def change(content: bytes) -> bytes:
        lines = content.splitlines()
        lines[at - 1] = json.dumps(json.loads(lines[at - 1]) | changes).encode()
        return b"\n".join(lines) + b"\n"

    return change


def _listed(name: str, content: bytes) -> dict[str, Any]:
    digest = hashlib.sha256(content).hexdigest()
    return {"name": name, "size": len(content), "sha256": digest}
