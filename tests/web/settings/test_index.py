"""/parametres/ and what each of its pages owes: a sign-in, nothing kept, strict headers."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from tests.accounts.world import MOTHER
from tests.web.settings.conftest import Somebody

PLAIN = (
    "", "contacts/", "mot-de-passe/", "franceconnect/", "appareils/", "langue/",
    "qui-entre/", "fermer/", "fermer/choix/", "confirmer/",
)  # fmt: skip
SCRIPTS = {"cles/": "passkeys", "notifications/": "push"}
PAGES = (*PLAIN, *SCRIPTS)


@pytest.mark.django_db
@pytest.mark.parametrize("page", [*PAGES, "ferme/", "ferme/supprimer/", "fermer/demande/"])
def test_signed_out_goes_to_the_sign_in(client: Client, page: str) -> None:
    for answer in (client.get(f"/parametres/{page}"), client.post(f"/parametres/{page}")):
        assert answer.status_code == 302
        assert answer["Location"].startswith("/connexion/")


@pytest.mark.parametrize("page", PAGES)
def test_a_page_is_kept_nowhere_and_runs_nothing_of_its_own(nathalie: Somebody, page: str) -> None:
    answer = nathalie.client.get(f"/parametres/{page}")
    assert answer.status_code == 200
    assert "no-store" in answer["Cache-Control"]
    assert "unsafe" not in answer["Content-Security-Policy"]
    text = answer.content.decode()
    scripts = re.findall(r"<script.*?</script>", text)
    name = SCRIPTS.get(page)
    assert scripts == ([f'<script src="/static/ui/{name}.js" defer></script>'] if name else [])
    assert "style=" not in text


def test_each_setting_says_how_it_is_now(nathalie: Somebody) -> None:
    page = nathalie.get("/parametres/")
    for words in (
        MOTHER.email,
        "nathalie.d",
        "Choisi à l’activation",
        "Aucune. Avec une clé",
        "1 appareil connu, 1 session ouverte",
        "Un document arrive ou change\u00a0: tout de suite",
        "Français",
        "Habituelle",
        "Il est ouvert.",
    ):
        assert words in page


def test_each_line_leads_to_its_page(nathalie: Somebody) -> None:
    text = nathalie.get("/parametres/")
    for path in set(re.findall(r'href="(/parametres/[^"]+|/affichage/)"', text)):
        assert nathalie.get(path)


@pytest.mark.parametrize(
    "verb",
    [
        "appareils/fermer", "appareils/fermer-autres", "appareils/dissocier", "appareils/partage",
        "cles/retirer", "cles/ajouter/", "cles/demande/", "contacts/retirer", "fermer/annuler",
        "ferme/rouvrir", "ferme/garder", "ferme/contester", "ferme/recommencer",
    ],
)  # fmt: skip
def test_what_changes_something_is_posted(nathalie: Somebody, verb: str) -> None:
    assert nathalie.client.get(f"/parametres/{verb}").status_code == 405
