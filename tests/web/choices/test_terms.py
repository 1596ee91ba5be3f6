"""A new version of the terms comes before anything else; refusing it leaves two ways out."""

from datetime import timedelta

import pytest
from django.test import Client

from carnet.accounts import terms
from carnet.accounts.models import Account
from carnet.accounts.terms import Terms
from carnet.base import clock
from tests.accounts.world import account
from tests.web.activation.journey import TERMS, to_terms, went

pytestmark = pytest.mark.django_db
ACCEPT, REFUSE = "/conditions/accepter/", "/conditions/refuser/"


@pytest.fixture
def owing(client: Client, monkeypatch: pytest.MonkeyPatch) -> Client:
    """Somebody signed in when a new version has just come into force."""
    _person_id, account_id = account()
    old = terms.VERSIONS[0]
    # The text of the former version stands for that of the new one.
    new = Terms(old.version, clock.today())
    monkeypatch.setattr(terms, "VERSIONS", (new,))
    Account.objects.filter(pk=account_id).update(terms_version="2025-01")
    client.force_login(Account.objects.get(pk=account_id))
    return client


def version() -> dict[str, str]:
    return {"version": terms.current().version}


@pytest.mark.parametrize(
    "path", ["/accueil/", "/documents/", "/plus/", "/parametres/", "/premiers-pas/"]
)
def test_it_comes_before_anything_else(owing: Client, path: str) -> None:
    went(owing.get(path), f"{ACCEPT}?next={path.replace('/', '%2F')}")


def test_accepting_goes_on_to_where_one_was_going(owing: Client) -> None:
    page = owing.get(f"{ACCEPT}?next=/documents/")
    assert "Les conditions ont changé" in page.content.decode()
    went(owing.post(f"{ACCEPT}?next=/documents/", version()), "/documents/")
    assert owing.get("/documents/").status_code == 200


def test_it_goes_nowhere_else(owing: Client) -> None:
    went(owing.post(f"{ACCEPT}?next=https://example.org/", version()), "/accueil/")


def test_a_double_submit_goes_on(owing: Client) -> None:
    owing.post(ACCEPT, version())
    went(owing.post(ACCEPT, version()), "/accueil/")


@pytest.mark.parametrize("sent", [{}, {"version": "2025-01"}, {"version": "x"}])
def test_only_the_version_shown_is_accepted(owing: Client, sent: dict[str, str]) -> None:
    went(owing.post(ACCEPT, sent), ACCEPT)
    assert "Relisez-les" in owing.get(ACCEPT).content.decode()
    assert owing.get("/accueil/").status_code == 302


def test_refusing_explains_and_leaves_two_ways_out(owing: Client) -> None:
    text = owing.get(REFUSE).content.decode()
    assert 'action="/deconnexion/"' in text
    assert 'href="/parametres/fermer/"' in text
    assert owing.get("/parametres/fermer/").status_code == 200
    assert owing.get("/documents/").status_code == 302


def test_signed_out_there_is_nothing_to_accept(client: Client) -> None:
    assert client.get(ACCEPT)["Location"].startswith("/connexion/")


def test_anyone_reads_them(client: Client) -> None:
    text = client.get("/conditions/").content.decode()
    assert "Conditions d’utilisation" in text
    assert "2026-11-01" in text


def test_a_version_that_came_during_the_activation_is_read_first(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    to_terms(client)
    sent = version()
    with clock.moved(timedelta(days=0)):
        monkeypatch.setattr(terms, "VERSIONS", (Terms("2026-12", clock.today()),))
        went(client.post(TERMS, sent), TERMS)
        assert not Account.objects.exists()


def test_every_version_has_its_text() -> None:
    from django.template.loader import get_template

    for one in terms.VERSIONS:
        assert get_template(f"patient/terms/{one.version}.html")
