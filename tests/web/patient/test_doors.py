"""What every page of a record owes: a sign-in, nothing kept, strict headers, no script."""

from __future__ import annotations

import pytest
from django.test import Client

from uichecks.world import World

PAGES = (
    "/accueil/", "/documents/", "/acces/", "/acces/urgence/", "/acces/code/",
    "/historique/", "/preuve/", "/notifications/", "/parametres/",
    "/plus/", "/profils/", "/mes-donnees/", "/mes-donnees/choisir/",
    "/premiers-pas/", "/premiers-pas/confidentialite/",
    "/premiers-pas/urgence/", "/premiers-pas/taille-et-poids/", "/premiers-pas/antecedents/",
    "/premiers-pas/traitements/",
    *(f"/parametres/{name}/" for name in (
        "mot-de-passe", "appareils", "notifications", "langue", "qui-entre",
        "fermer", "fermer/choix", "confirmer",
    )),
)  # fmt: skip
PUBLIC = (
    "/", "/opposition/", "/opposition/verifier/", "/conditions/", "/activer/",
    "/activer/sans-code/", "/aide/", "/verifier/", "/verifier/verifier.html",
    "/accessibilite/", "/mentions-legales/", "/affichage/",
)  # fmt: skip


@pytest.mark.django_db
@pytest.mark.parametrize("path", PAGES)
def test_signed_out_goes_to_the_sign_in(client: Client, path: str) -> None:
    response = client.get(path)
    assert response.status_code == 302
    assert response["Location"].startswith("/connexion/")
    assert "no-store" in response["Cache-Control"]


@pytest.mark.parametrize("path", PAGES)
def test_a_page_is_kept_nowhere_and_runs_nothing(julie: Client, path: str) -> None:
    response = julie.get(path)
    assert response.status_code == 200
    assert "no-store" in response["Cache-Control"]
    policy = response["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    page = response.content.decode()
    assert "<script" not in page
    assert "style=" not in page
    assert "Julie Marchand" in page


@pytest.mark.django_db
@pytest.mark.parametrize("path", PUBLIC)
def test_anyone_reads_the_public_pages(client: Client, path: str) -> None:
    assert client.get(path).status_code == 200


def test_no_address_tells_who_it_is(julie: Client, world: World) -> None:
    page = julie.get("/documents/").content.decode()
    assert world.address(world.julie, world.documents[0]) in page
    assert f"/{world.julie}/" not in page
