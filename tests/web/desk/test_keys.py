"""/guichet/cles/: an agent's passkey is made with a code, opens the desk alone, and is revoked."""

from __future__ import annotations

import pytest
from django.test import Client

from carnet.assistance import agents
from carnet.assistance.models import AgentPasskey
from carnet.base.database import rows
from carnet.journal.events import EventKind
from tests.accounts.authenticator import Authenticator
from tests.assistance.world import code_of, forget_codes

PAGE, ADD, ASK = "/guichet/cles/", "/guichet/cles/ajouter/", "/guichet/cles/demande/"
SIGN_IN, USE = "/guichet/connexion/", "/guichet/connexion/cle/"
NAME = "agent-hotline"


def asked(client: Client, path: str) -> str:
    return str(client.post(path).content.decode())


def sent(phone: Authenticator, client: Client, code: str) -> int:
    """Make a passkey with this code; the status of the answer."""
    answer = phone.create(asked(client, ASK))
    form = {"credential": answer, "name": "Le mien", "code": code}
    return int(client.post(ADD, form).status_code)


@pytest.fixture
def phone(hotline: Client) -> Authenticator:
    """A passkey of the agent."""
    phone = Authenticator()
    forget_codes()
    assert sent(phone, hotline, code_of(NAME)) == 302
    return phone


def used(phone: Authenticator, client: Client) -> str:
    answer = phone.get(asked(client, f"{USE}demande/"))
    return str(client.post(USE, {"credential": answer})["Location"])


def test_one_tap_opens_the_desk(phone: Authenticator, hotline: Client) -> None:
    assert "Le mien" in hotline.get(PAGE).content.decode()
    client = Client()
    assert used(phone, client) == "/guichet/"
    assert "Assistance téléphonique" in client.get("/guichet/").content.decode()
    told = rows("SELECT detail FROM journal_event WHERE kind = %s", [EventKind.AGENT_SIGNED_IN])
    assert "passkey" in str(told)


@pytest.mark.parametrize("code", ["", "12"])
def test_not_without_a_code_of_the_application(hotline: Client, code: str) -> None:
    assert sent(Authenticator(), hotline, code) == 422
    assert not AgentPasskey.objects.exists()


def test_nobody_outside_adds_one(client: Client, db: None) -> None:
    for path in (PAGE, ADD, ASK):
        assert client.post(path)["Location"] == SIGN_IN


def refused(phone: Authenticator) -> None:
    client = Client()
    assert used(phone, client) == SIGN_IN
    assert "n’est pas reconnue" in client.get(SIGN_IN).content.decode()
    assert client.get("/guichet/")["Location"] == SIGN_IN


def test_once_removed_it_opens_nothing(phone: Authenticator, hotline: Client) -> None:
    key = phone.credential_id.hex()
    assert hotline.post(f"{PAGE}retirer", {"key": "00"}).status_code == 404
    assert hotline.post(f"{PAGE}retirer", {"key": key})["Location"] == PAGE
    refused(phone)


def test_that_of_an_agent_who_left_opens_nothing(phone: Authenticator) -> None:
    agents.disable(NAME)
    refused(phone)


def test_that_of_an_agent_who_begins_again_is_forgotten(phone: Authenticator) -> None:
    agents.reset(NAME)
    assert not AgentPasskey.objects.exists()
    refused(phone)


def test_it_is_no_passkey_of_a_patient(phone: Authenticator) -> None:
    client = Client()
    answer = phone.get(asked(client, "/connexion/cle/demande/"))
    assert client.post("/connexion/cle/", {"credential": answer})["Location"].startswith(
        "/connexion/"
    )
    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize("answer", ["", "{}", "\x00", "null"])
def test_no_junk_opens_it(client: Client, db: None, answer: str) -> None:
    asked(client, f"{USE}demande/")
    assert client.post(USE, {"credential": answer})["Location"] == SIGN_IN
