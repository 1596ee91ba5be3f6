"""Asking for a copy, having it made, and opening it: for the tests of this room."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path
from typing import Any

from carnet.access.facts import Actor, ActorKind
from carnet.base.database import execute
from carnet.identity import directory, people
from carnet.portability import bringing, copies, making, operating, reading
from carnet.portability.bringing import Brought
from carnet.portability.choice import Choice
from carnet.records import actions


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


def elsewhere(person_id: int) -> int:
    """Another house, in the same tables: it knows the same person under another number, empty.

    Its directory has none of those who cared for them.
    """
    found, (oid, matricule) = people.person(person_id), people.matricule(person_id)
    execute("DELETE FROM identity_matricule WHERE person_id = %s", [person_id])
    execute("UPDATE identity_professional SET rpps = 'x' || professional_id")
    execute("UPDATE identity_organization SET finess = 'x' || organization_id")
    directory.forget()
    other = people.add_person(
        people.Traits(
            oid=oid, matricule=matricule, birth_name=found.birth_name, sex=found.sex,
            given_names=found.given_names, birth_date=found.birth_date,
            birth_place=found.birth_place, used_name=found.used_name,
        )
    )  # fmt: skip
    actions.create_record(other, "active")
    return other


def brought(data: bytes, path: Path, person_id: int | None = None) -> Brought:
    """Check a copy and bring it in, as the operator's command does for a house that is known."""
    path.write_bytes(data)
    with reading.opened(path) as package:
        package.signer()
        package.check()
        return bringing.bring(package, person_id, trusted=True)


def exported(person_id: int, path: Path, *, whole: bool = True) -> bytes:
    """What the operator's command writes."""
    path.unlink(missing_ok=True)
    operating.export(person_id, path, whole=whole)
    return path.read_bytes()
