"""Addresses refused for good: news stop, other ways take over, a code that comes back lifts it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.core import mail

from carnet.accounts import actions, channels, information, mailboxes, reach, recovery, signin
from carnet.accounts.models import Account, Contact, RefusedAddress
from carnet.base import outbox
from carnet.demo.models import Message
from carnet.journal.events import EventKind
from carnet.notify.actions import tell
from carnet.notify.mail import Undeliverable
from carnet.notify.sms import NotSent
from tests.accounts.test_information import refusing
from tests.accounts.world import MOTHER, account, digits, enrol, events

pytestmark = pytest.mark.django_db
MOBILE = "+33612345678"


@pytest.fixture
def holder() -> int:
    person_id, _account_id = account()
    outbox.drain()
    mail.outbox.clear()
    return person_id


@pytest.fixture
def refused(holder: int, monkeypatch: pytest.MonkeyPatch) -> int:
    """Her server said 550 to some news."""
    with monkeypatch.context() as server:
        server.setattr("django.core.mail.EmailMessage.send", refusing(550))
        tell(holder, "AJOUT_DOCUMENT")
        outbox.drain()
    return holder


def number(person_id: int) -> int:
    return int(Account.objects.get(person_id=person_id).pk)


def test_a_hard_refusal_is_marked_once_and_told(refused: int) -> None:
    assert mailboxes.alive(MOTHER.email) == ""
    assert mailboxes.alive(MOTHER.email.upper()) == ""
    mailboxes.refuse(refused, MOTHER.email)
    assert events(refused).count(EventKind.EMAIL_REFUSED) == 1


def test_a_refusal_for_now_marks_nothing(holder: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("django.core.mail.EmailMessage.send", refusing(451))
    tell(holder, "AJOUT_DOCUMENT")
    outbox.drain()
    assert mailboxes.alive(MOTHER.email)


def test_the_address_itself_is_not_kept(refused: int) -> None:
    [kept] = RefusedAddress.objects.values_list("address_index", flat=True)
    assert len(bytes(kept)) == 16
    assert MOTHER.email.encode() not in bytes(kept)


def test_news_stop(refused: int) -> None:
    tell(refused, "AJOUT_DOCUMENT")
    outbox.drain()
    assert not mail.outbox


def test_news_go_to_the_mobile_instead(refused: int) -> None:
    Account.objects.update(mobile=MOBILE)
    tell(refused, "AJOUT_DOCUMENT")
    outbox.drain()
    assert Message.objects.filter(sent_to=MOBILE).count() == 1


def test_the_sign_in_code_takes_the_other_way(refused: int) -> None:
    Account.objects.update(mobile=MOBILE)
    assert list(signin.ways(number(refused))) == ["sms"]


def test_without_another_way_the_address_is_tried_again(refused: int) -> None:
    assert signin.send_code(number(refused)) == "email"
    signin.confirm(number(refused), digits())
    assert mailboxes.alive(MOTHER.email)
    assert events(refused)[-1] == EventKind.EMAIL_ANSWERED


def test_a_code_refused_for_good_says_so(holder: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("django.core.mail.EmailMessage.send", refusing(550))
    with pytest.raises(Undeliverable):
        signin.send_code(number(holder))
    assert not mailboxes.alive(MOTHER.email)


def test_the_forgotten_password_goes_to_the_mobile(refused: int) -> None:
    Account.objects.update(mobile=MOBILE)
    recovery.send_code(refused, subject="x", channel="email")
    assert Message.objects.filter(sent_to=MOBILE).count() == 1


def test_news_of_the_record_become_a_letter(refused: int) -> None:
    [reader] = reach.readers(refused)
    assert (reader.email, reader.mobile) == ("", "")


def test_news_under_way_become_a_letter(
    holder: int, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, settings: Any
) -> None:
    settings.DATA = tmp_path
    outbox.put(holder, "record.told", verb="suspend", day="2026-11-20T10:00:00+00:00")
    monkeypatch.setattr("django.core.mail.EmailMessage.send", refusing(550))
    outbox.drain()
    assert len(list(tmp_path.rglob("*.pdf"))) == 1
    assert events(holder)[-1] == EventKind.EMAIL_REFUSED


def test_a_letter_replaces_the_code_by_e_mail(monkeypatch: pytest.MonkeyPatch) -> None:
    [outcome] = enrol(MOTHER)
    person_id = outcome.person_id
    monkeypatch.setattr("django.core.mail.EmailMessage.send", refusing(550))
    with pytest.raises(NotSent):
        information.renew_code(person_id, "email")
    assert [way.name for way in channels.known(person_id)] == ["letter"]
    assert information.renew_code(person_id) == "letter"
    assert Contact.objects.get(person_id=person_id).inform_by == "renew"


def test_the_first_information_marks_it_too(monkeypatch: pytest.MonkeyPatch) -> None:
    [outcome] = list(actions.enrol([MOTHER]))
    monkeypatch.setattr("django.core.mail.EmailMessage.send", refusing(550))
    actions.inform_by_email()
    assert events(outcome.person_id) == [EventKind.EMAIL_REFUSED]
