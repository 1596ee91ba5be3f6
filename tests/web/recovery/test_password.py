import pytest
from django.core import mail
from django.test import Client

from carnet.accounts.models import Account
from carnet.base import outbox
from tests.accounts.world import MOTHER, PASSWORD, account, digits, matricule
from tests.web.activation.journey import went

pytestmark = pytest.mark.django_db
PAGE = "/connexion/mot-de-passe-oublie/"
CODE, NEW = PAGE + "code/", PAGE + "nouveau/"
TYPED = {
    "matricule": MOTHER.matricule,
    "vitale": MOTHER.vitale,
    "birth_date_0": "14",
    "birth_date_1": "8",
    "birth_date_2": "1985",
    "channel": "email",
}
CHOSEN = "Prunier-77y"


def to_code(client: Client) -> None:
    went(client.post(PAGE, TYPED), CODE)
    outbox.drain()


def to_new(client: Client) -> None:
    to_code(client)
    went(client.post(CODE, {"code": digits()}), NEW)


def test_a_card_and_a_code_give_another_password(client: Client) -> None:
    account()
    to_new(client)
    went(client.post(NEW, {"password": CHOSEN}), "/connexion/")
    assert Account.objects.get().check_password(CHOSEN)
    assert "nathalie.d" in client.get("/connexion/").content.decode()


def test_sessions_elsewhere_end(client: Client) -> None:
    account()
    elsewhere = Client()
    elsewhere.force_login(Account.objects.get())
    assert elsewhere.get("/parametres/").status_code == 200
    to_new(client)
    client.post(NEW, {"password": CHOSEN})
    assert elsewhere.get("/parametres/").status_code == 302


@pytest.mark.parametrize(
    "changes",
    [
        {"matricule": matricule("2850814168099")},
        {"vitale": "20123456780"},
        {"birth_date_0": "15"},
    ],
)
def test_the_unknown_get_the_same_answers(client: Client, changes: dict[str, str]) -> None:
    account()
    sent = len(mail.outbox)
    went(client.post(PAGE, TYPED | changes), CODE)
    outbox.drain()
    assert len(mail.outbox) == sent
    unknown = client.get(CODE).content
    refused = client.post(CODE, {"code": "123456"})
    assert refused.status_code == 422
    went(client.get(NEW), CODE)
    known = Client()
    to_code(known)
    same = known.get(CODE).content
    assert _bare(unknown) == _bare(same)
    assert known.post(CODE, {"code": "000 00"}).status_code == 422


def _bare(page: bytes) -> list[str]:
    return [line for line in page.decode().splitlines() if "csrfmiddlewaretoken" not in line]


def test_the_new_password_waits_for_the_code(client: Client) -> None:
    account()
    went(client.get(NEW), CODE)
    went(client.get(CODE), PAGE)
    to_code(client)
    went(client.post(NEW, {"password": CHOSEN}), CODE)
    assert Account.objects.get().check_password(PASSWORD)


@pytest.mark.parametrize("password", ["", PASSWORD, "court", "Desmaux-1985"])
def test_rules_are_said(client: Client, password: str) -> None:
    account()
    to_new(client)
    page = client.post(NEW, {"password": password})
    assert page.status_code == 422
    assert not password or f'value="{password}"' not in page.content.decode()
    went(client.post(NEW, {"password": CHOSEN}), "/connexion/")


def test_it_serves_once(client: Client) -> None:
    account()
    to_new(client)
    client.post(NEW, {"password": CHOSEN})
    went(client.post(NEW, {"password": "Abricot-88z"}), CODE)
    assert Account.objects.get().check_password(CHOSEN)


def test_the_session_key_changes_at_each_proof(client: Client) -> None:
    account()
    to_code(client)
    before = client.session.session_key
    client.post(CODE, {"code": digits()})
    assert client.session.session_key != before


@pytest.mark.parametrize("typed", [{}, TYPED | {"vitale": "1"}, TYPED | {"matricule": "\x00"}])
def test_what_cannot_be_read_is_said(client: Client, typed: dict[str, str]) -> None:
    assert client.post(PAGE, typed).status_code == 422


@pytest.mark.parametrize("junk", ["", "🙂", "12345", "x" * 500])
def test_no_junk_is_a_code(client: Client, junk: str) -> None:
    account()
    to_code(client)
    assert client.post(CODE, {"code": junk}).status_code == 422
