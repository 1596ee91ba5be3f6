"""The house in which benches run: its own durable PostgreSQL, keys and segments, all temporary."""

from __future__ import annotations

import contextlib
import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

FOLDER = Path("var/bench").resolve()


@contextlib.contextmanager
def opened() -> Iterator[None]:
    """Start the embedded server afresh, lay the tables; stop it and drop all afterwards."""
    from carnet.base.embedded import Cluster

    shutil.rmtree(FOLDER, ignore_errors=True)
    FOLDER.mkdir(parents=True)
    cluster = Cluster(FOLDER / "postgres")
    cluster.start()
    os.environ |= {
        "CARNET_DATA": str(FOLDER),
        "CARNET_SECRETS": str(FOLDER / "secrets"),
        "DATABASE_URL": cluster.url,
        "DJANGO_SETTINGS_MODULE": "carnet.base.settings",
        "PYTHONPATH": os.pathsep.join([str(Path.cwd()), os.environ.get("PYTHONPATH", "")]),
    }
    try:
        _lay_tables()
        yield
    finally:
        cluster.stop()
        shutil.rmtree(FOLDER, ignore_errors=True)


def _lay_tables() -> None:
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0, interactive=False)
    # The server routes to the pages too: they need the names of their static files.
    call_command("collectstatic", verbosity=0, interactive=False, stdout=sys.stderr)
