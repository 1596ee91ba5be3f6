"""What a setting would change is what it changes: each preview is compared with the saving."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from carnet.access.decide import Decision, decide
from carnet.access.facts import Actor, ActorKind, Facts
from carnet.base import clock
from carnet.base.database import execute
from carnet.identity import directory, people
from carnet.identity.people import Traits
from carnet.journal.kinds import EventKind
from carnet.records import door, previews
from carnet.records.actions import (
    Refused,
    create_record,
    hide_all,
    hide_category,
    keep_from,
)
from carnet.records.previews import Change, Difference
from carnet.sharing.actions import (
    block,
    choose_emergency,
    declare_treating_doctor,
    record_consent,
    unblock,
    withdraw_consent,
)
from carnet.sharing.models import Delegation
from tests.records.world import document, events, put

OPERATION = {"type_code": "34874-8", "category": "CPT_REND", "author_professional_id": None}
BLOOD = {"author_professional_id": None}


@pytest.fixture
def person(db: None) -> int:
    """Two blood tests and an operation; Dr Durand of the hospital is authorised by name."""
    traits = Traits(
        oid="1.2.250.1.213.1.4.10",
        matricule="215017505600144",
        birth_name="MARTIN",
        given_names="LEA",
        sex="F",
        birth_date=date(2015, 1, 1),
        birth_place="75056",
    )
    found = people.add_person(traits)
    create_record(found, "active")
    put(document(1, **BLOOD), document(2, **BLOOD), document(3, **OPERATION), person_id=found)
    return found


def adult() -> int:
    traits = Traits(
        oid="1.2.250.1.213.1.4.10",
        matricule="185017505600126",
        birth_name="PETIT",
        given_names="JEAN",
        sex="M",
        birth_date=date(1985, 1, 1),
        birth_place="75056",
    )
    return people.add_person(traits)


@pytest.fixture
def hospital(db: None) -> int:
    return directory.add_organization("750000010", "CHU du Lac", "SA01")


@pytest.fixture
def doctor(hospital: int) -> int:
    return directory.add_professional(
        "10000000017", "Durand", "Paul", "G15_10", title="DR", organization_id=hospital
    )


def holder(person_id: int) -> Actor:
    return Actor(ActorKind.PERSON, person_id)


def preview(person_id: int, change: Change) -> dict[tuple[str, str], tuple[int, int]]:
    found = door.open(person_id, holder(person_id)).preview(change)
    return {(one.kind, one.name or one.profession): (one.gained, one.lost) for one in found}


def read(person_id: int, professional_id: int) -> int:
    known = directory.professional(professional_id)
    assert known is not None
    actor = Actor(
        ActorKind.PROFESSIONAL, professional_id, known.organization_id or 0, known.profession
    )
    try:
        return door.open(person_id, actor).timeline().total
    except Refused:
        return 0


def saved(person_id: int, doctor: int, change: Change, save: Callable[[], object]) -> int:
    """The difference for the doctor: told before, and the same once saved."""
    before = read(person_id, doctor)
    found = preview(person_id, change)
    gained, lost = found.get(("professional", "Dr Paul Durand"), (0, 0))
    save()
    assert read(person_id, doctor) - before == gained - lost
    return gained - lost


def test_hiding_a_category(person: int, doctor: int) -> None:
    record_consent(person, holder(person), professional_id=doctor, mode="online")
    change = previews.hiding_categories(["BIOLOGIE"])
    save = lambda: hide_category(person, holder(person), "BIOLOGIE")  # noqa: E731
    assert saved(person, doctor, change, save) == -2


def test_it_tells_of_each_trade_that_loses_something(person: int) -> None:
    found = preview(person, previews.hiding_categories(["BIOLOGIE"]))
    assert found["profession", "Médecin"] == (0, 2)
    assert ("profession", "Psychologue") not in found  # who read none of them


def test_showing_again(person: int, doctor: int) -> None:
    record_consent(person, holder(person), professional_id=doctor, mode="online")
    hide_all(person, holder(person), [1, 3])
    assert preview(person, previews.hiding([1, 3], hidden=False))["profession", "Médecin"] == (2, 0)
    assert preview(person, previews.hiding([2], hidden=False)) == {}


def test_keeping_from_one_professional(person: int, doctor: int) -> None:
    record_consent(person, holder(person), professional_id=doctor, mode="online")
    change = previews.keeping_from("P", doctor, [1])
    save = lambda: keep_from(person, holder(person), 1, "P", doctor)  # noqa: E731
    assert saved(person, doctor, change, save) == -1
    assert preview(person, change) == {}


def test_nobody_else_loses_it(person: int, doctor: int) -> None:
    record_consent(person, holder(person), professional_id=doctor, mode="online")
    found = preview(person, previews.keeping_from("P", doctor, [1]))
    assert found == {("professional", "Dr Paul Durand"): (0, 1)}


def test_the_treating_doctor_loses_nothing(person: int, doctor: int) -> None:
    record_consent(person, holder(person), professional_id=doctor, mode="online")
    declare_treating_doctor(person, doctor, date(2020, 1, 1))
    assert preview(person, previews.keeping_from("P", doctor, [1])) == {}
    found = preview(person, previews.hiding_categories(["BIOLOGIE"]))
    assert ("treating_doctor", "Dr Paul Durand") not in found


def test_allowing_somebody_whom_nothing_ties_to_the_record(person: int, doctor: int) -> None:
    change = previews.allowing(person, "P", doctor)
    save = lambda: record_consent(  # noqa: E731
        person, holder(person), professional_id=doctor, mode="online"
    )
    assert saved(person, doctor, change, save) == 3


def test_allowing_a_structure(person: int, doctor: int, hospital: int) -> None:
    change = previews.allowing(person, "O", hospital)
    assert preview(person, change)["organization", "CHU du Lac"] == (3, 0)


def test_blocking_a_structure_and_lifting_it(person: int, doctor: int, hospital: int) -> None:
    record_consent(person, holder(person), professional_id=doctor, mode="online")
    record_consent(person, holder(person), organization_id=hospital, mode="online")
    blocked = previews.blocking(person, "O", hospital)
    assert preview(person, blocked)["organization", "CHU du Lac"] == (0, 3)
    save = lambda: block(person, holder(person), organization_id=hospital)  # noqa: E731
    assert saved(person, doctor, blocked, save) == -3
    lifted = previews.blocking(person, "O", hospital, blocked=False)
    assert ("organization", "CHU du Lac") not in preview(person, lifted)  # its consent is gone
    save = lambda: unblock(person, holder(person), organization_id=hospital)  # noqa: E731
    assert saved(person, doctor, lifted, save) == 3  # theirs by name is not


def test_a_structure_changes_nothing_for_whom_a_minor_trusts_in_secret(
    person: int, doctor: int, hospital: int
) -> None:
    record_consent(person, holder(person), professional_id=doctor, mode="online")
    execute("UPDATE sharing_authorization SET secret_from_representatives = TRUE")
    put(document(4, confidentiality="R", **BLOOD), person_id=person)
    found = preview(person, previews.allowing(person, "O", hospital))
    assert found["organization", "CHU du Lac"] == (3, 0)
    assert ("professional", "Dr Paul Durand") not in found


def test_taking_a_consent_back(person: int, doctor: int, hospital: int) -> None:
    record_consent(person, holder(person), professional_id=doctor, mode="online")
    record_consent(person, holder(person), organization_id=hospital, mode="online")
    of_place = previews.allowing(person, "O", hospital, allowed=False)
    save = lambda: withdraw_consent(person, holder(person), organization_id=hospital)  # noqa: E731
    assert saved(person, doctor, of_place, save) == 0
    by_name = previews.allowing(person, "P", doctor, allowed=False)
    save = lambda: withdraw_consent(person, holder(person), professional_id=doctor)  # noqa: E731
    assert saved(person, doctor, by_name, save) == -3


def test_a_consent_does_not_lift_the_block_of_the_structure(
    person: int, doctor: int, hospital: int
) -> None:
    block(person, holder(person), organization_id=hospital)
    assert preview(person, previews.allowing(person, "P", doctor)) == {}


def test_emergencies(person: int) -> None:
    hide_all(person, holder(person), [1])
    closed = previews.in_emergencies(regulation=False, other_professionals=True, hidden=False)
    found = preview(person, closed)
    assert found["regulation", "Médecin"] == (0, 2)
    assert {kind for kind, _ in found} == {"regulation"}
    opened = previews.in_emergencies(regulation=True, other_professionals=True, hidden=True)
    found = preview(person, opened)
    assert found["regulation", "Médecin"] == found["break_glass", "Médecin"] == (1, 0)
    choose_emergency(
        person, holder(person), regulation=True, other_professionals=True, hidden_documents=True
    )
    assert preview(person, opened) == {}


def test_a_caregiver_loses_what_is_hidden_from_carers(person: int) -> None:
    now = clock.now()
    Delegation.objects.create(
        person_id=person, delegation_no=1, caregiver_id=adult(), named="…", categories=["BIOLOGIE"],
        writes=False, hidden_documents=False, answer="accepted", offered_at=now, expires_at=now,
        until=clock.today() + timedelta(days=9),
    )  # fmt: skip
    found = preview(person, previews.hiding([1, 3]))
    assert found["caregiver", "Jean Petit"] == (0, 1)  # the other is of no category of theirs
    found = preview(person, previews.keeping_from("P", 999, [1]))
    assert ("caregiver", "Jean Petit") not in found


def test_nothing_is_saved_and_one_event_tells_of_it(person: int, doctor: int) -> None:
    before = len(events(person))
    preview(person, previews.hiding_categories(["BIOLOGIE"]))
    assert [kind for kind, *_ in events(person)[before:]] == [EventKind.READERS_LISTED]
    assert door.open(person, holder(person)).counts(hidden=True) == {}


def test_what_the_reader_may_not_see_is_not_counted(person: int) -> None:
    put(document(4, hidden_from_patient=True, **BLOOD), person_id=person)
    found = preview(person, previews.hiding_categories(["BIOLOGIE"]))
    assert found["profession", "Médecin"] == (0, 2)


def test_only_the_person_asks(person: int, doctor: int) -> None:
    record_consent(person, holder(person), professional_id=doctor, mode="online")
    actor = Actor(ActorKind.PROFESSIONAL, doctor, profession="G15_10")
    with pytest.raises(Refused):
        door.open(person, actor).preview(previews.hiding([1]))


def test_it_asks_about_documents_alike_once(person: int, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[Facts] = []

    def counted(facts: Facts) -> Decision:
        asked.append(facts)
        return decide(facts)

    monkeypatch.setattr(previews, "decide", counted)
    found = preview(person, previews.hiding_categories(["BIOLOGIE"]))
    readers = len(asked) // 2
    assert found["profession", "Médecin"] == (0, 2)
    assert len(asked) == 2 * readers < 2 * 60  # two documents, one question before and one after
    assert Difference("profession", "", "Médecin", 0, 2) in door.open(
        person, holder(person)
    ).preview(previews.hiding_categories(["BIOLOGIE"]))
