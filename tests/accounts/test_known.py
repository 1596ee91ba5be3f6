"""What later files say of people whom the house knows: identity, contact, attachment, death."""

from dataclasses import replace
from datetime import date

import pytest

from carnet.accounts import actions, majority
from carnet.accounts.models import Contact
from carnet.accounts.outcomes import Outcome, Result
from carnet.base import clock
from carnet.base.database import rows
from carnet.identity import people
from carnet.journal.events import EventKind
from carnet.records import queries as records
from carnet.sharing import actions as sharing
from carnet.sharing import audit, families
from carnet.sharing.queries import representable
from tests.accounts.world import CHILD, MOTHER, certified, enrol, events, matricule

pytestmark = pytest.mark.django_db
FATHER = replace(
    MOTHER,
    matricule=matricule("1830314168031"),
    given_names="LUC",
    sex="M",
    birth_date=date(1983, 3, 2),
    vitale="20123456780",
)


def once_more(**changes: object) -> Outcome:
    [outcome] = actions.enrol([replace(MOTHER, number=9, **changes)])  # type: ignore[arg-type]
    return outcome


def details(person_id: int, kind: EventKind) -> list[str]:
    asked = [person_id, int(kind)]
    found = rows("SELECT detail FROM journal_event WHERE person_id = %s AND kind = %s", asked)
    return [str(detail) for (detail,) in found]


def test_the_same_line_changes_and_tells_nothing() -> None:
    [outcome] = enrol(MOTHER)
    before = events(outcome.person_id)
    assert once_more() == Outcome(9, Result.KNOWN, person_id=outcome.person_id)
    assert events(outcome.person_id) == before


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"used_name": "PATIENT"}, '{"changed":["used_name"]}'),
        ({"given_names": "NATHALIE ANNE"}, '{"changed":["given_names"]}'),
        ({"birth_place": "75112", "sex": "U"}, '{"changed":["sex","birth_place"]}'),
        ({"vitale": "20999999999"}, '{"changed":["vitale"]}'),
        ({"city": "LYON"}, '{"changed":["contact"]}'),
    ],
)
def test_a_change_is_written_and_journaled_without_its_value(
    changes: dict[str, str], told: str
) -> None:
    [outcome] = enrol(MOTHER)
    assert once_more(**changes).changed
    assert details(outcome.person_id, EventKind.IDENTITY_UPDATED) == [told]


def test_changed_traits_find_the_person() -> None:
    [outcome] = enrol(MOTHER)
    once_more(birth_name="AUTRE", vitale="20999999999")
    assert people.person(outcome.person_id).birth_name == "AUTRE"
    assert people.find_by_pivot(replace(MOTHER, birth_name="AUTRE")) == [outcome.person_id]
    assert people.holds_vitale(outcome.person_id, "20999999999")
    assert not people.holds_vitale(outcome.person_id, MOTHER.vitale)


def test_a_line_without_a_card_keeps_the_card() -> None:
    [outcome] = enrol(MOTHER)
    assert not once_more(vitale="").changed
    assert people.holds_vitale(outcome.person_id, MOTHER.vitale)


def test_who_waits_for_a_letter_gets_the_email_that_comes_first() -> None:
    [outcome] = actions.enrol([replace(MOTHER, email="")])
    once_more()
    assert Contact.objects.get(person_id=outcome.person_id).inform_by == "email"


def test_a_newborn_comes_with_the_line_of_its_birth() -> None:
    [mother] = enrol(MOTHER)
    born = clock.today()
    baby = replace(CHILD, matricule=matricule("2260175112004"), birth_date=born)
    [outcome] = enrol(baby)
    assert outcome.result is Result.ENROLLED
    assert families.attached_parent(outcome.person_id) == mother.person_id
    assert EventKind.REPRESENTATION_RECORDED in events(outcome.person_id)
    assert EventKind.INFORMED in events(outcome.person_id)


def test_another_parent_takes_the_place_of_the_former() -> None:
    _mother, child, father = enrol(MOTHER, CHILD, FATHER)
    moved = replace(CHILD, parent=FATHER.matricule)
    enrol(moved)
    assert families.attached_parent(child.person_id) == father.person_id
    assert len(details(child.person_id, EventKind.REPRESENTATION_RECORDED)) == 2
    enrol(moved)
    assert len(details(child.person_id, EventKind.REPRESENTATION_RECORDED)) == 2


BORN_EARLIER = date(2008, 3, 5)  # an adult since this year


def test_a_corrected_birth_date_moves_the_majority_of_each_parent() -> None:
    mother, child, father = enrol(MOTHER, CHILD, FATHER)
    certified(child)
    until = representable(mother.person_id)[0].until
    sharing.declare_representative(child.person_id, father.person_id, until=until, rank=2)
    sharing.certify(child.person_id, father.person_id)
    enrol(replace(CHILD, birth_date=date(2012, 6, 1)))
    for parent in (mother, father):
        assert representable(parent.person_id)[0].until == date(2030, 6, 1)
    assert audit.check().problems == []


def test_somebody_who_turns_out_to_be_an_adult_is_represented_by_nobody() -> None:
    mother, child = enrol(MOTHER, CHILD)
    certified(child)
    # As the file says it: an adult has a card, and no parent.
    grown = replace(CHILD, birth_date=BORN_EARLIER, parent="", vitale="20333333333")
    enrol(replace(grown, email="jules@example.org"))
    assert representable(mother.person_id) == []
    assert majority.run() == 1
    assert EventKind.MAJORITY_REACHED in events(child.person_id)


def test_a_death_closes_the_record_and_stops_the_information() -> None:
    [outcome] = actions.enrol([MOTHER])
    assert not once_more(deceased_on=date(2026, 1, 5)).reason
    assert records.state(outcome.person_id) == "deceased"
    assert people.deceased_on(outcome.person_id) == date(2026, 1, 5)
    assert EventKind.DEATH_RECORDED in events(outcome.person_id)
    assert actions.inform_by_email() == 0
    once_more(deceased_on=date(2026, 1, 5))
    assert events(outcome.person_id).count(EventKind.DEATH_RECORDED) == 1


def test_a_death_that_was_an_error_is_withdrawn() -> None:
    [outcome] = actions.enrol([MOTHER])
    once_more(deceased_on=date(2026, 1, 5))
    once_more()  # this file says nothing of deaths
    assert records.state(outcome.person_id) == "deceased"
    once_more(living=True)
    assert records.state(outcome.person_id) == "not_created"
    assert actions.inform_by_email() == 1


def test_somebody_unknown_who_died_is_set_aside() -> None:
    [outcome] = actions.enrol([replace(MOTHER, deceased_on=date(2026, 1, 5))])
    assert outcome.result is Result.SET_ASIDE
    assert outcome.reason.startswith("deces:")
    assert people.find_by_matricule(MOTHER.matricule) is None


def test_twice_in_a_file_the_later_line_counts() -> None:
    outcomes = list(actions.enrol([MOTHER, replace(MOTHER, number=3, city="LYON")]))
    assert [one.result for one in outcomes] == [Result.KNOWN, Result.ENROLLED]
    assert Contact.objects.get().city == "LYON"


def test_somebody_added_by_hand_gets_what_the_others_have() -> None:
    traits = people.Traits(
        oid=MOTHER.oid,
        matricule=MOTHER.matricule,
        birth_name=MOTHER.birth_name,
        given_names=MOTHER.given_names,
        sex=MOTHER.sex,
        birth_date=MOTHER.birth_date,
        birth_place=MOTHER.birth_place,
    )
    person_id = people.add_person(traits)
    [outcome] = enrol(MOTHER)
    assert (outcome.result, outcome.person_id) == (Result.KNOWN, person_id)
    assert records.state(person_id) == "not_created"
    assert Contact.objects.get(person_id=person_id).informed_at is not None
