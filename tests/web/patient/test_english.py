"""The whole door in English: chosen, never guessed, and whole; and French stays French."""

from __future__ import annotations

import pytest
from django.test import Client

from carnet.accounts.models import Account
from tests.web import language
from tests.web.patient.test_doors import PAGES, PUBLIC
from uichecks.world import World

ENTRANCE = (
    "/connexion/", "/activer/", "/deconnexion/", "/deconnexion/faite/", "/nulle-part/",
    *(f"/activer/arret/{reason}/" for reason in (
        "code-expire", "code-utilise", "compte-existant", "mineur", "opposition", "suspendu",
        "ferme", "code-envoye",
    )),
)  # fmt: skip
MORE = ("/historique/?qui=tout", "/historique/?qui=moi", "/acces/?q=x", "/acces/?q=charrier")
DEMO = (
    "/demo/", "/demo/courriels/", "/demo/sms/", "/demo/lettres/", "/demo/professionnels/",
    "/demo/fournisseur-d-identite/",
)  # fmt: skip
FAILED = ("/activer/", "/connexion/", "/affichage/")
CODES = ("fr", "en")


def choose(client: Client, code: str) -> None:
    assert client.post(f"/langue/{code}/").status_code == 302


def check(page: str, code: str) -> None:
    """The page says that it is in this language, and is."""
    assert f'<html lang="{code}"' in page
    strangers = {"en": language.french_in, "fr": language.english_in}[code]
    assert strangers(page) == []


BOTH = "/verifier/verifier.html"  # the page to keep holds both languages, one shown at a time


@pytest.mark.django_db
@pytest.mark.parametrize("path", [*(path for path in PUBLIC if path != BOTH), *ENTRANCE, *DEMO])
@pytest.mark.parametrize("code", CODES)
def test_pages_for_all(client: Client, path: str, code: str) -> None:
    choose(client, code)
    answer = client.get(path, follow=True)
    assert answer.status_code == (404 if path == "/nulle-part/" else 200)
    check(answer.content.decode(), code)


@pytest.mark.django_db
@pytest.mark.parametrize("path", FAILED)
@pytest.mark.parametrize("code", CODES)
def test_failed_forms(client: Client, path: str, code: str) -> None:
    choose(client, code)
    check(client.post(path, {}).content.decode(), code)


@pytest.mark.parametrize("path", [*PAGES, *MORE])
@pytest.mark.parametrize("code", CODES)
def test_pages_of_the_record(julie: Client, path: str, code: str) -> None:
    choose(julie, code)
    check(julie.get(path).content.decode(), code)


@pytest.mark.parametrize("code", CODES)
def test_each_document_and_its_readers(julie: Client, world: World, code: str) -> None:
    choose(julie, code)
    for number in world.documents:
        address = world.address(world.julie, number)
        check(julie.get(address).content.decode(), code)
        check(julie.get(f"{address}lecteurs/").content.decode(), code)


@pytest.mark.parametrize("code", CODES)
def test_what_a_tap_answers(julie: Client, world: World, code: str) -> None:
    choose(julie, code)
    address = world.address(world.julie, world.documents[0])
    taps = [f"{address}masquer", f"{address}afficher", "/notifications/lues"]
    taps += [f"/acces/soignants/{world.doctor}/{verb}" for verb in ("bloquer", "debloquer")]
    taps += [f"/acces/soignants/{world.doctor}/{verb}" for verb in ("autoriser", "retirer")]
    for tap in taps:
        check(julie.post(tap, follow=True).content.decode(), code)
    check(julie.get("/historique/?qui=tout").content.decode(), code)


@pytest.mark.parametrize("code", CODES)
def test_an_empty_record(client: Client, world: World, code: str) -> None:
    client.force_login(Account.objects.get(person_id=world.empty))
    choose(client, code)
    for path in PAGES:
        check(client.get(path).content.decode(), code)


@pytest.mark.django_db
@pytest.mark.parametrize("header", ["en", "en-GB,en;q=0.9", "de"])
def test_a_first_visit_is_french_whatever_the_browser_says(client: Client, header: str) -> None:
    answer = client.get("/", headers={"accept-language": header})
    assert answer["Content-Language"] == "fr"
    check(answer.content.decode(), "fr")


@pytest.mark.django_db
def test_a_choice_is_kept_and_can_be_taken_back(client: Client) -> None:
    choose(client, "en")
    check(client.get("/", headers={"accept-language": "fr"}).content.decode(), "en")
    choose(client, "fr")
    check(client.get("/", headers={"accept-language": "en"}).content.decode(), "fr")


@pytest.mark.django_db
def test_a_french_page_does_not_pass_for_english(client: Client) -> None:
    page = client.get("/").content.decode().replace('<html lang="fr"', '<html lang="en"')
    found = language.french_in(page)
    assert "Vos documents de santé, réunis et protégés" in found
    assert "Taille du texte" in found


def test_forgotten_french_is_found() -> None:
    page = '<html lang="en"><p>Taille du texte</p><p lang="fr">Accueil</p><b>Hello</b></html>'
    assert language.french_in(page) == ["Taille du texte"]
    assert language.french_in('<html lang="en"><img alt="Rubriques"></html>') == ["Rubriques"]
    assert language.english_in('<html lang="fr"><p>Text size</p></html>') == ["Text size"]
