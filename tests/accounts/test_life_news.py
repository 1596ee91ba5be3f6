"""What people are told of the life of a record: when, where to, and nothing of the content."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from django.core import mail

from carnet.access.facts import Actor, ActorKind
from carnet.accounts import letters, receipts
from carnet.accounts.models import Account, Contact
from carnet.base import clock, outbox
from carnet.base.database import execute, rows
from carnet.journal import sealer
from carnet.notify.sms import NotSent
from carnet.records import actions as records
from carnet.records.actions import Reason
from tests.accounts.world import CHILD, MOTHER, account, enrol
from tests.records.world import document, put

pytestmark = pytest.mark.django_db(transaction=True)
SYSTEM = Actor(ActorKind.SYSTEM)


@pytest.fixture
def folder(tmp_path: Path, settings: Any) -> Path:
    settings.DATA = tmp_path
    return tmp_path


@pytest.fixture
def holder(folder: Path) -> Actor:
    person_id, _account = account()
    outbox.drain()
    mail.outbox.clear()
    return Actor(ActorKind.PERSON, person_id)


def told() -> list[str]:
    outbox.drain()
    found = [str(message.subject) for message in mail.outbox]
    mail.outbox.clear()
    return found


def day(after: timedelta) -> str:
    return letters.day(clock.now() + after)


def text(path: Path | bytes) -> str:
    pages = pypdfium2.PdfDocument(path)
    return "\n".join(page.get_textpage().get_text_bounded() for page in pages)


def test_each_step_is_told_with_its_date_and_the_way_back(holder: Actor) -> None:
    person_id = holder.actor_id
    records.request_closing(person_id, holder)
    assert told() == [f"Votre carnet sera fermé le {day(timedelta(days=7))}"]
    records.cancel_closing(person_id, holder)
    assert told() == ["La fermeture de votre carnet est annulée"]
    records.close_now(person_id, holder)
    assert told() == ["Votre carnet est fermé"]
    records.request_deletion(person_id, holder)
    assert told() == [f"Votre carnet sera détruit le {day(timedelta(days=30))}"]
    records.cancel_deletion(person_id, holder)
    assert told() == ["La suppression de votre carnet est annulée"]
    records.reopen(person_id, holder)
    assert told() == ["Votre carnet est rouvert"]
    records.suspend(person_id, SYSTEM, Reason.FRAUD)
    outbox.drain()
    assert day(timedelta(days=42)) in str(mail.outbox[-1].body)
    assert told() == ["Votre carnet est suspendu"]
    records.resume(person_id, SYSTEM)
    assert told() == ["Votre carnet n’est plus suspendu"]


def test_a_message_says_nothing_of_the_person_nor_of_the_content(holder: Actor) -> None:
    put(document(1), person_id=holder.actor_id)
    told()
    records.request_closing(holder.actor_id, holder, delete=True)
    outbox.drain()
    [message] = mail.outbox
    assert message.to == [MOTHER.email]
    assert "/connexion/" in str(message.body)
    for secret in ("DESMAUX", "Nathalie", "Document 1", MOTHER.matricule[:13]):
        assert secret not in f"{message.subject} {message.body}"


def test_what_changed_nothing_is_not_told(holder: Actor) -> None:
    records.close_now(holder.actor_id, holder)
    told()
    records.close_now(holder.actor_id, holder)
    assert told() == []


def test_somebody_without_an_account_gets_what_the_insurer_knows(folder: Path) -> None:
    [by_mail] = enrol(MOTHER)
    records.activate(by_mail.person_id, SYSTEM)
    told()
    records.close_now(by_mail.person_id, SYSTEM)
    assert told() == ["Votre carnet est fermé"]
    Contact.objects.update(email="")
    records.reopen(by_mail.person_id, SYSTEM)
    assert told() == []
    [letter] = [path for path in folder.rglob("letters/**/*.pdf") if "rouvert" in text(path)]
    for written in ("Nathalie Desmaux", "12 rue des Lilas", "75012 PARIS"):
        assert written in text(letter)
    assert MOTHER.matricule[:13] not in text(letter)


def test_a_holder_with_a_mobile_only_gets_a_text_message(
    holder: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    Account.objects.update(email="", mobile="+33612345678")
    sent = []
    monkeypatch.setattr(
        "carnet.demo.sms.Backend.send", lambda _, number, words: sent.append((number, words))
    )
    records.close_now(holder.actor_id, holder)
    assert told() == []
    [(number, words)] = sent
    assert number == "+33612345678"
    assert "fermé" not in words


def test_the_parent_is_told_of_the_child_by_first_name(holder: Actor) -> None:
    [child] = enrol(CHILD)
    execute("UPDATE sharing_representation SET certified_at = now()")
    records.activate(child.person_id, SYSTEM)
    told()
    records.request_closing(child.person_id, holder)
    assert told() == [f"Le carnet de Jules sera fermé le {day(timedelta(days=7))}"]


@pytest.fixture
def destroyed(holder: Actor) -> Iterator[Actor]:
    """Close, destroy, seal: the receipt may be made."""
    put(document(1), document(2), person_id=holder.actor_id)
    records.close_now(holder.actor_id, holder)
    records.request_deletion(holder.actor_id, holder)
    outbox.drain()
    with clock.moved(timedelta(days=31)):
        records.run_timers()
        mail.outbox.clear()
        assert told() == []  # not before the journal is sealed
        sealer.seal_once()
        yield holder


def test_the_receipt_counts_and_proves_without_telling(destroyed: Actor, folder: Path) -> None:
    records.run_timers()
    outbox.drain()
    [message] = mail.outbox
    assert message.subject == "Votre carnet a été détruit"
    assert message.to == [MOTHER.email]
    [(name, content, kind)] = message.attachments
    assert (name, kind) == ("recu-destruction.pdf", "application/pdf")
    [(events, head)] = rows("SELECT events, encode(head, 'hex') FROM records_destruction")
    words = text(content)
    for written in ("Nathalie Marie Desmaux", "Documents : 2", f"{events} lignes", head):
        assert written in " ".join(words.split())
    for secret in (MOTHER.matricule[:13], "Document 1", "CR de biologie", "Bio Logiste"):
        assert secret not in words
    kept = receipts.path(destroyed.actor_id, 1)
    assert text(kept) == words
    assert kept.stat().st_mode & 0o777 == 0o600


def test_it_is_made_once(destroyed: Actor) -> None:
    for _ in range(3):
        records.run_timers()
    assert told() == ["Votre carnet a été détruit"]
    records.run_timers()
    assert told() == []


def test_the_sign_in_and_the_addresses_go_last(destroyed: Actor) -> None:
    assert Account.objects.filter(person_id=destroyed.actor_id).exists()
    records.run_timers()
    told()
    assert not Account.objects.filter(person_id=destroyed.actor_id).exists()
    left = Contact.objects.get(person_id=destroyed.actor_id)
    assert (left.email, left.address, left.city) == ("", "", "")
    [outcome] = enrol(replace(MOTHER, email="", address="1 rue Neuve"))
    assert outcome.result.value == "known"  # not created again by accident, nor written to
    assert records_state(destroyed.actor_id) == "deleted"
    assert told() == []


def records_state(person_id: int) -> str:
    [(state,)] = rows("SELECT state FROM records_record WHERE person_id = %s", [person_id])
    return str(state)


def test_the_sign_in_of_a_parent_stays(destroyed: Actor) -> None:
    enrol(CHILD)
    execute("UPDATE sharing_representation SET certified_at = now()")
    records.run_timers()
    told()
    assert Account.objects.filter(person_id=destroyed.actor_id).exists()


def test_the_addresses_of_a_parent_stay_for_the_code_of_the_child(destroyed: Actor) -> None:
    enrol(CHILD)
    records.run_timers()
    told()
    assert Contact.objects.get(person_id=destroyed.actor_id).email == MOTHER.email


def test_an_e_mail_that_does_not_leave_becomes_a_letter(
    destroyed: Actor, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise NotSent("no mail today")

    monkeypatch.setattr("carnet.notify.mail.send_file", refuse)
    records.run_timers()
    assert told() == []
    found = [path for path in folder.rglob("letters/**/*.pdf") if "Reçu de" in text(path)]
    assert len(found) == 1
    assert "12 rue des Lilas" in text(found[0])


def test_nobody_writes_to_the_dead(destroyed: Actor, folder: Path) -> None:
    execute("UPDATE identity_person SET deceased_on = '2026-05-04'")
    records.run_timers()
    assert told() == []
    assert receipts.path(destroyed.actor_id, 1).exists()
