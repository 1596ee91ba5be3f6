"""Tests of « Qui peut lire ce document ? »."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest

from carnet.access.facts import Actor, ActorKind
from carnet.identity import directory, people
from carnet.identity.people import Traits
from carnet.journal.kinds import EventKind
from carnet.records import door
from carnet.records.actions import create_record, hide
from carnet.records.views import Reader
from carnet.sharing.actions import (
    block,
    declare_representative,
    declare_treating_doctor,
    record_consent,
)
from tests.records.world import document, events, put


def person(matricule: str, first_name: str) -> int:
    traits = Traits(
        oid="1.2.250.1.213.1.4.10",
        matricule=matricule,
        birth_name="MARTIN",
        given_names=first_name,
        sex="F",
        birth_date=date(2015, 1, 1),
        birth_place="75056",
    )
    return people.add_person(traits)


@pytest.fixture
def child(db: None) -> int:
    found = person("215017505600144", "LEA")
    create_record(found, "active")
    declare_representative(
        found, person("285017505600170", "ANNE"), until=date(2090, 1, 1), certified=True
    )
    return found


@pytest.fixture
def doctor(db: None) -> int:
    hospital = directory.add_organization("750000010", "CHU du Lac", "SA01")
    return directory.add_professional(
        "10000000017", "Durand", "Paul", "G15_10", title="DR", organization_id=hospital
    )


def ask(person_id: int) -> dict[tuple[str, str], Reader]:
    opened = door.open(person_id, Actor(ActorKind.PERSON, person_id))
    return {(r.kind, r.name or r.profession): r for r in opened.readers(1)}


def test_professions_are_told_with_the_reason(child: int) -> None:
    put(document(1, type_code="68599-0", author_professional_id=None), person_id=child)
    found = ask(child)
    assert found["profession", "Médecin"].allowed
    assert found["profession", "Médecin"].reason == "Peut le lire si vous l’autorisez."
    nurse = found["profession", "Infirmier"]
    assert (nurse.allowed, nurse.rule) == (False, 55)
    assert nurse.reason == "Sa profession ne lit pas ce type de document."
    assert events(child)[-1][:3] == (EventKind.READERS_LISTED, child, 1)


def test_the_family_is_told(child: int) -> None:
    put(document(1, hidden_from_representatives=True), person_id=child)
    found = ask(child)
    assert found["holder", "Lea Martin"].allowed
    mother = found["representative", "Anne Martin"]
    assert (mother.allowed, mother.reason) == (False, "Non visible des représentants légaux.")


def test_each_named_professional_is_told_once(child: int, doctor: int) -> None:
    put(document(1, author_professional_id=None), person_id=child)
    holder, key = Actor(ActorKind.PERSON, child), "Dr Paul Durand"

    def told() -> Iterator[Reader]:
        return (reader for (_, name), reader in ask(child).items() if name == key)

    assert list(told()) == []
    declare_treating_doctor(child, doctor, date(2020, 1, 1))
    (reader,) = told()
    assert (reader.kind, reader.allowed, reader.rule) == ("treating_doctor", False, 44)
    record_consent(child, holder, professional_id=doctor, mode="online")
    (reader,) = told()
    assert (reader.allowed, reader.reason) == (True, "Votre médecin traitant, autorisé par vous.")
    assert reader.profession == "Médecin"
    block(child, holder, professional_id=doctor)
    (reader,) = told()
    assert (reader.allowed, reader.reason) == (False, "Vous l’avez bloqué.")


def test_the_author_keeps_reading_what_is_hidden(child: int, doctor: int) -> None:
    put(document(1, author_professional_id=doctor), person_id=child)
    holder = Actor(ActorKind.PERSON, child)
    record_consent(child, holder, professional_id=doctor, mode="online")
    hide(child, holder, 1)
    found = ask(child)
    author = found["author", "Dr Paul Durand"]
    assert (author.allowed, author.reason) == (True, "Auteur du document.")
    assert not found["profession", "Médecin"].allowed


def test_structures_are_told(child: int, doctor: int) -> None:
    put(document(1, author_professional_id=None), person_id=child)
    found = directory.professional(doctor)
    assert found is not None
    holder = Actor(ActorKind.PERSON, child)
    record_consent(child, holder, organization_id=found.organization_id, mode="online")
    assert ask(child)["organization", "CHU du Lac"].allowed
    block(child, holder, organization_id=found.organization_id)
    assert not ask(child)["organization", "CHU du Lac"].allowed


def test_only_the_person_may_ask(child: int, doctor: int) -> None:
    put(document(1), person_id=child)
    actor = Actor(ActorKind.PROFESSIONAL, doctor, 0, "G15_10")
    record_consent(child, actor, professional_id=doctor)
    with pytest.raises(door.Refused) as caught:
        door.open(child, actor).readers(1)
    assert caught.value.decision.rule.code == "ONLY_THE_PERSON"
    with pytest.raises(door.NotFound):
        door.open(child, Actor(ActorKind.PERSON, child)).readers(9)
