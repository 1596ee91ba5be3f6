"""/preuve/ and /verifier/: what the pages say; tests/journeys downloads and checks."""

from __future__ import annotations

import hashlib
import re
from base64 import b64encode

import pytest
from django.test import Client

from carnet.base.database import row
from carnet.journal import proofs, signing
from carnet.journal.kinds import EventKind
from carnet.journal.material import Broken
from carnet.records import proving
from uichecks.world import World


def downloads() -> object:
    return row("SELECT count(*) FROM journal_event WHERE kind = %s", [EventKind.PROOF_DOWNLOADED])


def test_it_says_what_to_compare(julie: Client, world: World) -> None:
    page = julie.get("/preuve/").content.decode()
    assert signing.public_key().hex() in page
    assert f"<dd>{world.julie}</dd>" in page
    assert "Télécharger la preuve" in page
    assert downloads() == (0,)


def test_a_representative_reads_that_it_is_line_by_line(julie: Client, world: World) -> None:
    session = julie.session
    session["record"] = world.zoe
    session.save()
    page = julie.get("/preuve/").content.decode()
    assert "Une preuve ligne par ligne" in page
    assert "de quoi vérifier qu’il n’en manque aucune" not in page


def test_one_that_is_not_ready(julie: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(proofs, "_PATIENCE", 0)
    answer = julie.post("/preuve/")
    assert answer.status_code == 503
    assert "Votre preuve n’est pas encore prête" in answer.content.decode()
    assert downloads() == (0,)


def test_a_trace_that_was_altered(julie: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_record: object) -> None:
        raise Broken("the events of person 7 are not those that were counted")

    monkeypatch.setattr(proving, "proof", broken)
    answer = julie.post("/preuve/")
    assert answer.status_code == 409
    page = answer.content.decode()
    assert "ne correspond pas à ce qui a été scellé" in page
    assert "person 7" not in page


@pytest.mark.django_db
def test_the_page_of_ones_own_sends_nothing(client: Client) -> None:
    """Its own policy lets run its one script and nothing else; it names no address."""
    answer = client.get("/verifier/verifier.html")
    assert answer["Content-Disposition"] == 'attachment; filename="verifier.html"'
    page = answer.content.decode()
    [script] = re.findall(r"<script>(.*?)</script>", page, re.DOTALL)
    digest = b64encode(hashlib.sha256(script.encode()).digest()).decode()
    assert f"default-src 'none'; script-src 'sha256-{digest}'" in page
    assert not re.search(r"https?://|fetch\(|XMLHttpRequest|import\(|src=|<link", page)
    assert signing.public_key().hex() in page


@pytest.mark.django_db
def test_the_page_on_our_site_runs_no_inline_script(client: Client) -> None:
    answer = client.get("/verifier/")
    assert "script-src 'self'" in answer["Content-Security-Policy"]
    page = answer.content.decode()
    assert [
        kind
        for kind in re.findall(r"<script(?! src)[^>]*>", page)
        if "application/json" not in kind
    ] == []
