"""Each deposit is answered with a receipt: our word that its event will be in the log."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path

import pytest
from falcon.testing import TestClient

from carnet.api.app import application
from carnet.cli.main import main
from carnet.journal import receipts, signing
from tests.api.conftest import World
from tests.api.fhir.conftest import Post
from tests.api.fhir.documents import cda, reference, transaction
from tests.journal.conftest import seal_all

__all__ = ["seal_all"]
pytestmark = pytest.mark.django_db(transaction=True)


def given(post: Post, path: str, body: object) -> receipts.Receipt:
    answer = post(path, body)
    assert answer.status_code in {200, 201}, answer.text
    receipt = receipts.read(answer.headers["carnet-receipt"])
    assert receipt.is_sound(signing.public_key())
    return receipt


def test_both_ways_of_depositing_give_one(post: Post) -> None:
    one, other = cda(), cda(2)
    alone = given(post, "/fhir/DocumentReference", reference(one))
    lot = given(post, "/fhir", transaction(other))
    assert alone.about == receipts.about([hashlib.sha256(one).digest()])
    assert lot.about == receipts.about([hashlib.sha256(other).digest()])
    again = given(post, "/fhir/DocumentReference", reference(one))
    assert again.about == alone.about
    assert again.leaf != alone.leaf  # the event of the replay


def test_it_tells_nothing_of_the_record(post: Post, world: World) -> None:
    """As long whatever the record holds, and without a number of it."""
    first = given(post, "/fhir/DocumentReference", reference(cda()))
    second = given(post, "/fhir/DocumentReference", reference(cda(3)))
    assert len(first.text()) == len(second.text()) == 200


def test_the_house_is_held_to_it(
    post: Post, seal_all: Callable[[], int], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The vendor asks the public door for their leaf, and checks it without us."""
    data = cda()
    receipt = given(post, "/fhir/DocumentReference", reference(data))
    public = TestClient(application)
    asked = f"/journal/leaf?hash={receipt.leaf.hex()}&xid={receipt.xid}"
    assert public.simulate_get(asked).status_code == 404
    seal_all()
    (tmp_path / "leaf.json").write_bytes(public.simulate_get(asked).content)
    (tmp_path / "report.xml").write_bytes(data)
    command = ["journal", "verify-proof", str(tmp_path / "leaf.json")]
    command += ["--receipt", receipt.text(), "--document", str(tmp_path / "report.xml")]
    assert main(command) == 0
    assert "the receipt was honoured: its event is in the log" in capsys.readouterr().out
