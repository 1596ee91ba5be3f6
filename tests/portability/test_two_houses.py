"""Export, import into a second instance with its own database and keys, export again: identical."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg
import pytest
from django.db import connection

from carnet.identity import people
from carnet.journal import signing
from tests.portability.copying import exported, opened
from tests.portability.test_round import content
from uichecks.world import World

SCRIPT = Path(__file__).with_name("second_house.py")
ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def database(db: None) -> Iterator[str]:
    """The address of a database that nobody else has."""
    parts = urlsplit(os.environ["DATABASE_URL"])
    name = f"{connection.settings_dict['NAME']}_second"
    with psycopg.connect(os.environ["DATABASE_URL"], autocommit=True) as server:
        server.execute(f'DROP DATABASE IF EXISTS "{name}"')
        server.execute(f'CREATE DATABASE "{name}"')
        yield urlunsplit(parts._replace(path=f"/{name}"))
        server.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


def traits(person_id: int) -> dict[str, str]:
    found, (oid, matricule) = people.person(person_id), people.matricule(person_id)
    return {
        "oid": oid, "matricule": matricule, "birth_name": found.birth_name, "sex": found.sex,
        "given_names": found.given_names, "birth_date": found.birth_date.isoformat(),
        "birth_place": found.birth_place,
    }  # fmt: skip


def test_the_same_record_in_another_instance(world: World, database: str, tmp_path: Path) -> None:
    first = exported(world.julie, tmp_path / "first.zip")
    facts, second = tmp_path / "facts.json", tmp_path / "second.zip"
    facts.write_text(json.dumps(traits(world.julie)), encoding="utf-8")
    environment = os.environ | {
        "DATABASE_URL": database, "CARNET_DATA": str(tmp_path / "data"),
        "DJANGO_SETTINGS_MODULE": "carnet.base.settings", "PYTHONPATH": str(ROOT),
        "SERVICE_NAME": "L’autre maison",
    }  # fmt: skip
    key = signing.public_key().hex()
    arguments = [facts, tmp_path / "first.zip", second, key]
    done = subprocess.run(
        [sys.executable, str(SCRIPT), *map(str, arguments)],
        env=environment, cwd=tmp_path, capture_output=True, text=True, check=False, timeout=170,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert content(second.read_bytes()) == content(first)
    here, there = (json.loads(opened(one).read("manifest.json")) for one in _both(first, second))
    assert here["key"] != there["key"]
    assert there["service"] == "L’autre maison"


def _both(first: bytes, second: Path) -> tuple[bytes, bytes]:
    return first, second.read_bytes()
