import smtplib

import pytest
from django.core import mail
from django.test import Client
from pytest_django.fixtures import Settings

from tests.accounts.world import MOTHER
from tests.web.activation.journey import CODE, CONTACT, EXPIRED, to_contact, to_terms, went

pytestmark = pytest.mark.django_db


def test_it_proposes_the_address_that_the_insurer_knows(client: Client) -> None:
    to_contact(client)
    assert f'value="{MOTHER.email}"' in client.get(CONTACT).content.decode()


def test_it_sends_a_code_to_the_address_given(client: Client) -> None:
    to_contact(client)
    went(client.post(CONTACT, {"contact": " new@example.org "}), CODE)
    assert mail.outbox[-1].to == ["new@example.org"]


@pytest.mark.parametrize("typed", ["", "nathalie", "nathalie@", "a@b@c", "x" * 300, "a\n@b.fr"])
def test_it_refuses_what_is_no_address(client: Client, typed: str, settings: Settings) -> None:
    settings.SMS_BACKEND = "carnet.notify.sms.Unavailable"
    to_contact(client)
    sent = len(mail.outbox)
    assert client.post(CONTACT, {"contact": typed}).status_code == 422
    assert len(mail.outbox) == sent


def test_a_mobile_needs_a_carrier(client: Client, settings: Settings) -> None:
    settings.SMS_BACKEND = "carnet.notify.sms.Unavailable"
    to_contact(client)
    assert "mobile" not in client.get(CONTACT).content.decode()
    assert client.post(CONTACT, {"contact": "06 12 34 56 78"}).status_code == 422


def test_a_mobile_gets_its_code(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    sent: list[str] = []
    monkeypatch.setattr("carnet.demo.sms.Backend.send", lambda _self, to, _text: sent.append(to))
    to_contact(client)
    went(client.post(CONTACT, {"contact": "06 12 34 56 78"}), CODE)
    assert sent == ["+33612345678"]


def test_a_message_that_does_not_leave_is_said(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise smtplib.SMTPServerDisconnected

    to_contact(client)
    monkeypatch.setattr("django.core.mail.EmailMessage.send", refuse)
    page = client.post(CONTACT, {"contact": "new@example.org"})
    assert page.status_code == 422
    assert "n’est pas parti" in page.content.decode()
    assert not client.session["activation"]["contact"]


def test_messages_in_series_are_slowed(client: Client) -> None:
    to_contact(client)
    answers = [client.post(CONTACT, {"contact": "new@example.org"}).status_code for _ in range(4)]
    assert answers == [302, 302, 302, 429]


def test_another_address_must_be_confirmed_again(client: Client) -> None:
    to_terms(client)
    went(client.post(CONTACT, {"contact": "other@example.org"}), CODE)
    went(client.get("/activer/conditions/"), CODE)


def test_it_is_not_reached_without_the_proof(client: Client) -> None:
    went(client.get(CONTACT), EXPIRED)
