"""A mother, and the father who will help her: what the tests of a delegation say of them."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings

from carnet.access.facts import Actor, ActorKind
from carnet.base import outbox
from carnet.journal.events import EventKind
from carnet.journal.queries import history
from carnet.notify import queries as notices
from carnet.sharing import delegates, delegation
from carnet.sharing.delegation import Scope
from carnet.sharing.queries import standing
from tests.accounts.families import NAMED, Family, person
from tests.accounts.families import family as a_family

EVERYTHING = Scope(None, 6, writes=True, hidden_documents=True)
SOME = Scope(frozenset({"BIOLOGIE", "ORD_SOIN"}), 1)
OVER = settings.DELEGATION_OFFER + timedelta(seconds=1)
AGENT = Actor(ActorKind.AGENT, 1, software="France Services de Lens")


@pytest.fixture
def here(db: None) -> Family:
    """The mother will be helped by the father: two adults with accounts."""
    return a_family()


def offer(here: Family, scope: Scope = EVERYTHING, named: Any = NAMED) -> int:
    chosen = delegation.candidate(named)
    return delegation.offer(here.mother, person(here.mother), chosen, scope)


def helped(here: Family, scope: Scope = EVERYTHING) -> int:
    number = offer(here, scope)
    delegation.accept(here.mother, number, here.father)
    return number


def opaque(detail: dict[str, Any]) -> dict[str, Any]:
    """What an event tells; of the hash of whom it names, which no two have alike, its length."""
    return {name: len(said) if name == "whom" else said for name, said in detail.items()}


def answer(here: Family) -> str:
    return delegates.given(here.mother)[0].answer


def opens(here: Family) -> bool:
    return standing(here.mother, person(here.father)).delegate


def told(person_id: int) -> list[str]:
    outbox.drain()
    return [line.kind for line in reversed(notices.notices(person_id))]


def kinds(here: Family) -> list[EventKind]:
    return [event.kind for event in reversed(history(here.mother)) if 250 <= event.kind < 260]
