"""« Connexion secrète »: what it deposits, the representatives of the minor never learn of."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from carnet.access.facts import Actor, ActorKind, Purpose
from carnet.base import outbox
from carnet.identity import people
from carnet.identity.people import Traits
from carnet.notify import queries as notices
from carnet.records import door
from carnet.records.actions import Refused, create_record
from carnet.sharing import queries as sharing
from carnet.sharing.actions import declare_representative
from tests.records.world import DOCTOR, PERSON, document, put

SECRET = replace(DOCTOR, purpose=Purpose.SECRET)


def person(matricule: str, born: int) -> int:
    traits = Traits(
        oid="1.2.250.1.213.1.4.10",
        matricule=matricule,
        birth_name="MARTIN",
        given_names="LEA",
        sex="F",
        birth_date=date(born, 1, 1),
        birth_place="75056",
    )
    return people.add_person(traits)


@pytest.fixture
def child(db: None) -> int:
    found = person("215017505600144", 2015)
    create_record(found, "active")
    declare_representative(found, parent(), until=date(2090, 1, 1), certified=True)
    return found


def parent() -> int:
    return person("285017505600170", 1985)


def seen(child: int, reader: int) -> list[int]:
    opened = door.open(child, Actor(ActorKind.PERSON, reader))
    return sorted(entry.entry_no for entry in opened.timeline().entries)


def test_what_it_deposits_is_hidden_from_them_whatever_the_software_says(child: int) -> None:
    (mother,) = sharing.representatives(child)
    put(document(1), actor=DOCTOR, person_id=child)
    put(document(2), actor=SECRET, person_id=child)
    assert (seen(child, child), seen(child, mother)) == ([1, 2], [1])


def test_so_is_what_replaces_it_later(child: int) -> None:
    put(document(1), actor=SECRET, person_id=child)
    put(document(2, replaces_entry_no=1), actor=DOCTOR, person_id=child)
    entries = door.open(child, Actor(ActorKind.PERSON, child)).timeline().entries
    assert [(e.entry_no, e.hidden_from_representatives) for e in entries] == [(2, True)]


def test_no_notice_tells_them(child: int) -> None:
    put(document(1), actor=SECRET, person_id=child)
    outbox.drain()
    assert len(notices.notices(child)) == 1
    assert notices.notices(child, representative=True) == []


def test_there_is_none_for_an_adult(record: int) -> None:
    with pytest.raises(Refused) as caught:
        put(document(1), actor=SECRET, person_id=PERSON)
    assert caught.value.decision.rule.code == "NOT_A_MINOR"
