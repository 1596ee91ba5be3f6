"""Who may be a caregiver, who may choose one, how many, and what is never entrusted."""

from __future__ import annotations

import contextlib
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from django.conf import settings

from carnet.access.facts import Action
from carnet.base import clock
from carnet.base.database import execute, rows
from carnet.records import actions as records
from carnet.records import door
from carnet.records.life import Reason
from carnet.sharing import delegates, delegation
from carnet.sharing.delegation import CATEGORIES, Candidate, Scope
from carnet.sharing.matching import Named
from carnet.sharing.problems import (
    NotTheHolder,
    SharingRefused,
    TooManyCaregivers,
    TooManyHelped,
)
from tests.accounts.families import JULES, NAMED, NOBODY, Family, person
from tests.sharing.delegations import (
    AGENT,
    EVERYTHING,
    OVER,
    helped,
    here,
    offer,
    told,
)

__all__ = ["here"]


@pytest.mark.parametrize(
    "changes",
    [
        {"given_name": "Yves"},
        {"family_name": "Martin"},
        {"birth_date": date(1983, 2, 5)},
        {"matricule": NOBODY.matricule},
    ],
)
def test_one_wrong_fact_reaches_nobody(here: Family, changes: dict[str, Any]) -> None:
    offer(here, named=replace(NAMED, **changes))
    assert told(here.father) == []
    assert delegates.received(here.father) == []


def test_a_caregiver_is_an_adult_whose_own_record_is_active(here: Family) -> None:
    child = Named(JULES.matricule, "Jules", "Desmaux", JULES.birth_date)
    assert delegation.candidate(child).caregiver_id is None
    assert delegation.candidate(NAMED).caregiver_id == here.father
    records.request_closing(here.father, person(here.father))
    records.close_now(here.father, AGENT, Reason.MANDATE)
    assert delegation.candidate(NAMED).caregiver_id is None


def test_nobody_is_their_own_caregiver(here: Family) -> None:
    delegation.offer(here.mother, person(here.mother), Candidate("Moi", here.mother), EVERYTHING)
    assert delegates.received(here.mother) == []


def test_neither_a_representative_nor_a_caregiver_offers(here: Family) -> None:
    helped(here)
    chosen = delegation.candidate(NAMED)
    with pytest.raises(SharingRefused) as refused:
        delegation.offer(here.mother, person(here.father), chosen, EVERYTHING)
    assert refused.value.decision.rule.code == "NOT_FOR_A_DELEGATE"
    from carnet.accounts import family

    family.activate(here.mother, here.lea)
    with pytest.raises(NotTheHolder):
        delegation.offer(here.lea, person(here.mother), chosen, EVERYTHING)
    with pytest.raises(NotTheHolder):
        delegation.record_on_paper(here.lea, AGENT, chosen, EVERYTHING, 1)


def test_a_person_has_three_caregivers_at_most_offers_included(here: Family) -> None:
    for _ in range(settings.DELEGATIONS_PER_PERSON):
        number = offer(here, named=NOBODY)
    with pytest.raises(TooManyCaregivers):
        offer(here)
    delegation.withdraw(here.mother, person(here.mother), number)
    offer(here)
    with clock.moved(OVER):
        offer(here)


@pytest.mark.edits_tables
def test_a_caregiver_helps_five_people_at_most(
    here: Family, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settings, "DELEGATIONS_PER_CAREGIVER", 1)
    number = helped(here)
    other = here.jules  # stands for another adult: only the number counts here
    execute(
        "INSERT INTO sharing_delegation SELECT %s, 1, caregiver_id, named, categories, writes,"
        " hidden_documents, 'pending', offered_at, expires_at, until FROM sharing_delegation",
        [other],
    )
    with pytest.raises(TooManyHelped):
        delegation.accept(other, 1, here.father)
    delegation.accept(here.mother, offer(here), here.father)  # the same person counts once
    assert rows("SELECT answer FROM sharing_delegation WHERE person_id = %s", [other]) == [
        ("pending",)
    ]
    delegation.revoke(here.mother, person(here.father), number + 1)
    delegation.accept(other, 1, here.father)


def test_an_operator_may_offer_the_role_to_nobody(
    here: Family, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settings, "DELEGATIONS_PER_PERSON", 0)
    with pytest.raises(TooManyCaregivers):
        offer(here)


@pytest.mark.parametrize(
    "scope",
    [
        replace(EVERYTHING, months=2),
        Scope(frozenset(), 1),
        Scope(frozenset({"DIR_ANT"}), 1),
        Scope(frozenset({"BIOLOGIE", "AUTRE"}), 1),
    ],
)
def test_only_what_may_be_entrusted_is(here: Family, scope: Scope) -> None:
    assert "DIR_ANT" not in CATEGORIES
    with pytest.raises(ValueError, match=r"months|categories"):
        offer(here, scope)
    assert delegates.given(here.mother) == []


def test_a_caregiver_may_do_only_what_is_entrusted(here: Family) -> None:
    helped(here)
    allowed = set()
    for action in Action:
        with contextlib.suppress(door.Refused):
            door.open(here.mother, person(here.father), action)
            allowed.add(action)
    assert allowed == {
        Action.OPEN, Action.SEARCH, Action.READ, Action.DEPOSIT, Action.PROFILE, Action.DECLARE,
    }  # fmt: skip
