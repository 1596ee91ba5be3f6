"""« Ma preuve » in a real browser: downloaded, accepted, and refused once anything is touched."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.db import connections
from playwright.sync_api import Browser, Page, sync_playwright

from carnet.access.facts import Actor, ActorKind
from carnet.journal import census, chains, cosignatures, proofs, seals, signing, statements, tiles
from carnet.journal.checking import check, check_grown
from carnet.journal.events import EventKind, record
from carnet.journal.leaves import moment
from carnet.journal.material import Openness
from carnet.journal.merkle import leaf_hash
from carnet.journal.paths import WrongProof
from tests.accounts.world import PASSWORD, account
from tests.journal.conftest import seal_all
from tests.journeys.test_letter_to_first_document import heading, last_one_time_code, press

__all__ = ["seal_all"]
pytestmark = pytest.mark.browser
File = dict[str, Any]
DOCTOR = Actor(ActorKind.PROFESSIONAL, 3, organization_id=4, software="Logiciel 2.1")


@pytest.fixture
def browser(address: str) -> Iterator[Browser]:
    chromium = shutil.which("chromium")
    if chromium is None:
        pytest.skip("Chromium is absent: apt install chromium")
    arguments = ["--disable-gpu", "--disable-background-networking"]
    arguments += ["--no-sandbox"] if os.geteuid() == 0 else []
    with sync_playwright() as playwright:
        found = playwright.chromium.launch(executable_path=chromium, args=arguments)
        yield found
        connections.close_all()
        found.close()


@pytest.fixture
def page(browser: Browser, address: str) -> Page:
    """A browser with JavaScript; what the content policy refuses is a failure."""
    context = browser.new_context(base_url=address, locale="fr-FR")
    context.set_default_timeout(10_000)
    made = context.new_page()
    made.on("console", _loudly)
    return made


def _loudly(message: Any) -> None:
    assert "Content Security Policy" not in message.text, message.text


def happen(seal: Callable[[], int], *people: int) -> None:
    for number, person in enumerate(people):
        record(EventKind.DOCUMENT_READ, person, DOCTOR, entry_no=number, detail={"é": number})
    seal()


def written(person: int = 7) -> File:
    found: File = json.loads("".join(proofs.person(
        person, proofs.ready_head(), lambda _: Openness.OPEN,
        lambda events: [{"said": f"Ligne {event.entry_no}"} for event in events],
    )))  # fmt: skip
    return found


@pytest.fixture
def log(address: str, seal_all: Callable[[], int]) -> None:
    """Two people, four seals, a census, an event that waits."""
    happen(seal_all, 7, 8, 7, 7, 8)
    happen(seal_all, 8, 7)
    census.take()
    seal_all()
    happen(seal_all, 7, 8)
    happen(int, 7)


def verdict(page: Page, data: str | bytes, before: str = "", person: str = "") -> tuple[str, str]:
    """What the page says of a file: success or error, and its words."""
    page.goto("/verifier/")
    return judged(page, data, before, person)


def judged(page: Page, data: str | bytes, before: str = "", person: str = "") -> tuple[str, str]:
    raw = data.encode() if isinstance(data, str) else data
    if before or person:
        page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true })")
    if person:
        page.fill("input[name=person]", person)
    if before:
        page.set_input_files("input[name=before]", _file(before.encode()))
    page.set_input_files("input[name=file]", _file(raw))
    box = page.locator("[data-verdict]")
    box.wait_for()
    return box.get_attribute("data-verdict") or "", page.inner_text("#answer")


def _file(data: bytes) -> Any:
    return {"name": "preuve.json", "mimeType": "application/json", "buffer": data}


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


def _alter(file: File) -> None:
    leaf = file["events"][1]["leaf"]
    file["events"][1]["leaf"] = f"{leaf[:78]}{int(leaf[78:80], 16) ^ 1:02x}{leaf[80:]}"


def _remove(file: File) -> None:
    del file["events"][1]


def _remove_neatly(file: File, number: int = 1) -> None:
    """With a proof made again for the events that remain."""
    file["events"].pop(number)
    shown = sorted(one["place"] for one in [*file["events"], file["census"]["event"]])
    size = statements.read_head(bytes.fromhex(file["head"]["statement"])).tree_size
    file["nodes"] = [node.hex() for node in tiles.log().nodes(shown, size)]
    file["census"]["events"] = min(file["census"]["events"], 3 if number < 4 else 4)


def _remove_the_last(file: File) -> None:
    """One that came after the census: the service signed for it too."""
    _remove_neatly(file, 4)


def _stand_in_its_place(file: File) -> None:
    """The service signs for a line that the log does not hold, where the census stands."""
    one = {"leaf": file["events"][0]["leaf"], "place": file["census"]["event"]["place"]}
    file["events"].insert(4, one)
    lines, waiting = file["events"], file["waiting"]
    chain = chains.head(leaf_hash(bytes.fromhex(one["leaf"])) for one in [*lines, *waiting])
    size = statements.read_head(bytes.fromhex(file["head"]["statement"])).tree_size
    said = statements.standing(7, len(lines), len(waiting), size, chain)
    file["standing"] = signing.sign(said).hex()


def _swap_the_head(file: File) -> None:
    """The head of another log, perfectly signed."""
    head = statements.read_head(bytes.fromhex(file["head"]["statement"]))
    statement = statements.head(head._replace(root=bytes(32)))
    file["head"] = {"statement": statement.hex(), "signature": signing.sign(statement).hex()}


def _forge_the_signature(file: File) -> None:
    other = Ed25519PrivateKey.generate()
    file["head"]["signature"] = other.sign(bytes.fromhex(file["head"]["statement"])).hex()


def _sign_it_all_again(file: File) -> None:
    """By somebody who is not the service."""
    other = Ed25519PrivateKey.generate()
    file["key"] = other.public_key().public_bytes_raw().hex()
    _forge_the_signature(file)


def _another_person(file: File) -> None:
    file["events"] = written(8)["events"]


def _claim_another(file: File) -> None:
    file |= written(8) | {"person": 7}


def _replay(file: File) -> None:
    old = seals.numbered(2)
    assert old
    file["head"] = proofs.signed_head(old)


def _forge_the_census(file: File) -> None:
    file["census"]["nodes"][3] = "00" * 32


def _forge_a_receipt(file: File) -> None:
    file["waiting"][0]["signature"] = file["head"]["signature"]


def _drop_the_receipt(file: File) -> None:
    file["waiting"] = []


FORGERIES: dict[Callable[[File], None], str] = {
    _alter: "une ligne a été changée",
    _remove: "il manque une partie de la preuve, ou une ligne|une ligne a été changée",
    _remove_neatly: "il manque une ligne",
    _remove_the_last: "ce ne sont pas toutes les lignes que le service a signées",
    _stand_in_its_place: "n’est pas dans le journal signé",
    _swap_the_head: "n’est pas dans le journal signé",
    _forge_the_signature: "une signature est fausse",
    _sign_it_all_again: "n’a pas été signé par le service",
    _another_person: "cette preuve est celle d’une autre personne",
    _claim_another: "cette preuve est celle d’une autre personne",
    _replay: "ce sceau est ancien",
    _forge_the_census: "il manque une ligne",
    _forge_a_receipt: "une signature est fausse",
    _drop_the_receipt: "ce ne sont pas toutes les lignes",
}


def test_anything_touched_is_refused(page: Page, log: None) -> None:
    """By the page, and by the command: the two never differ."""
    page.goto("/verifier/")
    for forge, expected in FORGERIES.items():
        file = written()
        forge(file)
        data = json.dumps(file)
        kind, words = judged(page, data)
        assert kind == "error", (forge.__name__, words)
        assert any(one in words for one in expected.split("|")), (forge.__name__, words)
        with pytest.raises(WrongProof):
            check(data.encode(), signing.public_key())
        page.goto("/verifier/")


def test_files_that_are_no_proof(page: Page, log: None) -> None:
    whole = json.dumps(written())
    for data, expected in (
        (whole[: len(whole) // 2], "le fichier n’est pas entier"),
        (whole[:-1], "le fichier n’est pas entier"),
        ("{}", "ce n’est pas un fichier de preuve"),
        ("[]", "n’a pas la bonne forme"),
        (whole.replace('"version": 1', '"version": 9'), "cette version du fichier est inconnue"),
        (whole.replace('"place": 2', '"place": "2"'), "n’a pas la bonne forme"),
    ):
        kind, words = verdict(page, data)
        assert (kind, expected in words) == ("error", True), words
    kind, words = verdict(page, whole, person="8")
    assert (kind, "celle d’une autre personne" in words) == ("error", True)


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
    alone.on("console", _loudly)
    alone.on("request", lambda request: asked.append(request.url))
    alone.goto(f"file://{tmp_path}/verifier.html")
    file = written()
    assert judged(alone, json.dumps(file))[0] == "success"
    alone.get_by_role("button", name="English").click()
    alone.get_by_text("The proof is sound").wait_for()
    assert alone.get_by_role("heading", name="Check a proof").is_visible()
    _alter(file)
    alone.set_input_files("input[name=file]", _file(json.dumps(file).encode()))
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
