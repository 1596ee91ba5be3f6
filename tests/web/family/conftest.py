"""The mother of twins, signed in; the father too when asked."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from carnet.accounts.models import Account
from carnet.base.ids import Kind, Pointer, conceal
from tests.accounts.families import Family, family

Enter = Callable[[int], Client]


@pytest.fixture
def here(db: None) -> Family:
    return family()


@pytest.fixture
def enter() -> Enter:
    """Sign in as a person, in a browser of their own."""

    def enter_as(person_id: int) -> Client:
        client = Client()
        client.force_login(Account.objects.get(person_id=person_id))
        return client

    return enter_as


@pytest.fixture
def mother(enter: Enter, here: Family) -> Client:
    return enter(here.mother)


def page(person_id: int, act: str) -> str:
    """The address of one act for one child."""
    return f"/famille/{conceal(Pointer(Kind.PERSON, person_id))}/{act}"
