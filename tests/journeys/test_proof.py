"""« Ma preuve » in a real browser: downloaded, and accepted."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from playwright.sync_api import Browser, Page

from carnet.access.facts import Actor, ActorKind
from carnet.journal import census, cosignatures, proofs, seals, signing, statements
from carnet.journal.checking import check, check_grown
from carnet.journal.events import EventKind, record
from carnet.journal.leaves import moment
from carnet.journal.paths import WrongProof
from tests.accounts.world import PASSWORD, account
from tests.journal.conftest import seal_all
from tests.journeys.test_letter_to_first_document import heading, last_one_time_code, press
from tests.journeys.verifier import (
    altered,
    browser,
    happen,
    judged,
    log,
    loudly,
    page,
    upload,
    verdict,
    written,
)

__all__ = ["browser", "log", "page", "seal_all"]
pytestmark = pytest.mark.browser


def test_a_good_file(page: Page, log: None) -> None:
    kind, words = verdict(page, json.dumps(written()), person="7")
    assert kind == "success", words
    assert "La preuve est bonne" in words
    assert signing.public_key().hex() in words
    assert "le service comptait alors 4 lignes pour la personne n° 7" in words
    assert "il n’y en avait que 1 de plus" in words
    assert "1 lignes toutes récentes ont un reçu" in words
    assert "Aucun témoin extérieur n’a encore signé" in words
    assert words.count("Scellé\u00a0: code 141") == 6


def test_a_file_goes_on_from_the_one_before(
    page: Page, log: None, seal_all: Callable[[], int]
) -> None:
    holder, head = Actor(ActorKind.PERSON, 7), proofs.ready_head()
    record(EventKind.PROOF_DOWNLOADED, 7, holder, detail={"size": head.tree_size})
    before = json.dumps(written())
    seal_all()
    census.take()
    happen(seal_all, 8, 7)
    after = json.dumps(written())
    kind, words = verdict(page, after, before=before)
    assert (kind, "Ce fichier prolonge le fichier plus ancien" in words) == ("success", True), words
    kind, words = verdict(page, before, before=after)
    assert (kind, "ce fichier est plus ancien" in words) == ("error", True)
    with pytest.raises(WrongProof):
        check_grown(check(before.encode()), before.encode(), check(after.encode()))


def test_the_signature_of_a_witness(page: Page, log: None, settings: Any) -> None:
    private, seal = Ed25519PrivateKey.generate(), seals.numbered(2)
    assert seal
    key = private.public_key().public_bytes_raw()
    settings.JOURNAL_WITNESSES = f"ordre:{key.hex()}"
    at = 1_790_000_000_000_000
    said = statements.cosignature(at, seal.digest())
    cosignatures.add(2, key, moment(at), private.sign(said))
    file = written()
    kind, words = verdict(page, json.dumps(file))
    assert kind == "success", words
    assert "Le témoin «\u00a0ordre\u00a0» a signé le sceau 2" in words
    file["witnesses"][0]["at"] += 1
    assert verdict(page, json.dumps(file))[0] == "error"


def test_the_page_of_ones_own(browser: Browser, page: Page, log: None, tmp_path: Path) -> None:
    """Saved to a disk, without network, in both languages."""
    answer = page.request.get("/verifier/verifier.html")
    assert answer.headers["content-disposition"] == 'attachment; filename="verifier.html"'
    (tmp_path / "verifier.html").write_bytes(answer.body())
    context = browser.new_context(offline=True)
    alone = context.new_page()
    asked: list[str] = []
    alone.on("console", loudly)
    alone.on("request", lambda request: asked.append(request.url))
    alone.goto(f"file://{tmp_path}/verifier.html")
    file = written()
    assert judged(alone, json.dumps(file))[0] == "success"
    alone.get_by_role("button", name="English").click()
    alone.get_by_text("The proof is sound").wait_for()
    assert alone.get_by_role("heading", name="Check a proof").is_visible()
    altered(file)
    alone.set_input_files("input[name=file]", upload(json.dumps(file).encode()))
    alone.get_by_text("The proof is refused").wait_for()
    assert all(url.startswith(("file:", "data:", "blob:")) for url in asked), asked


def test_from_ones_history_to_the_verdict(
    page: Page, address: str, seal_all: Callable[[], int]
) -> None:
    """Download the proof, then check it, all in the browser."""
    account()
    seal_all()
    census.take()
    seal_all()
    page.goto("/connexion/")
    page.fill("[name=identifier]", "nathalie.d")
    page.fill("[name=password]", PASSWORD)
    press(page, "Me connecter")
    page.fill("[name=code]", last_one_time_code(page))
    press(page, "Entrer")
    page.goto("/historique/")
    page.get_by_role("link", name="Vérifiez-le vous-même").click()
    assert heading(page) == "Ma preuve"
    with page.expect_download() as downloading:
        page.get_by_role("button", name="Télécharger la preuve").click()
    assert downloading.value.suggested_filename.startswith("preuve-")
    data = downloading.value.path().read_bytes()
    number = page.locator(".facts dd").first.inner_text()
    page.get_by_role("link", name="Ouvrez la page de vérification").click()
    kind, words = judged(page, data, person=number)
    assert kind == "success", words
    assert "Vous avez téléchargé la preuve de l’historique." in words
    assert check(data, signing.public_key(), int(number)).scope == "complete"
