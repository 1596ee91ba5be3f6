"""« Ma preuve » in a real browser: refused once anything is touched."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from playwright.sync_api import Page

from carnet.journal import chains, proofs, seals, signing, statements, tiles
from carnet.journal.checking import check
from carnet.journal.merkle import leaf_hash
from carnet.journal.paths import WrongProof
from tests.journal.conftest import seal_all
from tests.journeys.verifier import (
    File,
    altered,
    browser,
    judged,
    log,
    page,
    verdict,
    written,
)

__all__ = ["browser", "log", "page", "seal_all"]
pytestmark = pytest.mark.browser


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
    altered: "une ligne a été changée",
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
