"""A death stops the sign-in, and an error of the register gives it back."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client

from carnet.access.facts import Actor, ActorKind
from carnet.accounts import queries
from carnet.accounts.models import Account
from carnet.base import outbox
from carnet.records import actions as records
from tests.accounts.world import account

pytestmark = pytest.mark.django_db
SYSTEM = Actor(ActorKind.SYSTEM)


def test_nobody_enters_as_the_dead() -> None:
    person_id, account_id = account()
    browser = Client()
    browser.force_login(Account.objects.get(pk=account_id))
    records.record_death(person_id, SYSTEM, date(2026, 5, 4))
    outbox.drain()
    assert not Account.objects.get(pk=account_id).is_active
    assert queries.profiles(account_id) == []
    assert browser.get("/accueil/").status_code == 302  # the session of before ends too
    records.withdraw_death(person_id, SYSTEM)
    outbox.drain()
    assert Account.objects.get(pk=account_id).is_active
