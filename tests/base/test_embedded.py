"""The embedded PostgreSQL: private, password only, back after a kill -9."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from carnet.base.embedded import Cluster


@pytest.fixture(scope="module")
def cluster() -> Iterator[Cluster]:
    import tempfile

    folder = Path(tempfile.mkdtemp(prefix="pg-", dir=Path(os.environ["CARNET_DATA"]).parent))
    folder.chmod(0o755)
    server = Cluster(folder / "c", durable=False)
    server.start()
    yield server
    server.stop()


def _query(cluster: Cluster, sql: str) -> object:
    with psycopg.connect(cluster.url) as connection:
        found = connection.execute(sql).fetchone()
    assert found is not None
    return found[0]


def _pid(cluster: Cluster) -> int:
    return int((cluster.data / "postmaster.pid").read_text().split("\n")[0])


def test_it_answers_to_its_password(cluster: Cluster) -> None:
    assert _query(cluster, "SELECT 1") == 1


def test_it_refuses_anybody_else(cluster: Cluster) -> None:
    url = f"postgresql://carnet:wrong@/postgres?host={cluster.folder}&port=5432"
    with pytest.raises(psycopg.OperationalError, match="password"):
        psycopg.connect(url)


def test_it_listens_on_no_network(cluster: Cluster) -> None:
    assert _query(cluster, "SHOW listen_addresses") == ""


def test_no_line_of_its_configuration_trusts(cluster: Cluster) -> None:
    lines = (cluster.data / "pg_hba.conf").read_text().splitlines()
    methods = {line.split()[-1] for line in lines if line and not line.startswith("#")}
    assert methods == {"scram-sha-256"}


@pytest.mark.skipif(os.geteuid() != 0, reason="only root has somebody to drop to")
def test_it_never_runs_as_root(cluster: Cluster) -> None:
    assert Path("/proc", str(_pid(cluster))).stat().st_uid != 0


def test_starting_it_twice_is_one_server(cluster: Cluster) -> None:
    assert cluster.start() is False


def test_it_comes_back_after_a_kill(cluster: Cluster) -> None:
    with psycopg.connect(cluster.url, autocommit=True) as connection:
        connection.execute("CREATE TABLE IF NOT EXISTS kept (word text)")
        connection.execute("INSERT INTO kept VALUES ('written')")
        connection.execute("CHECKPOINT")
    os.kill(_pid(cluster), signal.SIGKILL)
    deadline = time.monotonic() + 20
    while cluster.running() and time.monotonic() < deadline:
        time.sleep(0.1)
    assert cluster.start() is True
    assert _query(cluster, "SELECT word FROM kept") == "written"


def test_a_pid_file_that_names_a_stranger_is_forgotten(cluster: Cluster) -> None:
    cluster.stop()
    (cluster.data / "postmaster.pid").write_text(f"{os.getpid()}\n")
    assert cluster.start() is True


def test_long_paths_fall_back_to_loopback_with_a_password(tmp_path: Path) -> None:
    far = Path(os.environ["CARNET_DATA"]) / ("long-" * 20)
    server = Cluster(far / "c", durable=False)
    server.start()
    try:
        assert "@127.0.0.1:" in server.url
        assert _query(server, "SELECT 1") == 1
        with pytest.raises(psycopg.OperationalError, match="password"):
            psycopg.connect(server.url.replace("carnet:", "carnet:x", 1))
    finally:
        server.stop()
