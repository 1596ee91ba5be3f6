"""Opens the house for one command: finds or starts its database, then loads Django."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path

from carnet.base.embedded import Cluster


def data_folder() -> Path:
    """The data folder: ``CARNET_DATA``, ``DATA``, else ``./var``; always absolute afterwards."""
    folder = Path(os.environ.get("CARNET_DATA") or os.environ.get("DATA") or "var").resolve()
    os.environ["CARNET_DATA"] = str(folder)
    return folder


def load_rooms() -> None:
    """Load settings and rooms, without asking anything of a database."""
    data_folder()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "carnet.base.settings")
    import django

    django.setup()
    from carnet.base import logs

    logs.configure()


@contextlib.contextmanager
def opened() -> Iterator[None]:
    """Open the whole house for one command; leave its database as it was found, up or down."""
    with running_database():
        load_rooms()
        _lay_tables()
        yield


@contextlib.contextmanager
def running_database(*, adopt: bool = False) -> Iterator[None]:
    """Point ``DATABASE_URL`` at a running database; stop it afterwards if this call started it.

    With ``adopt`` it is stopped in any case: a run that was killed left it behind.
    """
    folder = data_folder()
    if os.environ.get("DATABASE_URL"):
        yield
        return
    cluster = Cluster(folder / "postgres")
    started = cluster.start()
    os.environ["DATABASE_URL"] = cluster.url
    try:
        yield
    finally:
        if started or adopt:
            cluster.stop()


def _lay_tables() -> None:
    """Lay the tables of a database that never had any: no other command need come first."""
    from django.core.management import call_command
    from django.db import connection

    if "django_migrations" not in connection.introspection.table_names():
        call_command("migrate", verbosity=0, interactive=False)
