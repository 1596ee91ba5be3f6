from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.core import mail

from carnet.accounts import actions, codes, fields
from carnet.accounts.insured import BadLine
from carnet.accounts.models import Contact, ProvisionalCode
from carnet.base import clock
from carnet.identity import people
from carnet.journal.events import EventKind
from carnet.records import queries as records
from carnet.sharing import families
from tests.accounts.world import CHILD, MOTHER, account, code, enrol, events, matricule

pytestmark = pytest.mark.django_db
BY_LETTER = replace(MOTHER, email="")


def test_an_insured_person_gets_a_record_to_come_and_a_code() -> None:
    [outcome] = enrol(MOTHER)
    assert outcome.result is actions.Result.ENROLLED
    assert people.find_by_matricule(MOTHER.matricule) == outcome.person_id
    assert records.state(outcome.person_id) == "not_created"
    kept = ProvisionalCode.objects.get(person_id=outcome.person_id)
    assert codes.matches(code(), kept.code_hash)
    assert kept.expires_at - kept.sent_at == timedelta(days=42)
    assert events(outcome.person_id) == [EventKind.INFORMED]


def test_the_code_is_kept_nowhere_in_clear() -> None:
    enrol(MOTHER)
    kept = ProvisionalCode.objects.get()
    assert code() not in str(vars(kept))


def test_who_has_no_email_waits_for_the_letters() -> None:
    [outcome] = enrol(BY_LETTER)
    assert not mail.outbox
    assert not ProvisionalCode.objects.exists()  # made with the letter
    assert Contact.objects.get(person_id=outcome.person_id).inform_by == "letter"


def test_a_child_waits_where_its_parent_is_written_to() -> None:
    online = {one.person_id for one in actions.enrol([MOTHER, CHILD])}
    assert {one.inform_by for one in Contact.objects.filter(person_id__in=online)} == {"email"}


def test_the_code_of_a_child_goes_to_the_attached_parent() -> None:
    [_mother, child] = enrol(MOTHER, CHILD)
    assert mail.outbox[1].to == [MOTHER.email]
    assert "Jules" in mail.outbox[1].body
    assert code(0) != code(1)
    mother_id = people.find_by_matricule(MOTHER.matricule)
    assert families.attached_parent(child.person_id) == mother_id


def test_a_child_may_come_before_its_parent() -> None:
    outcomes = enrol(CHILD, MOTHER)
    assert [outcome.result.name for outcome in outcomes] == ["ENROLLED", "ENROLLED"]


def test_a_child_of_a_child_may_come_first() -> None:
    born, number = date(2025, 3, 1), matricule("1250375112009")
    baby = replace(CHILD, number=4, matricule=number, birth_date=born, parent=CHILD.matricule)
    outcomes = enrol(baby, CHILD, MOTHER)
    assert {outcome.result.name for outcome in outcomes} == {"ENROLLED"}


def test_a_child_of_nobody_is_set_aside() -> None:
    [outcome] = enrol(CHILD)
    assert outcome.result is actions.Result.SET_ASIDE
    assert outcome.reason.startswith("parent:")
    assert people.find_by_matricule(CHILD.matricule) is None


def test_bad_lines_are_set_aside_and_good_ones_proceed() -> None:
    outcomes = list(actions.enrol([BadLine(2, "line: cut"), MOTHER]))
    assert [outcome.result.value for outcome in outcomes] == ["set-aside", "enrolled"]
    assert outcomes[0].reason == "line: cut"


def test_the_same_file_again_changes_nothing() -> None:
    enrol(MOTHER, CHILD)
    first = code(0)
    outcomes = enrol(MOTHER, CHILD)
    assert {outcome.result for outcome in outcomes} == {actions.Result.KNOWN}
    assert len(mail.outbox) == 2
    kept = ProvisionalCode.objects.get(person_id=outcomes[0].person_id)
    assert codes.matches(first, kept.code_hash)


def test_a_new_address_is_taken_from_a_later_file() -> None:
    [outcome, _again] = enrol(MOTHER, replace(MOTHER, city="LYON"))
    assert Contact.objects.get(person_id=outcome.person_id).city == "LYON"


def test_somebody_with_an_account_gets_no_code() -> None:
    person_id, _account = account()
    ProvisionalCode.objects.filter(person_id=person_id).delete()
    [outcome] = enrol(MOTHER)
    assert outcome.result is actions.Result.KNOWN
    assert len(mail.outbox) == 1


def test_the_record_opens_after_the_window_and_not_before() -> None:
    [outcome] = enrol(MOTHER)
    with clock.moved(timedelta(days=41, hours=23)):
        assert actions.open_after_window() == 0
    with clock.moved(timedelta(days=42, minutes=1)):
        assert actions.open_after_window() == 1
        assert actions.open_after_window() == 0
    assert records.state(outcome.person_id) == "created"


def test_the_window_leaves_an_active_record_as_it_is() -> None:
    person_id, _account = account()
    with clock.moved(timedelta(days=43)):
        assert actions.open_after_window() == 0
    assert records.state(person_id) == "active"


def test_a_renewed_code_kills_the_former_and_opens_no_new_window() -> None:
    [outcome] = enrol(MOTHER)
    informed = Contact.objects.get(person_id=outcome.person_id).informed_at
    former = code()
    with clock.moved(timedelta(days=50)):
        actions.renew_code(outcome.person_id)
    kept = ProvisionalCode.objects.get(person_id=outcome.person_id)
    assert codes.matches(code(), kept.code_hash)
    assert not codes.matches(former, kept.code_hash)
    assert Contact.objects.get(person_id=outcome.person_id).informed_at == informed


@pytest.mark.parametrize(
    ("birth", "majority"),
    [(date(2010, 5, 1), date(2028, 5, 1)), (date(2012, 2, 29), date(2030, 3, 1))],
)
def test_majority_is_at_eighteen(birth: date, majority: date) -> None:
    assert fields.majority(birth) == majority
