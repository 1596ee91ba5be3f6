from dataclasses import replace

import pytest
from django.contrib.auth.hashers import check_password, make_password

from carnet.access.facts import Actor, ActorKind
from carnet.accounts import actions
from carnet.accounts.models import Account, ProvisionalCode
from carnet.accounts.problems import AccountExists, CodeUsed, IdentifierTaken, RecordClosed
from carnet.journal.events import EventKind
from carnet.records import actions as records
from carnet.records import queries
from tests.accounts.world import MOTHER, PASSWORD, enrol, events, matricule, mother

pytestmark = pytest.mark.django_db


def complete(person_id: int, identifier: str = "Nathalie.D", contact: str = MOTHER.email) -> int:
    return actions.complete(person_id, identifier, make_password(PASSWORD), contact)


def test_it_opens_the_account_and_activates_the_record() -> None:
    person_id, _proof = mother()
    account = Account.objects.get(pk=complete(person_id))
    assert (account.identifier, account.email) == ("nathalie.d", MOTHER.email)
    assert account.email_confirmed_at is not None
    assert account.terms_version
    assert check_password(PASSWORD, account.password)
    assert queries.state(person_id) == "active"
    assert ProvisionalCode.objects.get(person_id=person_id).used_at is not None
    assert EventKind.ACTIVATED in events(person_id)


def test_a_mobile_is_a_contact_too() -> None:
    person_id, _proof = mother()
    account = Account.objects.get(pk=complete(person_id, contact="+33612345678"))
    assert (account.email, account.mobile) == ("", "+33612345678")


def test_it_happens_once() -> None:
    person_id, _proof = mother()
    complete(person_id)
    with pytest.raises(AccountExists):
        complete(person_id, "another.one")
    assert Account.objects.count() == 1


def test_a_taken_identifier_uses_nothing() -> None:
    person_id, _proof = mother()
    other = replace(MOTHER, matricule=matricule("2850814168026"), vitale="20123456780")
    [outcome] = enrol(other)
    complete(outcome.person_id)
    with pytest.raises(IdentifierTaken):
        complete(person_id, "NATHALIE.d")
    assert ProvisionalCode.objects.get(person_id=person_id).used_at is None
    assert queries.state(person_id) == "not_created"


def test_a_used_code_opens_nothing() -> None:
    person_id, _proof = mother()
    complete(person_id)
    Account.objects.all().delete()
    with pytest.raises(CodeUsed):
        complete(person_id)
    assert not Account.objects.exists()


def test_a_record_opposed_meanwhile_stays_opposed() -> None:
    person_id, _proof = mother()
    records.oppose(person_id, Actor(ActorKind.PERSON, person_id))
    with pytest.raises(RecordClosed):
        complete(person_id)
    assert queries.state(person_id) == "opposed"
    assert not Account.objects.exists()
