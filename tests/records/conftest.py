"""One open record for each test."""

from __future__ import annotations

import contextlib
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.records.world import OTHER, PERSON


@pytest.fixture(autouse=True)
def _fresh_keys() -> None:
    """Tables are rolled back between tests, keys are not: one that was destroyed is made anew."""
    from carnet.vault import keys
    from carnet.vault.problems import KeyAbsent

    for person_id in (PERSON, OTHER):
        with contextlib.suppress(KeyAbsent):
            keys.store().renew(person_id)


@pytest.fixture(autouse=True)
def as_told(request: pytest.FixtureRequest) -> Iterator[None]:
    """After every test, the tables say what the trace tells, unless it played a superuser."""
    known = request.node.get_closest_marker("django_db") or "db" in request.fixturenames
    if known:
        request.getfixturevalue("db")  # so that it is there still afterwards
    yield
    if known and not request.node.get_closest_marker("edits_tables"):
        from carnet.records import retold

        assert list(retold.problems((-1, 2**63 - 1))) == []


@pytest.fixture
def record(db: None) -> int:
    from carnet.records.actions import create_record

    create_record(PERSON, "active")
    return PERSON


@pytest.fixture
def own_vault(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Keys, segments and masters of this test alone: some of what it does is for ever."""
    from carnet.base.secrets import folder, secret

    without_closed_years = shutil.ignore_patterns("vault.master.2*")
    shutil.copytree(folder(), tmp_path / "secrets", ignore=without_closed_years)
    monkeypatch.setenv("CARNET_DATA", str(tmp_path))
    monkeypatch.setenv("CARNET_SECRETS", str(tmp_path / "secrets"))
    secret.cache_clear()
    yield tmp_path
    secret.cache_clear()
