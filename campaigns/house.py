"""The house that a campaign attacks: an embedded PostgreSQL, keys and segments, all temporary."""

from __future__ import annotations

import contextlib
import os
import shutil
from collections.abc import Iterator
from pathlib import Path


@contextlib.contextmanager
def opened(name: str) -> Iterator[None]:
    """Start it afresh under ``var/NAME``, lay the tables; stop it and drop all afterwards."""
    from carnet.base.embedded import Cluster

    folder = Path("var", name).resolve()
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    cluster = Cluster(folder / "postgres", durable=False)
    cluster.start()
    os.environ |= {
        "CARNET_DATA": str(folder),
        "CARNET_SECRETS": str(folder / "secrets"),
        "DATABASE_URL": cluster.url,
        "DJANGO_SETTINGS_MODULE": "carnet.base.settings",
    }
    try:
        _lay_tables()
        yield
    finally:
        cluster.stop()
        shutil.rmtree(folder, ignore_errors=True)


def _lay_tables() -> None:
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0, interactive=False)
