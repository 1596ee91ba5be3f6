"""Push messages of a device: offered where it is one's own, added, listed, removed."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.test import Client
from joserfc.util import urlsafe_b64encode

from carnet.demo import push
from carnet.journal.events import EventKind
from carnet.notify import pushes, web_push
from tests.web.settings.conftest import Somebody

PAGE = "/parametres/notifications/"
ADD, REMOVE = f"{PAGE}ajouter", f"{PAGE}retirer"


@pytest.fixture(autouse=True)
def _stand_in(settings: Any) -> None:
    settings.PUSH_BACKEND = "carnet.demo.push.Backend"


def sent() -> dict[str, str]:
    """As the script sends it."""
    address, receiver = push.new_phone()
    return {
        "endpoint": address, "p256dh": urlsafe_b64encode(receiver.public_key).decode(),
        "auth": urlsafe_b64encode(receiver.auth).decode(),
    }  # fmt: skip


def test_it_is_explained_and_hidden_until_the_script_runs(nathalie: Somebody) -> None:
    page = nathalie.get(PAGE)
    assert f'data-push="{web_push.public_key()}"' in page
    assert page.index("rien de plus") < page.index("data-push")
    assert "novalidate hidden>" in page
    assert "Aucun appareil" in page


def test_a_device_is_added_listed_and_removed(nathalie: Somebody) -> None:
    page = nathalie.done(ADD, **sent())
    assert "Cet appareil reçoit maintenant" in page
    assert "Chrome sur Windows" in page
    assert "Cet appareil<br>" in page
    [one] = pushes.listed(nathalie.person_id)
    page = nathalie.done(REMOVE, device=str(one.push_id))
    assert "ne reçoit plus" in page
    assert nathalie.told(EventKind.PUSH_ADDED) == nathalie.told(EventKind.PUSH_REMOVED) == 1


@pytest.mark.parametrize(
    "changed",
    [
        {"endpoint": "https://127.0.0.1/x"},
        {"endpoint": "javascript:alert(1)"},
        {"endpoint": "https://a.example/" + "x" * 2000},
        {"endpoint": "https://a.example/\x00"},
        {"p256dh": "é"},
        {"p256dh": "AAAA"},
        {"auth": ""},
        {"auth": "A" * 39},
    ],
)
def test_what_no_browser_sends_is_refused(nathalie: Somebody, changed: dict[str, str]) -> None:
    assert "n’a pas pu être ajouté" in nathalie.done(ADD, **sent() | changed)
    assert pushes.listed(nathalie.person_id) == []


@pytest.mark.parametrize("device", ["", "x", "00000000-0000-0000-0000-000000000000", "\x00"])
def test_what_is_not_hers_is_not_found(nathalie: Somebody, device: str) -> None:
    assert nathalie.post(REMOVE, device=device).status_code == 404


def test_a_shared_computer_is_not_offered_it(nathalie: Somebody) -> None:
    nathalie.done(ADD, **sent())
    nathalie.post("/parametres/appareils/partage")
    page = nathalie.get(PAGE)
    assert "data-push" not in page
    assert "push.js" not in page
    assert pushes.listed(nathalie.person_id) == []  # it was dissociated
    assert "n’a pas pu être ajouté" in nathalie.done(ADD, **sent())


def test_dissociating_the_device_ends_it(nathalie: Somebody) -> None:
    nathalie.done(ADD, **sent())
    [one] = pushes.listed(nathalie.person_id)
    nathalie.post("/parametres/appareils/dissocier", device=str(one.device_id))
    assert pushes.listed(nathalie.person_id) == []


@pytest.mark.parametrize("path", [ADD, REMOVE])
def test_it_is_never_by_a_link_nor_signed_out(
    nathalie: Somebody, path: str, client: Client
) -> None:
    assert nathalie.client.get(path).status_code == 405
    assert Client().post(path).status_code == 302


def test_the_worker_keeps_no_page(client: Client) -> None:
    answer = client.get("/avertisseur.js")
    script = answer.content.decode()
    assert answer["Content-Type"].startswith("text/javascript")
    assert answer["Cache-Control"] == "no-cache"
    assert 'addEventListener("push"' in script
    for word in ('"fetch"', "caches", "importScripts", "http"):
        assert word not in script
    assert client.post("/avertisseur.js").status_code == 405


@pytest.mark.django_db
def test_the_manifest_names_the_service_and_nobody(client: Client) -> None:
    answer = client.get("/manifeste.webmanifest")
    facts = json.loads(answer.content)
    assert answer["Content-Type"] == "application/manifest+json"
    assert facts["start_url"] == "/accueil/"
    assert facts["display"] == "standalone"
    assert 'rel="manifest" href="/manifeste.webmanifest"' in client.get("/").content.decode()


def test_the_demonstration_gives_a_phone(nathalie: Somebody) -> None:
    assert "téléphone fictif" in nathalie.done("/demo/push/telephone")
    assert [one.name for one in pushes.listed(nathalie.person_id)] == ["Chrome/Android"]
    assert nathalie.client.get("/demo/push/telephone").status_code == 405
