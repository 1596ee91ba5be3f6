"""/parametres/appareils/: where the account is open, and how it ends there."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client

from carnet.accounts.models import Device, OpenSession
from carnet.base import clock, outbox
from carnet.journal.events import EventKind
from carnet.notify import queries as notices
from tests.web.settings.conftest import PHONE, Somebody, enter

PAGE = "/parametres/appareils/"


@pytest.fixture
def phone(nathalie: Somebody) -> Client:
    """Her phone, signed in after her computer."""
    client = Client(headers={"user-agent": PHONE})
    enter(client)
    return client


def signed_in(client: Client) -> bool:
    return client.get("/accueil/").status_code == 200


def number(page: str, field: str) -> str:
    found = re.search(rf'name="{field}" value="(\d+)"', page)
    assert found
    return found[1]


def test_each_is_named_in_plain_words_this_one_first(nathalie: Somebody, phone: Client) -> None:
    page = nathalie.get(PAGE)
    assert page.index("Chrome sur Windows") < page.index("Firefox sur Android")
    assert page.count("Cet appareil") == 1
    assert "2 appareils connus, 2 sessions ouvertes" in nathalie.get("/parametres/")


def test_a_session_is_ended_from_afar(nathalie: Somebody, phone: Client) -> None:
    session = number(nathalie.get(PAGE), "session")
    assert "La session est fermée." in nathalie.done(f"{PAGE}fermer", session=session)
    assert not signed_in(phone)
    assert signed_in(nathalie.client)
    assert nathalie.told(EventKind.SESSION_ENDED) == 1
    assert "Firefox sur Android" in nathalie.get(PAGE)  # still known


def test_all_the_others_are_ended_at_once(nathalie: Somebody, phone: Client) -> None:
    enter(third := Client(), shared="on")
    assert "2 sessions sont fermées." in nathalie.done(f"{PAGE}fermer-autres")
    assert not signed_in(phone)
    assert not signed_in(third)
    assert signed_in(nathalie.client)


def test_a_dissociated_device_is_new_again(nathalie: Somebody, phone: Client) -> None:
    device = number(nathalie.get(PAGE), "device")
    assert "Firefox sur Android" not in nathalie.done(f"{PAGE}dissocier", device=device)
    assert not signed_in(phone)
    assert nathalie.told(EventKind.DEVICE_REVOKED) == 1
    enter(phone)
    assert nathalie.told(EventKind.DEVICE_NEW) == 3


@pytest.mark.parametrize("sent", ["", "x", "-1", "0", "9" * 30, "²"])
@pytest.mark.parametrize(("verb", "field"), [("fermer", "session"), ("dissocier", "device")])
def test_what_is_not_hers_is_not_found(
    nathalie: Somebody, phone: Client, verb: str, field: str, sent: str
) -> None:
    assert nathalie.post(PAGE + verb, **{field: sent}).status_code == 404
    assert signed_in(phone)


def test_nobody_ends_the_session_of_another(nathalie: Somebody) -> None:
    stranger = OpenSession.objects.get()
    OpenSession.objects.update(account=_another_account(nathalie))
    assert nathalie.post(f"{PAGE}fermer", session=stranger.pk).status_code == 404


def _another_account(nathalie: Somebody) -> int:
    other = nathalie.account
    other.pk, other.identifier, other.person_id = None, "another.one", nathalie.person_id + 1
    other.save()
    return int(other.pk)


def test_a_new_device_is_told_without_saying_where(nathalie: Somebody, phone: Client) -> None:
    mail.outbox.clear()
    outbox.drain()
    [message] = mail.outbox
    assert message.subject == "Nouvel appareil connecté à votre carnet"
    assert "Firefox sur Android" in message.body
    assert "/parametres/appareils/" in message.body
    assert "127.0.0.1" not in message.body
    kinds = [line.kind for line in notices.notices(nathalie.person_id)]
    assert kinds.count("NOUVEL_APPAREIL") == 2  # the computer, the phone


def test_a_known_one_is_not(nathalie: Somebody, phone: Client) -> None:
    outbox.drain()
    mail.outbox.clear()
    phone.post("/deconnexion/")
    enter(phone)
    mail.outbox.clear()
    outbox.drain()
    assert not mail.outbox
    assert Device.objects.count() == 2


def test_a_session_that_time_ended_is_not_listed(nathalie: Somebody, phone: Client) -> None:
    with clock.moved(timedelta(minutes=29)):
        assert signed_in(nathalie.client)
    with clock.moved(timedelta(minutes=31)):
        assert "Session ouverte" not in nathalie.get(PAGE)


def test_a_computer_turns_out_to_be_shared(nathalie: Somebody, phone: Client) -> None:
    page = nathalie.done(f"{PAGE}partage")
    assert "Ordinateur partagé" in page
    assert Device.objects.count() == 1
    assert nathalie.client.session.get_expire_at_browser_close()
    with clock.moved(timedelta(minutes=11)):
        assert not signed_in(nathalie.client)
        assert signed_in(phone)


def test_saying_that_it_is_shared_proves_nothing(nathalie: Somebody) -> None:
    with clock.moved(timedelta(minutes=16)):
        nathalie.done(f"{PAGE}partage")
        asked = nathalie.client.get("/parametres/cles/")["Location"]
    assert asked == "/parametres/confirmer/?next=%2Fparametres%2Fcles%2F"


def test_who_says_that_a_computer_is_shared_does_not_come_unseen(nathalie: Somebody) -> None:
    enter(stranger := Client(headers={"user-agent": PHONE}), shared="on")
    mail.outbox.clear()
    outbox.drain()
    [message] = mail.outbox
    assert "Firefox sur Android" in message.body
    assert nathalie.get(PAGE).count("Ordinateur partagé") == 1
    stranger.post("/deconnexion/")


def test_ones_own_browser_said_to_be_shared_is_known(nathalie: Somebody) -> None:
    nathalie.client.post("/deconnexion/")
    enter(nathalie.client, shared="on")
    mail.outbox.clear()
    outbox.drain()
    assert not mail.outbox
