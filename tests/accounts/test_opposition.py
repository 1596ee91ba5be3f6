"""Opposing with the same proof as activating, the document that proves it, and other minds."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pypdfium2
import pytest
from django.core import mail

from carnet.access.facts import Actor, ActorKind
from carnet.accounts import actions, attestation, opposition
from carnet.accounts.models import Contact, ProvisionalCode
from carnet.accounts.opposition import Way
from carnet.accounts.problems import (
    AccountExists,
    ChoiceChanged,
    CodeExpired,
    CodeUsed,
    MinorHolder,
    RecordClosed,
    WrongProof,
)
from carnet.accounts.proof import Proof
from carnet.base import clock, ids, outbox
from carnet.base.database import execute
from carnet.journal.events import EventKind
from carnet.records import actions as records
from carnet.records import queries
from tests.accounts.world import (
    ADDRESS,
    CHILD,
    MOTHER,
    PASSWORD,
    code,
    enrol,
    events,
    mother,
)

pytestmark = pytest.mark.django_db
SYSTEM = Actor(ActorKind.SYSTEM)


def opposed() -> tuple[int, Proof]:
    """A mother who opposed, inside the window."""
    person_id, proof = mother()
    actions.oppose(actions.prove_for_opposition(proof, ADDRESS), Way.OPPOSE)
    return person_id, proof


def text_of(pdf: bytes) -> str:
    document = pypdfium2.PdfDocument(pdf)
    text = "\n".join(page.get_textpage().get_text_range() for page in document)
    document.close()
    return text


def test_inside_the_window_no_record_is_created() -> None:
    person_id, _proof = opposed()
    assert queries.state(person_id) == "opposed"
    assert EventKind.RECORD_OPPOSED in events(person_id)
    assert ProvisionalCode.objects.get(person_id=person_id).used_at is not None


def test_sent_twice_it_is_one_opposition() -> None:
    person_id, _proof = opposed()
    actions.oppose(person_id, Way.OPPOSE)
    assert events(person_id).count(EventKind.RECORD_OPPOSED) == 1
    outbox.drain()
    assert sum("preuve" in str(message.subject) for message in mail.outbox) == 1


def test_after_the_window_it_closes_the_record_that_exists() -> None:
    person_id, proof = mother()
    records.open_record(person_id, SYSTEM)
    assert opposition.way(actions.prove_for_opposition(proof, ADDRESS)) is Way.CLOSE
    actions.oppose(person_id, Way.CLOSE)
    actions.oppose(person_id, Way.CLOSE)
    assert queries.state(person_id) == "closed"
    assert events(person_id).count(EventKind.RECORD_CLOSED) == 1


def test_a_window_that_ended_meanwhile_is_said_before_anything_is_done() -> None:
    person_id, _proof = mother()
    records.open_record(person_id, SYSTEM)
    with pytest.raises(ChoiceChanged):
        actions.oppose(person_id, Way.OPPOSE)
    assert queries.state(person_id) == "created"


def test_the_holder_of_an_account_closes_from_inside() -> None:
    person_id, proof = mother()
    actions.open_account(person_id, "nathalie.d", PASSWORD, MOTHER.email)
    with pytest.raises(AccountExists):
        actions.prove_for_opposition(proof, ADDRESS)
    with pytest.raises(AccountExists):
        actions.oppose(person_id, Way.OPPOSE)


def test_a_minor_does_not_oppose_alone() -> None:
    enrol(MOTHER, replace(CHILD, vitale="80123456"))
    proof = Proof(CHILD.matricule, "80123456", CHILD.birth_date, code())
    with pytest.raises(MinorHolder):
        actions.prove_for_opposition(proof, ADDRESS)


@pytest.mark.parametrize("state", ["closed", "suspended", "deletion_pending", "deceased"])
def test_other_states_have_nothing_to_oppose(state: str) -> None:
    person_id, proof = mother()
    execute("UPDATE records_record SET state = %s WHERE person_id = %s", [state, person_id])
    with pytest.raises(RecordClosed) as problem:
        actions.prove_for_opposition(proof, ADDRESS)
    assert problem.value.state == state


def test_a_wrong_proof_opposes_nothing() -> None:
    person_id, proof = mother()
    with pytest.raises(WrongProof):
        actions.prove_for_opposition(replace(proof, vitale="20123456780"), ADDRESS)
    assert queries.state(person_id) == "not_created"


def test_the_code_that_opposed_serves_no_more() -> None:
    _person_id, proof = opposed()
    with pytest.raises(CodeUsed):
        actions.prove_for_opposition(proof, ADDRESS)


def test_a_change_of_mind_creates_the_record_once() -> None:
    person_id, _proof = opposed()
    actions.withdraw_opposition(person_id)
    actions.withdraw_opposition(person_id)
    assert queries.state(person_id) == "created"
    assert events(person_id).count(EventKind.OPPOSITION_WITHDRAWN) == 1


def test_there_is_no_mind_to_change_without_an_opposition() -> None:
    person_id, _proof = mother()
    with pytest.raises(RecordClosed):
        actions.withdraw_opposition(person_id)


def test_the_document_says_who_when_and_bears_no_number() -> None:
    person_id, _proof = opposed()
    text = text_of(attestation.write(person_id))
    assert "Nathalie Marie Desmaux" in text
    assert attestation.opposition(person_id).reference in text.replace("\r\n", "")
    assert str(clock.today().year) in text
    for secret in (MOTHER.matricule, MOTHER.matricule[:13], MOTHER.vitale, "1985", "14/08"):
        assert secret not in text


def test_the_document_is_sent_where_the_insurer_writes() -> None:
    opposed()
    outbox.drain()
    [message] = [one for one in mail.outbox if "preuve" in str(one.subject)]
    assert message.to == [MOTHER.email]
    [(name, pdf, kind)] = message.attachments
    assert (name, kind) == (attestation.FILE, "application/pdf")
    assert isinstance(pdf, bytes)
    assert pdf.startswith(b"%PDF")


def test_without_an_address_nothing_is_sent() -> None:
    person_id, _proof = mother()
    Contact.objects.filter(person_id=person_id).update(email="")
    actions.oppose(person_id, Way.OPPOSE)
    sent = len(mail.outbox)
    outbox.drain()
    assert len(mail.outbox) == sent


def test_an_opposition_withdrawn_before_the_message_left_sends_nothing() -> None:
    person_id, _proof = opposed()
    actions.withdraw_opposition(person_id)
    sent = len(mail.outbox)
    outbox.drain()
    assert len(mail.outbox) == sent


def test_the_reference_is_verified_with_the_name() -> None:
    person_id, _proof = opposed()
    known = attestation.opposition(person_id)
    verdict = attestation.verify(f" {known.reference} ", "desmaux")
    assert verdict == attestation.Verdict(known.day, in_force=True)
    assert attestation.verify(known.reference, "MARTIN") is None


def test_a_withdrawn_opposition_is_true_but_holds_no_more() -> None:
    person_id, _proof = opposed()
    known = attestation.opposition(person_id)
    actions.withdraw_opposition(person_id)
    assert attestation.verify(known.reference, "Desmaux") == attestation.Verdict(
        known.day, in_force=False
    )
    with pytest.raises(attestation.NotOpposed):
        attestation.write(person_id)


@pytest.mark.parametrize("forged", ["", "x", "00000000-0000-4000-8000-000000000000", "é" * 36])
def test_a_forged_reference_is_none_of_ours(forged: str) -> None:
    opposed()
    assert attestation.verify(forged, "DESMAUX") is None


def test_another_identifier_of_the_house_is_no_reference() -> None:
    person_id, _proof = opposed()
    other = ids.conceal(ids.Pointer(ids.Kind.PERSON, person_id))
    assert attestation.verify(str(other), "DESMAUX") is None
    unborn = ids.conceal(ids.Pointer(ids.Kind.OPPOSITION, person_id, number=2**32 - 1))
    assert attestation.verify(str(unborn), "DESMAUX") is None


def test_come_back_after_a_closing_and_after_a_destruction() -> None:
    person_id, proof = mother()
    records.open_record(person_id, SYSTEM)
    actions.oppose(person_id, Way.CLOSE)
    actions.come_back(person_id)
    actions.come_back(person_id)
    assert queries.state(person_id) == "created"
    execute(
        "UPDATE records_record SET state = 'deletion_pending' WHERE person_id = %s", [person_id]
    )
    with pytest.raises(RecordClosed):
        actions.come_back(person_id)
    assert proof.code


def test_an_expired_code_does_not_oppose() -> None:
    person_id, proof = mother()
    with clock.moved(timedelta(days=43)), pytest.raises(CodeExpired):
        actions.prove_for_opposition(proof, ADDRESS)
    assert queries.state(person_id) == "not_created"
