"""Size of the text and language: kept in the browser."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.test import Client, override_settings

pytestmark = pytest.mark.django_db


def test_a_larger_text_is_kept(client: Client) -> None:
    client.post("/affichage/", {"size": "150"})
    assert 'class="text-150"' in client.get("/").content.decode()


@pytest.mark.parametrize("sent", [{}, {"size": "900"}])
def test_a_size_that_is_not_one_is_refused(client: Client, sent: dict[str, str]) -> None:
    response = client.post("/affichage/", sent)
    assert response.status_code == 422
    assert "<title>Erreur" in response.content.decode()


def test_a_forged_cookie_changes_nothing(client: Client) -> None:
    client.cookies["taille"] = '"><script>'
    assert "<script" not in client.get("/").content.decode()


def test_the_language_is_chosen_never_guessed(client: Client) -> None:
    assert '<html lang="fr"' in client.get("/", headers={"accept-language": "en"}).content.decode()
    response = client.post("/langue/fr/", headers={"referer": "https://ailleurs.example/"})
    assert response["Location"] == "/"


def test_a_link_that_nobody_pressed_changes_nothing(client: Client) -> None:
    """A browser that fetches pages ahead, a filter that follows links."""
    answer = client.get("/langue/en/")
    assert (answer.status_code, answer["Allow"]) == (405, "POST")
    assert "django_language" not in client.cookies
    assert 'href="/langue/' not in client.get("/").content.decode()


def test_the_button_of_a_page_is_enough(client: Client) -> None:
    """It carries no token: caches keep some of its pages for everybody."""
    browser = Client(enforce_csrf_checks=True)
    page = browser.get("/aide/").content.decode()
    [form] = re.findall(r'<form method="post" action="/langue/en/">.*?</form>', page)
    assert "csrfmiddlewaretoken" not in form
    assert not browser.cookies
    here = {"referer": "http://testserver/aide/", "sec-fetch-site": "same-origin"}
    assert browser.post("/langue/en/", headers=here)["Location"] == "/aide/"
    assert '<html lang="en"' in browser.get("/aide/").content.decode()


def test_the_button_of_another_site_changes_nothing(client: Client) -> None:
    answer = client.post("/langue/en/", headers={"sec-fetch-site": "cross-site"})
    assert answer.status_code == 404
    assert "django_language" not in client.cookies


def test_a_language_without_words_is_not_offered(client: Client, tmp_path: Path) -> None:
    catalogue = tmp_path / "en" / "LC_MESSAGES" / "django.mo"
    with override_settings(LOCALE_PATHS=[tmp_path]):
        assert client.post("/langue/en/").status_code == 404
        assert "English" not in client.get("/").content.decode()
        catalogue.parent.mkdir(parents=True)
        catalogue.touch()
        assert "English" in client.get("/").content.decode()


def test_an_unknown_language_is_refused(client: Client) -> None:
    assert client.post("/langue/xx/").status_code == 404
