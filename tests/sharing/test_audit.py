"""Who may read, compared with what the trace tells: each edit of a superuser is named."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.conf import settings

from carnet.access.facts import Actor, ActorKind
from carnet.base import clock
from carnet.base.database import execute
from carnet.sharing import actions, audit, delegation
from carnet.sharing.emergency import choose
from carnet.sharing.problems import NoDelegation
from tests.accounts.families import Family, person
from tests.sharing.delegations import SOME, helped, here

__all__ = ["here"]
pytestmark = [pytest.mark.django_db, pytest.mark.edits_tables]
DOCTOR = Actor(ActorKind.PROFESSIONAL, 8, 80, "G15_10")


@pytest.fixture
def family(here: Family) -> Family:
    """A mother who authorised, blocked, chose and entrusted; two children whom she represents."""
    herself = person(here.mother)
    actions.record_consent(
        here.mother, DOCTOR, professional_id=8, until=clock.now() + timedelta(days=30)
    )
    actions.choose_administrator(here.mother, herself, 8)
    actions.block(here.mother, herself, organization_id=70)
    choose(here.mother, herself, regulation=True, other_professionals=False, hidden_documents=False)
    actions.declare_treating_doctor(here.mother, 8, clock.today())
    actions.certify(here.jules, here.mother)
    helped(here, SOME)
    assert audit.check().problems == []
    return here


EDITS = {
    "a consent that nobody gave": (
        "UPDATE sharing_authorization SET subject_id = 9 WHERE subject = 'P'",
        "authorisation of professional 9 is not what the trace tells of person {mother}",
    ),
    "a block lifted": (
        "DELETE FROM sharing_authorization WHERE subject = 'O'",
        "authorisation of structure 70",
    ),
    "a block that became a consent": (
        "UPDATE sharing_authorization SET effect = 'consent' WHERE subject = 'O'",
        "authorisation of structure 70",
    ),
    "a consent without end": (
        "UPDATE sharing_authorization SET until = NULL WHERE subject = 'P'",
        "authorisation of professional 8",
    ),
    "an administrator of nobody's choice": (
        "UPDATE sharing_authorization SET administrator = NOT administrator WHERE subject = 'P'",
        "authorisation of professional 8",
    ),
    "somebody else's authorisation": (
        "UPDATE sharing_authorization SET person_id = {father} WHERE subject = 'P'",
        "authorisation of professional 8 is not what the trace tells of person {father}",
    ),
    "an emergency opened": (
        "UPDATE sharing_emergency_choice SET other_professionals = true",
        "the emergency choices are not what the trace tells of person {mother}",
    ),
    "another doctor": (
        "UPDATE sharing_treating_doctor SET professional_id = 9",
        "the treating doctor is not whom the trace tells",
    ),
    "a parent who never certified": (
        "UPDATE sharing_representation SET certified_at = now() WHERE person_id = {lea}",
        "representation by person {mother} is not what the trace tells of person {lea}",
    ),
    "a caregiver who was never offered anything": (
        "UPDATE sharing_delegation SET caregiver_id = {jules}",
        "delegation 1 is not what the trace tells of person {mother}",
    ),
    "more entrusted than was": (
        "UPDATE sharing_delegation SET categories = NULL",
        "delegation 1 is not what",
    ),
    "a caregiver who may write": (
        "UPDATE sharing_delegation SET writes = NOT writes",
        "delegation 1",
    ),
    "a delegation without end": (
        "UPDATE sharing_delegation SET until = until + 365",
        "delegation 1 is not what",
    ),
    "a consent that began before": (
        "UPDATE sharing_authorization SET since = since - interval '2 days' WHERE subject = 'P'",
        "authorisation of professional 8",
    ),
    "a delegation removed": ("DELETE FROM sharing_delegation", "delegation 1 is not what"),
}


@pytest.mark.parametrize("edit", EDITS)
def test_each_edit_is_named(family: Family, edit: str) -> None:
    sql, named = (
        text.format(**{name: getattr(family, name) for name in family.__slots__})
        for text in EDITS[edit]
    )
    execute(sql)
    assert any(named in problem for problem in audit.check().problems), audit.check().problems


def test_a_detail_that_is_no_detail_stops_nothing(family: Family) -> None:
    """``journal.verify`` names the event; what it told is then missing here."""
    execute("UPDATE journal_event SET detail = '[' WHERE strpos(detail, 'organization') > 0")
    execute("UPDATE journal_event SET detail = '{\"until\": 3}' WHERE strpos(detail, 'until') > 0")
    problems = audit.check().problems
    assert any("structure 70" in problem for problem in problems)
    assert any("professional 8" in problem for problem in problems)


def test_a_lapsed_delegation_waits_for_its_timer(
    family: Family, monkeypatch: pytest.MonkeyPatch
) -> None:
    later = clock.now() + timedelta(days=31 * max(settings.DELEGATION_MONTHS))
    monkeypatch.setattr(clock, "now", lambda: later)
    monkeypatch.setattr(clock, "today", later.date)
    assert audit.check().problems == []
    with pytest.raises(NoDelegation):
        delegation.revoke(family.mother, person(family.mother), 1)
