from datetime import date, timedelta

import pytest

from carnet.accounts import actions, terms
from carnet.accounts.models import Account
from carnet.accounts.problems import TermsChanged
from carnet.accounts.terms import Terms
from carnet.base import clock
from carnet.journal.events import EventKind
from tests.accounts.world import account, events

pytestmark = pytest.mark.django_db


@pytest.fixture
def newer(monkeypatch: pytest.MonkeyPatch) -> Terms:
    """A version that comes into force tomorrow."""
    new = Terms("2026-12", clock.today() + timedelta(days=1))
    monkeypatch.setattr(terms, "VERSIONS", (*terms.VERSIONS, new))
    return new


def holder(account_id: int) -> Account:
    return Account.objects.get(pk=account_id)


def test_versions_are_in_order_and_the_first_is_in_force() -> None:
    days = [one.since for one in terms.VERSIONS]
    assert days == sorted(set(days))
    assert days[0] <= date(2026, 11, 22)


def test_activating_accepts_the_version_in_force_and_journals_it() -> None:
    person_id, account_id = account()
    assert holder(account_id).terms_version == terms.current().version
    assert holder(account_id).terms_accepted_at is not None
    assert events(person_id).count(EventKind.TERMS_ACCEPTED) == 1
    assert not terms.must_accept(holder(account_id))


def test_a_new_version_is_owed_from_its_day(newer: Terms) -> None:
    _person_id, account_id = account()
    assert not terms.must_accept(holder(account_id))
    with clock.moved(timedelta(days=1)):
        assert terms.current() == newer
        assert terms.must_accept(holder(account_id))


def test_accepting_it_is_journaled_once(newer: Terms) -> None:
    person_id, account_id = account()
    with clock.moved(timedelta(days=1)):
        actions.accept_terms(account_id, newer.version)
        actions.accept_terms(account_id, newer.version)
        assert not terms.must_accept(holder(account_id))
    assert events(person_id).count(EventKind.TERMS_ACCEPTED) == 2


@pytest.mark.parametrize("version", ["", "2026-12", "2026-11\x00"])
def test_only_the_version_in_force_is_accepted(newer: Terms, version: str) -> None:
    _person_id, account_id = account()
    with pytest.raises(TermsChanged):
        actions.accept_terms(account_id, version)


def test_a_version_of_the_past_is_still_found(newer: Terms) -> None:
    with clock.moved(timedelta(days=1)):
        assert terms.find(terms.VERSIONS[0].version) == terms.VERSIONS[0]
    assert terms.find("1789-07") is None
