"""Opens the house for one command: finds or starts its database, then loads Django."""

from __future__ import annotations

import os
from pathlib import Path

from carnet.base.embedded import Cluster


def data_folder() -> Path:
    """The data folder: ``CARNET_DATA``, ``./var`` without it; always absolute afterwards."""
    folder = Path(os.environ.get("CARNET_DATA") or "var").resolve()
    os.environ["CARNET_DATA"] = str(folder)
    return folder


def open_database() -> Cluster | None:
    """Point ``DATABASE_URL`` at a running database; return the cluster if this call started it."""
    folder = data_folder()
    if os.environ.get("DATABASE_URL"):
        return None
    cluster = Cluster(folder / "postgres")
    started = cluster.start()
    os.environ["DATABASE_URL"] = cluster.url
    return cluster if started else None


def load() -> Cluster | None:
    """Open the database and set Django up; the caller stops the cluster it gets, if any."""
    started = open_database()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "carnet.base.settings")
    import django

    django.setup()
    return started
