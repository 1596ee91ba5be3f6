"""E-mails that inform, and codes that are asked for again."""

import re
import smtplib
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from django.core import mail
from pytest_django.fixtures import Settings

from carnet.accounts import actions, codes, information
from carnet.accounts.models import Contact, ProvisionalCode
from carnet.accounts.problems import NoChannel
from carnet.base import clock
from carnet.journal.events import EventKind
from carnet.notify.sms import NotSent
from carnet.records import actions as records
from tests.accounts.world import MOTHER, code, enrol, events, matricule

pytestmark = pytest.mark.django_db
OTHERS = [
    replace(MOTHER, matricule=matricule(f"28508141680{number}"), email=f"{number}@example.org")
    for number in range(30, 36)
]


def refusing(code_: int, *addresses: str) -> Any:
    """A mail server that refuses these addresses, all of them by default."""
    send = mail.EmailMessage.send

    def refuse(message: mail.EmailMessage) -> int:
        if not addresses or message.to[0] in addresses:
            raise smtplib.SMTPRecipientsRefused({message.to[0]: (code_, b"no")})
        return send(message)

    return refuse


def queues() -> dict[int, str]:
    return dict(Contact.objects.values_list("person_id", "inform_by"))


def test_a_message_leaves_once_and_opens_the_window() -> None:
    [outcome] = actions.enrol([MOTHER])
    assert actions.inform_by_email() == 1
    assert actions.inform_by_email() == 0
    [message] = mail.outbox
    assert message.to == [MOTHER.email]
    contact = Contact.objects.get()
    assert contact.informed_at is not None
    assert contact.inform_by == ""
    assert codes.matches(code(), ProvisionalCode.objects.get().code_hash)
    assert events(outcome.person_id) == [EventKind.INFORMED]


def test_a_round_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    list(actions.enrol(OTHERS))
    assert actions.inform_by_email(seconds=0) == 0
    assert actions.inform_by_email() == len(OTHERS)


def test_who_was_refused_for_good_gets_a_letter(monkeypatch: pytest.MonkeyPatch) -> None:
    [outcome] = actions.enrol([MOTHER])
    monkeypatch.setattr("django.core.mail.EmailMessage.send", refusing(550))
    assert actions.inform_by_email() == 0
    assert queues() == {outcome.person_id: "letter"}
    assert not ProvisionalCode.objects.exists()


def test_one_address_that_fails_does_not_stop_the_others(monkeypatch: pytest.MonkeyPatch) -> None:
    outcomes = list(actions.enrol(OTHERS))
    bad = str(OTHERS[1].email)
    monkeypatch.setattr("django.core.mail.EmailMessage.send", refusing(451, bad))
    assert actions.inform_by_email() == len(OTHERS) - 1
    assert queues()[outcomes[1].person_id] == "letter"


def test_a_server_that_is_down_leaves_everybody_where_they_wait(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    list(actions.enrol(OTHERS))
    monkeypatch.setattr("django.core.mail.EmailMessage.send", refusing(451))
    with pytest.raises(NotSent):
        actions.inform_by_email()
    assert set(queues().values()) == {"email"}
    monkeypatch.undo()
    assert actions.inform_by_email() == len(OTHERS)


def test_who_opposed_by_another_way_is_not_written_to() -> None:
    [outcome] = actions.enrol([MOTHER])
    records.oppose(outcome.person_id, information._SYSTEM)
    assert actions.inform_by_email() == 0
    assert not mail.outbox
    assert queues() == {outcome.person_id: ""}


@pytest.fixture
def person() -> int:
    [outcome] = enrol(replace(MOTHER, mobile="+33612345678"))
    return outcome.person_id


def test_a_code_is_renewed_by_email(person: int) -> None:
    former = code()
    assert actions.renew_code(person) == "email"
    kept = ProvisionalCode.objects.get()
    assert codes.matches(code(), kept.code_hash)
    assert not codes.matches(former, kept.code_hash)
    assert events(person)[-1] == EventKind.CODE_SENT


def test_a_code_is_renewed_by_text_message(person: int) -> None:
    assert actions.renew_code(person, "sms") == "sms"
    assert ProvisionalCode.objects.get().channel == "sms"


def test_a_code_by_letter_waits_for_the_printer_and_the_former_dies(person: int) -> None:
    assert actions.renew_code(person, "letter") == "letter"
    assert queues() == {person: "renew"}
    assert ProvisionalCode.objects.get().expires_at <= clock.now()


def test_without_a_printer_a_new_code_is_a_letter_of_its_own(
    person: int, settings: Settings, tmp_path: Path
) -> None:
    settings.DATA = tmp_path
    actions.renew_code(person, "letter")
    assert actions.write_renewed() == 1
    assert actions.write_renewed() == 0
    [path] = tmp_path.rglob("*.pdf")
    with pypdfium2.PdfDocument(path) as document:
        said = document[0].get_textpage().get_text_range()
    found = re.search(f"[{codes.ALPHABET}]{{5}}-[{codes.ALPHABET}]{{5}}", said)
    assert found
    kept = ProvisionalCode.objects.get()
    assert codes.matches(codes.normalise(found.group()), kept.code_hash)
    assert kept.expires_at > clock.now()


@pytest.mark.parametrize("channel", ["sms", "pigeon", "email", "letter"])
def test_a_way_that_the_insurer_does_not_know_is_refused(channel: str) -> None:
    [outcome] = enrol(replace(MOTHER, email="", mobile="", address=""))
    with pytest.raises(NoChannel):
        actions.renew_code(outcome.person_id, channel)


def test_a_renewal_opens_no_new_window(person: int) -> None:
    informed = Contact.objects.get().informed_at
    with clock.moved(timedelta(days=50)):
        actions.renew_code(person)
    assert Contact.objects.get().informed_at == informed
