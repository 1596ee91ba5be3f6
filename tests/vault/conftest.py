"""A vault of its own for each test."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from pathlib import Path

import pytest

from carnet.base.secrets import secret
from carnet.vault import keys


@pytest.fixture(autouse=True)
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Point the vault at an empty folder, with no secret in memory."""
    monkeypatch.setenv("CARNET_DATA", str(tmp_path))
    monkeypatch.setenv("CARNET_SECRETS", str(tmp_path / "secrets"))
    secret.cache_clear()
    yield tmp_path
    secret.cache_clear()


@pytest.fixture
def person() -> int:
    """A person who has a key."""
    person_id = 1 + secrets.randbelow(10**6)
    keys.store().create(person_id)
    return person_id
