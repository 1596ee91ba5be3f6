"""/parametres/contacts/: a new contact answers first, the former one is told."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core import mail

from carnet.accounts import mailboxes
from carnet.base import clock, outbox
from carnet.demo.models import Message
from carnet.journal.events import EventKind
from tests.accounts.world import MOTHER, digits
from tests.web.settings.conftest import Somebody

PAGE, CODE = "/parametres/contacts/", "/parametres/contacts/code/"
NEW = "nouvelle@example.org"


@pytest.fixture
def asked(nathalie: Somebody) -> Somebody:
    """The code went to the new address."""
    assert nathalie.post(PAGE, contact=NEW)["Location"] == CODE
    assert mail.outbox[-1].to == [NEW]
    return nathalie


def test_the_address_is_another_once_its_code_came_back(asked: Somebody) -> None:
    assert asked.account.email == MOTHER.email
    assert NEW in asked.get(CODE)
    assert NEW in asked.done(CODE, code=digits())
    assert asked.account.email == NEW
    assert asked.told(EventKind.CONTACT_CHANGED) == 1


def test_the_former_address_is_told_but_not_of_the_new_one(asked: Somebody) -> None:
    asked.done(CODE, code=digits())
    mail.outbox.clear()
    outbox.drain()
    [message] = mail.outbox
    assert message.to == [MOTHER.email]
    assert NEW not in message.body


@pytest.mark.parametrize("code", ["", "000 000", "abc", "🙂" * 9])
def test_a_wrong_code_changes_nothing(asked: Somebody, code: str) -> None:
    asked.refused(CODE, code=code)
    assert asked.account.email == MOTHER.email


def test_an_old_code_changes_nothing(asked: Somebody) -> None:
    with clock.moved(timedelta(minutes=11)):
        asked.refused(CODE, code=digits())
    assert asked.account.email == MOTHER.email


def test_it_serves_once(asked: Somebody) -> None:
    asked.done(CODE, code=(code := digits()))
    assert asked.post(CODE, code=code)["Location"] == PAGE
    assert asked.told(EventKind.CONTACT_CHANGED) == 1


@pytest.mark.parametrize("contact", ["", "x", "a@b", "x" * 300])
def test_what_is_no_contact_is_refused(nathalie: Somebody, contact: str) -> None:
    nathalie.refused(PAGE, contact=contact)
    assert not mail.outbox


def test_a_session_left_open_is_not_enough(nathalie: Somebody) -> None:
    with clock.moved(timedelta(minutes=16)):
        answer = nathalie.post(PAGE, contact=NEW)
    assert answer["Location"] == "/parametres/confirmer/?next=%2Fparametres%2Fcontacts%2F"
    assert not mail.outbox


@pytest.fixture
def both(nathalie: Somebody) -> Somebody:
    """She has a mobile too."""
    nathalie.post(PAGE, contact="06 12 34 56 78")
    text = Message.objects.latest("pk").text
    nathalie.done(CODE, code=text[:7])
    return nathalie


def test_a_mobile_is_added_beside_the_address(both: Somebody) -> None:
    assert both.account.mobile == "+33612345678"
    assert both.account.email == MOTHER.email


@pytest.mark.parametrize("kind", ["email", "mobile"])
def test_one_of_two_is_removed_and_told(both: Somebody, kind: str) -> None:
    former = getattr(both.account, kind)
    assert former not in both.done(f"{PAGE}retirer", kind=kind)
    assert getattr(both.account, kind) == ""
    outbox.drain()
    told = [to for one in mail.outbox for to in one.to]
    told += Message.objects.values_list("sent_to", flat=True)
    assert told[-1 if kind == "mobile" else 0] == former


def test_the_last_one_stays(nathalie: Somebody) -> None:
    assert "Gardez au moins" in nathalie.done(f"{PAGE}retirer", kind="email")
    assert nathalie.account.email == MOTHER.email


def test_an_address_that_refuses_is_shown_as_such(nathalie: Somebody) -> None:
    words = "Cette adresse ne reçoit plus nos messages"
    assert words not in nathalie.get(PAGE)
    mailboxes.refuse(nathalie.person_id, MOTHER.email)
    assert words in nathalie.get(PAGE)
    assert words in nathalie.get("/parametres/")


def test_confirmed_again_it_is_alive(nathalie: Somebody) -> None:
    mailboxes.refuse(nathalie.person_id, MOTHER.email)
    nathalie.post(PAGE, contact=MOTHER.email)
    assert "ne reçoit plus" not in nathalie.done(CODE, code=digits())
    assert nathalie.told(EventKind.EMAIL_ANSWERED) == 1


def test_the_mobile_stays_when_the_address_refuses(both: Somebody) -> None:
    mailboxes.refuse(both.person_id, MOTHER.email)
    assert "Gardez au moins" in both.done(f"{PAGE}retirer", kind="mobile")
    assert both.account.mobile


def test_codes_in_series_are_429_with_the_time_to_wait(nathalie: Somebody) -> None:
    answers = [nathalie.client.post(PAGE, {"contact": NEW}) for _ in range(5)]
    last = answers[-1]
    assert last.status_code == 429
    assert int(last["Retry-After"]) >= 1
