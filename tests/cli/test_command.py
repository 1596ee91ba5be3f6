"""``carnet`` as it is typed: a process of its own, its answer on standard output, an exit code."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest


def carnet(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run the command as a new user would: no Django loaded, no settings module named."""
    inherited = {
        name: value for name, value in os.environ.items() if name != "DJANGO_SETTINGS_MODULE"
    }
    return subprocess.run(
        [sys.executable, "-m", "carnet.cli.main", *arguments],
        env=inherited | environment, capture_output=True, text=True, check=False,
    )  # fmt: skip


def test_it_lists_the_demo_people_as_json() -> None:
    answer = carnet("demo", "people", "--json")
    assert answer.returncode == 0, answer.stderr
    found = json.loads(answer.stdout)
    assert len(found["people"]) == 300
    assert {"professionals", "organizations"} <= found.keys()


def test_it_prints_the_template_of_the_insurers_file() -> None:
    answer = carnet("enrol", "--template")
    assert answer.returncode == 0
    assert answer.stdout.startswith("matricule;")


@pytest.mark.parametrize(
    "arguments",
    [
        (),
        ("nothing",),
        ("journal",),
        ("demo", "token"),
        ("emergencies", "list", "--limit", "-1"),
        ("reports", "list", "--limit", "-1"),
    ],
)
def test_bad_usage_is_two(arguments: tuple[str, ...]) -> None:
    answer = carnet(*arguments)
    assert answer.returncode == 2
    assert "usage: carnet" in answer.stderr


def test_a_file_that_is_not_there_is_one() -> None:
    answer = carnet("metadata", "absent.xml")
    assert answer.returncode == 1
    assert "absent.xml" in answer.stderr


def test_an_empty_house_lays_its_own_tables(tmp_path: Path) -> None:
    data = Path(os.environ["CARNET_DATA"]) / "empty-house"
    data.mkdir(mode=0o755)
    answer = carnet("journal", "verify", CARNET_DATA=str(data), DATABASE_URL="")
    assert answer.returncode == 0, answer.stderr
    assert "0 events" in answer.stdout
