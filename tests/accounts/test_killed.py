"""``carnet enrol`` killed in the middle by the hardest signal, with its helpers, then run again."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from tests.accounts.test_campaign import adult, child
from tests.accounts.test_insured import HEADER

# Blocks of some lines, and helpers even for a small file.
SCRIPT = """
import sys
from carnet.accounts import blocks, preparing
blocks.BYTES, preparing.SMALL = 4_000, 0
from carnet.cli.main import main
sys.exit(main(["enrol", sys.argv[1]]))
"""
ADULTS, CHILDREN = 600, 100


@pytest.fixture
def house(tmp_path: Path) -> Iterator[dict[str, str]]:
    """A data folder and a database of its own, on the server of the tests."""
    server = os.environ["DATABASE_URL"]
    name = f"killed_{os.getpid()}"
    with psycopg.connect(server, autocommit=True) as link:
        link.execute(f"DROP DATABASE IF EXISTS {name}")
        link.execute(f"CREATE DATABASE {name}")
    parts = conninfo_to_dict(server) | {"dbname": name}
    address = (
        f"postgresql://{parts.pop('user')}:{parts.pop('password')}@/{name}"
        f"?host={parts['host']}&port={parts['port']}"
    )
    yield os.environ | {
        "CARNET_DATA": str(tmp_path / "data"),
        "DATABASE_URL": address,
        "DJANGO_SETTINGS_MODULE": "carnet.base.settings",
    }
    with psycopg.connect(server, autocommit=True) as link:
        link.execute(f"DROP DATABASE {name} WITH (FORCE)")


def count(house: dict[str, str], sql: str) -> int:
    with psycopg.connect(make_conninfo(house["DATABASE_URL"])) as link:
        try:
            found = link.execute(sql).fetchone()
        except psycopg.errors.UndefinedTable:
            return 0
    return int(found[0]) if found and found[0] is not None else 0


def start(house: dict[str, str], file: Path) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", SCRIPT, str(file)],
        env=house, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip


def children(process: int) -> list[int]:
    tasks = Path(f"/proc/{process}/task").glob("*/children")
    return [int(one) for task in tasks for one in task.read_text().split()]


def alive(process: int) -> bool:
    try:
        state = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state != "Z"


def wait(condition: object, seconds: float = 150.0) -> None:
    end = time.monotonic() + seconds
    while not condition():  # type: ignore[operator]
        assert time.monotonic() < end, "it did not come"
        time.sleep(0.02)


@pytest.mark.timeout(400)
@pytest.mark.skipif(sys.platform != "linux", reason="/proc, and helpers that end with us")
def test_a_killed_run_goes_on_and_nobody_is_there_twice(
    house: dict[str, str], tmp_path: Path
) -> None:
    file = tmp_path / "insured.csv"
    lines = [child(rank, ADULTS - rank) for rank in range(1, CHILDREN + 1)]
    lines += [adult(rank) for rank in range(1, ADULTS)]
    file.write_text("\n".join([HEADER.decode(), *lines]))
    done = "SELECT max(lines_done) FROM accounts_enrolment_run"

    with start(house, file) as first:
        wait(lambda: count(house, done) > 0 or first.poll() is not None)
        helpers = children(first.pid)
        first.send_signal(signal.SIGKILL)
        first.communicate()
    wait(lambda: not any(map(alive, helpers)))
    between = count(house, done)
    assert 0 < between < len(lines)

    with start(house, file) as again:
        said, _bars = again.communicate()
    assert said == f"enrolled={len(lines)} known=0 set-aside=0\n"
    people = "SELECT count(*) FROM identity_person"
    assert count(house, people) == len(lines)
    assert count(house, "SELECT count(DISTINCT person_id) FROM identity_matricule") == len(lines)
    assert count(house, "SELECT count(*) FROM records_record") == len(lines)
    assert count(house, "SELECT count(*) FROM accounts_contact") == len(lines)
    assert count(house, "SELECT count(*) FROM sharing_representation") == CHILDREN
    assert count(house, "SELECT count(*) FROM journal_event") == CHILDREN
    keys = Path(house["CARNET_DATA"], "keys", "people.keys")
    assert keys.stat().st_size >= 48 * len(lines)
