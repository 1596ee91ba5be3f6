"""One embedded PostgreSQL for the whole run, one database for each worker, no network."""

from __future__ import annotations

import atexit
import os
import tempfile
from pathlib import Path

import django
import pytest

ROOT = Path(__file__).resolve().parents[1]
CORPUS = ROOT.parent / "shared" / "corpus"
RUN = ROOT / "var" / "test"


def _prepare_environment() -> None:
    """Give this process its own data folder, before Django reads its settings."""
    worker = os.environ.get("PYTEST_XDIST_WORKER", "main")
    RUN.mkdir(parents=True, exist_ok=True)
    os.environ["CARNET_DATA"] = tempfile.mkdtemp(prefix=f"{worker}-", dir=RUN)
    os.environ.setdefault("CARNET_TEST_RUN", str(os.getpid()))  # two runs never share a database
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
    os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")


def _start_database() -> None:
    """Start the test server once; workers of pytest-xdist inherit its address."""
    if os.environ.get("DATABASE_URL"):
        return
    from carnet.base.embedded import Cluster

    cluster = Cluster(RUN / "postgres", durable=False)
    if cluster.start():
        atexit.register(cluster.stop)
    os.environ["DATABASE_URL"] = cluster.url


_prepare_environment()
_start_database()
django.setup()  # so that the conftest of a room may import its models

from tests import emptying  # noqa: E402 - Django is ready now

emptying.install()


@pytest.fixture(scope="session")
def corpus() -> Path:
    """The folder of published documents; tests that need it say when it is absent."""
    if not CORPUS.exists():
        pytest.skip("the corpus of published documents (../shared/corpus) is absent")
    return CORPUS


@pytest.fixture(autouse=True)
def _fresh_log() -> None:
    """Tables are emptied between tests: the signed state kept beside them goes with them."""
    (Path(os.environ["CARNET_DATA"]) / "journal" / "head.json").unlink(missing_ok=True)


@pytest.fixture(autouse=True)
def _fresh_directory() -> None:
    """What one test learnt of the directory is rolled back with it."""
    from carnet.identity import directory

    directory.forget()
