"""Devices that take push messages, against the stand-in that reads them as a phone would."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest
from django.test import override_settings

from carnet.base import outbox
from carnet.base.models import Outbox
from carnet.demo import push
from carnet.demo.models import Message
from carnet.journal.events import EventKind
from carnet.notify import pushes
from carnet.notify.web_push import Receiver
from tests.accounts.world import events

pytestmark = pytest.mark.django_db
PERSON = 31
TEXT = "Vous avez du nouveau dans votre carnet"


@pytest.fixture(autouse=True)
def _stand_in(settings: Any) -> None:
    settings.PUSH_BACKEND = "carnet.demo.push.Backend"


def phone(person_id: int = PERSON, device_id: int | None = 4) -> tuple[str, Receiver]:
    address, receiver = push.new_phone()
    pushes.add(person_id, address, receiver, device_id=device_id, name="Chrome/Android")
    return address, receiver


def tell(person_id: int = PERSON) -> None:
    for push_id in pushes.of_each([person_id]).get(person_id, []):
        outbox.put(person_id, "notice.push", push_id=str(push_id), text=TEXT, language="fr")
    outbox.drain()


def test_a_phone_is_told_and_shows_the_words() -> None:
    address, _ = phone()
    tell()
    [shown] = Message.objects.filter(channel="push")
    assert (shown.text, shown.sent_to) == (TEXT, address[-36:])


def test_added_twice_it_is_there_once() -> None:
    address, receiver = phone()
    pushes.add(PERSON, address, receiver, device_id=4, name="Chrome/Android")
    assert len(pushes.listed(PERSON)) == 1
    assert events(PERSON).count(EventKind.PUSH_ADDED) == 1


def test_one_browser_of_two_people_tells_each_of_their_own() -> None:
    address, receiver = phone()
    pushes.add(PERSON + 1, address, receiver, device_id=5, name="Chrome/Android")
    [mine] = pushes.listed(PERSON)
    assert not pushes.remove(PERSON + 1, mine.push_id)  # that is not theirs
    assert [len(pushes.listed(one)) for one in (PERSON, PERSON + 1)] == [1, 1]


def test_one_that_is_removed_is_told_no_more() -> None:
    phone()
    [one] = pushes.listed(PERSON)
    outbox.put(PERSON, "notice.push", push_id=str(one.push_id), text=TEXT, language="fr")
    assert pushes.remove(PERSON, one.push_id)
    assert not pushes.remove(PERSON, one.push_id)
    outbox.drain()
    assert not Message.objects.filter(channel="push").exists()
    assert events(PERSON).count(EventKind.PUSH_REMOVED) == 1


@pytest.mark.parametrize("status", [404, 410])
def test_one_that_its_service_knows_no_more_is_forgotten(
    status: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    phone()
    monkeypatch.setattr(push.Backend, "post", lambda *_: status)
    tell()
    assert pushes.listed(PERSON) == []
    assert events(PERSON).count(EventKind.PUSH_REMOVED) == 1
    assert not Outbox.objects.exists()


@pytest.mark.parametrize("status", [301, 400, 401, 413, 429, 500, 503])
def test_what_was_not_taken_is_tried_again(status: int, monkeypatch: pytest.MonkeyPatch) -> None:
    phone()
    monkeypatch.setattr(push.Backend, "post", lambda *_: status)
    tell()
    assert len(pushes.listed(PERSON)) == 1
    assert Outbox.objects.get().attempts == 1


def test_dissociating_a_device_silences_it() -> None:
    phone(device_id=4)
    phone(device_id=5)
    pushes.forget_device(PERSON, 4)
    assert [one.device_id for one in pushes.listed(PERSON)] == [5]


def test_the_eleventh_takes_the_place_of_the_oldest() -> None:
    phone()
    [oldest] = pushes.listed(PERSON)
    for _ in range(10):
        phone()
    kept = pushes.listed(PERSON)
    assert len(kept) == 10
    assert oldest.push_id not in [one.push_id for one in kept]


@pytest.mark.parametrize("address", ["https://127.0.0.1/x", "http://push.example/x", ""])
def test_an_address_that_is_no_push_service_is_refused(address: str) -> None:
    _, receiver = push.new_phone()
    with pytest.raises(pushes.PushRefused):
        pushes.add(PERSON, address, receiver, device_id=None, name="/")
    assert pushes.listed(PERSON) == []


@override_settings(BASE_URL="https://carnet.example")
def test_what_is_for_a_real_browser_is_kept_unread_and_goes_nowhere() -> None:
    _, receiver = push.new_phone()
    pushes.add(PERSON, "https://push.example/x", receiver, device_id=None, name="/")
    tell()
    [kept] = Message.objects.filter(channel="push")
    assert (kept.sent_to, kept.text) == ("push.example", "615 octets chiffrés")


def test_the_stand_in_checks_who_sends() -> None:
    address, _ = phone()
    other = "https://push.example/x"
    headers = pushes._headers(other)  # a proof for another service
    assert push.Backend().post(address, headers, b"") == 403


def test_no_identifier_is_in_an_address() -> None:
    address, _ = phone()
    assert UUID(address[-36:])
    assert str(PERSON) not in address.rpartition("/")[0]
