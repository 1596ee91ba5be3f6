"""Nathalie, who signed in a moment ago, from a browser of her own."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from django.core import mail
from django.http import HttpResponse
from django.test import Client

from carnet.accounts.models import Account
from carnet.base import outbox
from carnet.journal.events import EventKind
from tests.accounts.world import PASSWORD, account, digits, events
from tests.web.patient.conftest import _world, world
from tests.web.signin.test_sign_in import CODE, RIGHT
from tests.web.signin.test_sign_in import PAGE as SIGN_IN

__all__ = ["_world", "world"]  # the small world of the robots, for those who need documents

PHONE = "Mozilla/5.0 (Android 14; Mobile; rv:120.0) Gecko/120.0 Firefox/120.0"
COMPUTER = "Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/120.0 Safari/537.36"


@dataclass(frozen=True)
class Somebody:
    """A person, their account, and their browser."""

    client: Client
    person_id: int
    account_id: int
    password: str = PASSWORD

    @property
    def account(self) -> Account:
        return Account.objects.get(pk=self.account_id)

    @property
    def last_event(self) -> int:
        return events(self.person_id)[-1]

    def told(self, kind: EventKind) -> int:
        """How often the journal tells of it."""
        return events(self.person_id).count(kind)

    def get(self, path: str) -> str:
        answer = self.client.get(path)
        assert answer.status_code == 200, answer.get("Location")
        return answer.content.decode()

    def post(self, path: str, **sent: object) -> HttpResponse:
        return self.client.post(path, sent)  # type: ignore[return-value]

    def done(self, path: str, **sent: object) -> str:
        """Send, and return the page where it leads."""
        answer = self.client.post(path, sent, follow=True)
        assert answer.redirect_chain, answer.content.decode()
        return str(answer.content.decode())

    def refused(self, path: str, **sent: object) -> str:
        """Send, and return the page that refuses."""
        answer = self.post(path, **sent)
        assert answer.status_code == 422
        page = answer.content.decode()
        assert "<title>Erreur" in page
        return page


def enter(client: Client, **more: str) -> None:
    """Sign in, with a code."""
    assert client.post(SIGN_IN, RIGHT | more)["Location"] == CODE
    assert client.post(CODE, {"code": digits()}).status_code == 302


@pytest.fixture
def nathalie(db: None) -> Somebody:
    person_id, account_id = account()
    client = Client(headers={"user-agent": COMPUTER})
    enter(client)
    outbox.drain()
    mail.outbox.clear()
    return Somebody(client, person_id, account_id)
