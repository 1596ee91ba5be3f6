"""``carnet witness``: signs what follows from what it signed, and nothing else."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx
import pytest

from carnet.access.facts import Actor, ActorKind
from carnet.api.app import application
from carnet.base.database import execute, row, rows
from carnet.cli.main import main
from carnet.journal import anchor, cosignatures
from carnet.journal.events import EventKind, record

HOLDER = Actor(ActorKind.PERSON, actor_id=7)
Look = Callable[..., int]
pytestmark = pytest.mark.django_db(transaction=True)


def happen(number: int) -> None:
    for _ in range(number):
        record(EventKind.SIGNED_IN, 7, HOLDER)


@pytest.fixture
def look(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    settings: Any,
    capsys: pytest.CaptureFixture[str],
) -> Look:
    """One look at the log, by a witness that the settings name."""
    transport = httpx.WSGITransport(app=application)
    client = httpx.Client
    monkeypatch.setattr(httpx, "Client", lambda **asked: client(**asked, transport=transport))
    mine = ["witness", "--log", "http://carnet.example", "--key", str(tmp_path / "key")]
    mine += ["--state", str(tmp_path)]
    assert main([*mine, "--show-key"]) == 0
    settings.JOURNAL_WITNESSES = f"ordre:{capsys.readouterr().out.strip()}"
    return lambda *more: main([*mine, "--once", *more])


def test_it_follows_the_log(look: Look, seal_all: Callable[[], int]) -> None:
    for number in (3, 5, 1):
        happen(number)
        seal_all()
        assert look() == 0
    assert look() == 0  # the same head again
    assert [one.seal_no for one in cosignatures.latest(9)] == [3]
    assert row("SELECT count(*) FROM journal_cosignature") == (3,)


def test_its_signature_is_remembered_before_it_leaves(
    look: Look, seal_all: Callable[[], int], settings: Any, tmp_path: Path
) -> None:
    happen(1)
    seal_all()
    settings.JOURNAL_WITNESSES = ""
    assert look() == 1
    assert json.loads((tmp_path / "witness.json").read_text())["head"]


def rewrite(seal_all: Callable[[], int], number: int) -> None:
    """Another history, perfectly signed: by someone who has the keys of the house."""
    execute("TRUNCATE journal_event, journal_seal, journal_head, journal_tile")
    anchor.path().unlink()
    happen(number)
    seal_all()


@pytest.mark.parametrize(
    ("number", "told"), [(3, "two different"), (2, "the log has 2"), (9, "rewritten")]
)
def test_it_refuses_another_history(
    look: Look,
    seal_all: Callable[[], int],
    capsys: pytest.CaptureFixture[str],
    number: int,
    told: str,
) -> None:
    happen(3)
    seal_all()
    assert look() == 0
    rewrite(seal_all, number)
    assert look() == 1
    said = capsys.readouterr().err
    assert any(line.startswith("ALARM: ") for line in said.splitlines())
    assert told in said
    assert len(rows("SELECT * FROM journal_cosignature")) == 1


def test_it_refuses_a_rollback(
    look: Look, seal_all: Callable[[], int], capsys: pytest.CaptureFixture[str]
) -> None:
    happen(3)
    seal_all()
    happen(2)
    seal_all()
    assert look() == 0
    execute("DELETE FROM journal_seal WHERE seal_no = 2")
    assert look() == 1
    assert "ALARM: the log has 3 events, it had 5" in capsys.readouterr().err


def test_it_refuses_a_forged_head(
    look: Look, seal_all: Callable[[], int], capsys: pytest.CaptureFixture[str]
) -> None:
    happen(3)
    seal_all()
    execute("UPDATE journal_seal SET root = sha256(root)")
    assert look() == 1
    assert "ALARM: the head is not signed" in capsys.readouterr().err


def test_it_believes_one_key(
    look: Look, seal_all: Callable[[], int], capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    happen(3)
    seal_all()
    assert look("--log-key", "00" * 32) == 1
    assert "ALARM: the service does not show the key that you named" in capsys.readouterr().err
    assert look() == 0
    kept = json.loads((tmp_path / "witness.json").read_text())
    (tmp_path / "witness.json").write_text(json.dumps(kept | {"key": "11" * 32}))
    assert look() == 1
    assert "another key" in capsys.readouterr().err


def test_what_it_kept_must_be_its_own(
    look: Look, seal_all: Callable[[], int], capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    happen(3)
    seal_all()
    for kept in ("{}", "[]", "not JSON", '{"key": 1, "head": {}}'):
        (tmp_path / "witness.json").write_text(kept)
        assert look() == 1
        assert "is not what this witness wrote" in capsys.readouterr().err


@pytest.mark.parametrize("said", ["[]", "{}", '{"key": 3}', "not JSON", '"key"'])
def test_a_log_that_answers_anything(
    look: Look, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], said: str
) -> None:
    def answer(*_: Any, **__: Any) -> httpx.Response:
        return httpx.Response(200, text=said, request=httpx.Request("GET", "http://carnet.example"))

    monkeypatch.setattr("httpx._client.Client.get", answer)
    assert look() == 1
    assert "no answer to sign" in capsys.readouterr().err


@pytest.mark.parametrize("key", [".", "key/own", "key"])
def test_a_key_that_is_none(key: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "key").write_text("00")
    mine = ["--key", str(tmp_path / key), "--state", str(tmp_path)]
    assert main(["witness", "--log", "http://carnet.example", *mine, "--once"]) == 2
    assert str(tmp_path) in capsys.readouterr().err


def test_nothing_to_sign_yet(look: Look, capsys: pytest.CaptureFixture[str]) -> None:
    assert look() == 1
    assert "no answer to sign" in capsys.readouterr().err
