import pytest
from django.core import mail
from django.test import Client
from pytest_django.fixtures import Settings

from carnet.base import outbox
from tests.accounts.world import MOTHER, account, matricule
from tests.web.activation.journey import went

pytestmark = pytest.mark.django_db
PAGE, SENT = "/connexion/identifiant-oublie/", "/connexion/identifiant-oublie/fait/"
TYPED = {
    "matricule": MOTHER.matricule,
    "birth_date_0": "14",
    "birth_date_1": "8",
    "birth_date_2": "1985",
    "channel": "email",
}


@pytest.fixture(autouse=True)
def _carrier(settings: Settings) -> None:
    settings.SMS_BACKEND = "carnet.demo.sms.Backend"


def test_the_identifier_is_sent(client: Client) -> None:
    account()
    went(client.post(PAGE, TYPED), SENT)
    outbox.drain()
    assert "nathalie.d" in str(mail.outbox[-1].body)
    assert "nathalie.d" not in client.get(SENT).content.decode()


@pytest.mark.parametrize(
    "changes", [{"matricule": matricule("2850814168099")}, {"birth_date_0": "15"}]
)
def test_the_unknown_get_the_same_answer(client: Client, changes: dict[str, str]) -> None:
    account()
    sent = len(mail.outbox)
    went(client.post(PAGE, TYPED | changes), SENT)
    outbox.drain()
    assert len(mail.outbox) == sent


def test_it_asks_for_neither_card_nor_code(client: Client) -> None:
    form = client.get(PAGE).context["form"]
    assert list(form.fields) == ["matricule", "birth_date", "channel"]


def test_without_a_carrier_there_is_no_choice(client: Client, settings: Settings) -> None:
    settings.SMS_BACKEND = "carnet.notify.sms.Unavailable"
    assert list(client.get(PAGE).context["form"].fields) == ["matricule", "birth_date"]
    account()
    went(client.post(PAGE, TYPED), SENT)


@pytest.mark.parametrize(
    "typed",
    [
        {},
        TYPED | {"matricule": "12"},
        TYPED | {"channel": "pigeon"},
        TYPED | {"birth_date_0": "🙂"},
    ],
)
def test_what_cannot_be_read_is_said(client: Client, typed: dict[str, str]) -> None:
    page = client.post(PAGE, typed)
    assert page.status_code == 422
    assert "Erreur" in page.content.decode()


def test_requests_in_series_are_slowed(client: Client) -> None:
    assert [client.post(PAGE, TYPED).status_code for _ in range(4)] == [302, 302, 302, 429]


def test_each_page_tells_other_ways(client: Client, settings: Settings) -> None:
    for page in (PAGE, SENT):
        text = client.get(page).content.decode()
        assert "/connexion/franceconnect/" in text
        assert "France Services" in text
    settings.FRANCECONNECT_ISSUER = ""
    assert "FranceConnect" not in client.get(PAGE).content.decode()
