"""``carnet agent``: what the operator types, and what comes out."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator

import pytest

from carnet.accounts import codes
from carnet.assistance.models import DeskAgent
from carnet.cli import house
from carnet.cli.main import main

ADD = ["agent", "add", "agent-neuf", "--desk", "Ligne", "--kind", "hotline", "--role", "hotline"]


@pytest.fixture(autouse=True)
def _in_this_database(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    @contextlib.contextmanager
    def opened() -> Iterator[None]:
        yield

    monkeypatch.setattr(house, "opened", opened)


def test_it_prints_a_code_and_where_to_type_it(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(ADD) == 0
    code, address = capsys.readouterr().out.split()
    assert len(codes.normalise(code)) == codes.LENGTH
    assert address.endswith("/guichet/installation/")


def test_a_reset_prints_another_one(capsys: pytest.CaptureFixture[str]) -> None:
    main(ADD)
    assert main(["agent", "reset", "agent-neuf"]) == 0
    first, _address, second, _again = capsys.readouterr().out.split()
    assert first != second


def test_a_disabled_agent_stays_in_the_table() -> None:
    main(ADD)
    assert main(["agent", "disable", "agent-neuf"]) == 0
    assert DeskAgent.objects.get().disabled_at is not None


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["agent", "reset", "personne"], "no agent has this identifier"),
        (["agent", "disable", "personne"], "no agent has this identifier"),
        (ADD, "another agent has this identifier"),
        ([*ADD[:2], "autre-agent", *ADD[3:-1], "supervisor"], "no such role"),
    ],
)
def test_a_refusal_says_why(
    arguments: list[str], words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    main(ADD)
    capsys.readouterr()
    assert main(arguments) == 1
    captured = capsys.readouterr()
    assert words in captured.err
    assert captured.out == ""
