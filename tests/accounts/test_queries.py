import pytest

from carnet.accounts import queries
from carnet.accounts.models import Account
from tests.accounts.world import CHILD, MOTHER, account, certified, enrol

pytestmark = pytest.mark.django_db


def test_an_account_enters_its_own_record_and_those_of_its_children() -> None:
    mother_id, account_id = account()
    [enrolled] = enrol(CHILD)
    assert queries.profiles(account_id) == [queries.Profile(mother_id, own=True)]
    child = certified(enrolled)
    assert queries.profiles(account_id) == [
        queries.Profile(mother_id, own=True),
        queries.Profile(child, own=False),
    ]
    assert queries.may_enter(account_id, child)
    assert not queries.may_enter(account_id, child + 1)


def test_an_unknown_or_closed_account_enters_nothing() -> None:
    _mother_id, account_id = account()
    assert queries.profiles(account_id + 1) == []
    Account.objects.update(is_active=False)
    assert queries.profiles(account_id) == []


def test_it_knows_who_has_an_account_and_which_identifiers_are_taken() -> None:
    mother_id, _account_id = account()
    assert queries.has_account(mother_id)
    assert not queries.has_account(mother_id + 1)
    assert queries.identifier_taken("NATHALIE.D")
    assert not queries.identifier_taken("nathalie.e")
    assert queries.known_email(mother_id) == MOTHER.email


def test_personal_words_hold_names_birth_date_and_number() -> None:
    mother_id, _account_id = account()
    words = queries.personal_words(mother_id)
    for word in ("DESMAUX", "NATHALIE MARIE", "14081985", MOTHER.matricule[:13]):
        assert word in words
