"""A house to look at: its own database, its own small world, a server on a free port."""

from __future__ import annotations

import contextlib
import os
import tempfile
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from socketserver import ThreadingMixIn
from typing import TYPE_CHECKING, Any
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

if TYPE_CHECKING:
    from uichecks.newcomers import Newcomer
    from uichecks.world import World

ROOT = Path(__file__).resolve().parents[1]
OUT = ROOT / "var" / "ui"


@dataclass(frozen=True, slots=True)
class House:
    """Where it answers, and who lives there."""

    base: str
    world: World
    newcomers: dict[str, Newcomer]


class _Server(ThreadingMixIn, WSGIServer):
    daemon_threads = True


class _Silent(WSGIRequestHandler):
    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Say nothing: the report is what counts."""


@contextlib.contextmanager
def house() -> Iterator[House]:
    """Open the house; close it and drop its database at the end."""
    OUT.mkdir(parents=True, exist_ok=True)
    data = tempfile.TemporaryDirectory(prefix="house-", dir=OUT)
    os.environ["CARNET_DATA"] = data.name
    os.environ["DJANGO_SETTINGS_MODULE"] = "uichecks.settings"
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    with _cluster(), _database():
        from uichecks import furnishing, newcomers, world

        people = world.build(), newcomers.build()
        furnishing.furnish(people[0])
        with _served() as base:
            yield House(base, *people)
    data.cleanup()


@contextlib.contextmanager
def _cluster() -> Iterator[None]:
    """Start the embedded server unless ``DATABASE_URL`` names another."""
    if os.environ.get("DATABASE_URL"):
        yield
        return
    from carnet.base.embedded import Cluster

    cluster = Cluster(OUT / "postgres", durable=False)
    started = cluster.start()
    os.environ["DATABASE_URL"] = cluster.url
    yield
    if started:
        cluster.stop()


@contextlib.contextmanager
def _database() -> Iterator[None]:
    import django

    django.setup()
    from django.db import connection

    connection.settings_dict["TEST"]["NAME"] = f"looked_at_{os.getpid()}"
    connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
    try:
        yield
    finally:
        _drop(connection)


def _drop(connection: Any) -> None:
    """Drop the database, whoever of our own threads still holds it."""
    with connection._nodb_cursor() as cursor:  # noqa: SLF001 - as Django's own test runner does
        cursor.execute(f'DROP DATABASE "{connection.settings_dict["NAME"]}" WITH (FORCE)')


@contextlib.contextmanager
def _served() -> Iterator[str]:
    from carnet.web.server import application

    server = make_server("127.0.0.1", 0, application, _Server, _Silent)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
