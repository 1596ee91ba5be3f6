"""``carnet contents``: what is read, in numbers, and reading again; never what documents say."""

from __future__ import annotations

import contextlib

import pytest

from carnet.cli import house
from carnet.cli.main import main
from tests.contents.conftest import _living_keys, record
from tests.contents.reports import Measured, deposited, read_all

__all__ = ["_living_keys", "record"]


@pytest.fixture(autouse=True)
def _house(record: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """The house is open already."""
    monkeypatch.setattr(house, "opened", contextlib.nullcontext)


def test_it_counts_and_has_all_read_again(capsys: pytest.CaptureFixture[str]) -> None:
    deposited(1, Measured("0.95"))
    for verb in (["state"], ["read-again"]):
        assert main(["contents", *verb]) == 0
    read_all()
    for verb in (["state"], ["read-again"], ["read-again", "--all"], ["state"]):
        assert main(["contents", *verb]) == 0
    assert capsys.readouterr().out.split() == [
        "waiting", "1", "0", "read", "1", "0", "1", "waiting", "1",
    ]  # fmt: skip
