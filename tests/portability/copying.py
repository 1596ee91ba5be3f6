"""Asking for a copy, having it made, and opening it: for the tests of this room."""

from __future__ import annotations

import io
import json
import zipfile
from typing import Any

from carnet.access.facts import Actor, ActorKind
from carnet.portability import copies, making
from carnet.portability.choice import Choice


def holder(person_id: int) -> Actor:
    """A person, for their own record."""
    return Actor(ActorKind.PERSON, person_id)


def made(person_id: int, actor: Actor | None = None, choice: Choice = Choice()) -> int:  # noqa: B008
    """Ask for a copy and let the worker make it; its number."""
    number = copies.ask(person_id, actor or holder(person_id), choice, "fr")
    making.make_waiting()
    return number


def taken(person_id: int, actor: Actor | None = None, choice: Choice = Choice()) -> bytes:  # noqa: B008
    """The bytes of a copy made now."""
    reader = actor or holder(person_id)
    number = made(person_id, reader, choice)
    return b"".join(copies.take(person_id, reader, number).pieces)


def opened(data: bytes) -> zipfile.ZipFile:
    """The ZIP of a copy, sound."""
    archive = zipfile.ZipFile(io.BytesIO(data))
    assert archive.testzip() is None
    return archive


def lines(archive: zipfile.ZipFile, name: str) -> list[dict[str, Any]]:
    """What a file of lines holds."""
    return [json.loads(line) for line in archive.read(name).splitlines()]
