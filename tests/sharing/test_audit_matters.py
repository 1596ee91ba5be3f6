"""Offers, invitations, and what the operator is asked to examine: each edit of them is named."""

from __future__ import annotations

from dataclasses import replace

import pytest

from carnet.access.facts import Actor, ActorKind, Purpose
from carnet.accounts import family as families
from carnet.base import clock
from carnet.base.database import execute
from carnet.journal.queries import history
from carnet.records import door
from carnet.sharing import actions, audit, codes, delegation, reports, reviews
from tests.accounts.families import NAMED, NOBODY, Family, person
from tests.accounts.families import family as a_family
from tests.sharing.delegations import SOME

pytestmark = [pytest.mark.django_db, pytest.mark.edits_tables]
DOCTOR = Actor(ActorKind.PROFESSIONAL, 8, 80, "G15_10")
URGENT = replace(DOCTOR, purpose=Purpose.BREAK_GLASS, reason="Malaise, seule")


@pytest.fixture
def here(db: None) -> Family:
    """Two emergencies, one examined; two reports, one answered; offers, invitations, a code."""
    found = a_family()
    herself = person(found.mother)
    for who in (8, 9):
        door.open(found.mother, replace(URGENT, actor_id=who, reason_at=clock.now()))
    reviews.review(found.mother, 1, "unjustified", "Aucun passage.")
    for event in history(found.mother, limit=2):
        reports.report(found.mother, herself, event, reports.Motive.UNKNOWN, "Qui est-ce ?")
    reports.answer(found.mother, 1, "Les urgences.")
    for named in (NAMED, NOBODY):
        delegation.offer(found.mother, herself, delegation.candidate(named), SOME)
    delegation.withdraw(found.mother, herself, 2)
    families.activate(found.mother, found.lea)
    actions.invite(found.lea, herself, NAMED)
    codes.make(found.mother, herself, 1)
    assert audit.check().problems == []
    return found


EDITS = {
    "an emergency removed": (
        "DELETE FROM sharing_emergency_access WHERE access_no = 2",
        "entry in an emergency 2 is not what the trace tells of person {mother}",
    ),
    "an emergency that lasts": (
        "UPDATE sharing_emergency_access SET until = until + interval '1 day' WHERE access_no = 2",
        "entry in an emergency 2",
    ),
    "an emergency of another": (
        "UPDATE sharing_emergency_access SET professional_id = 10 WHERE access_no = 2",
        "entry in an emergency 2",
    ),
    "one that nobody would examine": (
        "UPDATE sharing_emergency_access SET reviewed_at = now() WHERE access_no = 2",
        "entry in an emergency 2",
    ),
    "one found justified": (
        "UPDATE sharing_emergency_access SET finding = 'justified' WHERE access_no = 1",
        "entry in an emergency 1",
    ),
    "a reason taken away": (
        "UPDATE sharing_emergency_access SET reason = NULL WHERE access_no = 1",
        "entry in an emergency 1",
    ),
    "a report removed": (
        "DELETE FROM sharing_report WHERE report_no = 2",
        "report 2 is not what the trace tells of person {mother}",
    ),
    "a report that nobody would answer": (
        "UPDATE sharing_report SET answered_at = now() WHERE report_no = 2",
        "report 2",
    ),
    "a report of another": (
        "UPDATE sharing_report SET professional_id = 10 WHERE report_no = 1",
        "report 1",
    ),
    "an answer taken away": (
        "UPDATE sharing_report SET answer = NULL WHERE report_no = 1",
        "report 1",
    ),
    "an offer to another": (
        "UPDATE sharing_delegation SET caregiver_id = {jules} WHERE delegation_no = 1",
        "delegation 1 is not what the trace tells of person {mother}",
    ),
    "an offer brought back": (
        "UPDATE sharing_delegation SET answer = 'pending' WHERE delegation_no = 2",
        "delegation 2",
    ),
    "an invitation of another": (
        "UPDATE sharing_representative_invitation SET invited_id = {jules}",
        "invitation 1 is not what the trace tells of person {lea}",
    ),
    "an invitation removed": ("DELETE FROM sharing_representative_invitation", "invitation 1"),
    "a minority that lasts": (
        "UPDATE sharing_representation SET until = until + 365 WHERE person_id = {lea}",
        "representation by person {mother} is not what the trace tells of person {lea}",
    ),
}


@pytest.mark.parametrize("edit", EDITS)
def test_each_edit_is_named(here: Family, edit: str) -> None:
    sql, named = (
        text.format(**{name: getattr(here, name) for name in here.__slots__})
        for text in EDITS[edit]
    )
    assert execute(sql) == 1
    assert any(named in problem for problem in audit.check().problems), audit.check().problems


def test_an_offer_answered_by_another_is_named_after_too(here: Family) -> None:
    """The trace tells who accepted; whom the offer was for, only its hash tells."""
    execute(f"UPDATE sharing_delegation SET caregiver_id = {here.jules} WHERE delegation_no = 1")
    execute(f"UPDATE records_record SET state = 'active' WHERE person_id = {here.jules}")
    delegation.accept(here.mother, 1, here.jules)
    assert any("delegation 1" in problem for problem in audit.check().problems)


def test_a_consent_of_another_day_is_named(here: Family) -> None:
    actions.record_consent(here.mother, person(here.mother), professional_id=8, mode="online")
    assert audit.check().problems == []
    execute("UPDATE sharing_authorization SET since = since - interval '2 days'")
    assert any("professional 8" in problem for problem in audit.check().problems)


def test_a_code_presented_again_is_named(here: Family) -> None:
    """Whoever empties ``used_at`` lets one code give two consents."""
    shown = codes.waiting(here.mother)
    assert shown is not None
    codes.present(shown.code, DOCTOR)
    assert audit.check().problems == []
    execute("UPDATE sharing_consent_code SET used_at = NULL")
    codes.present(shown.code, replace(DOCTOR, actor_id=9))
    assert audit.check().problems == [
        f"a consent of professional 9 came by a code that nobody showed of person {here.mother}"
    ]
