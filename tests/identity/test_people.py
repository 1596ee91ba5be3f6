"""Insured people: added once, found without a trace of their matricule."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from carnet.base.database import rows
from carnet.identity import ins, people
from carnet.vault.problems import IntegrityProblem

pytestmark = pytest.mark.django_db


def traits(matricule: str = "255069999999934", **changes: Any) -> people.Traits:
    known: dict[str, Any] = {
        "oid": ins.TEST, "birth_name": "DUPONT", "given_names": "ANNE MARIE", "sex": "F",
        "birth_date": date(1955, 6, 1), "birth_place": "75056",
    }  # fmt: skip
    return people.Traits(matricule=matricule, **(known | changes))


def test_it_adds_and_tells() -> None:
    person_id = people.add_person(traits(used_name="DURAND"), vitale="80250000001234567890")
    found = people.person(person_id)
    assert (found.birth_name, found.used_name) == ("DUPONT", "DURAND")
    assert (found.first_name, found.given_names) == ("ANNE", "ANNE MARIE")
    assert found.birth_date == date(1955, 6, 1)
    assert people.matricule(person_id) == (ins.TEST, "255069999999934")


def test_it_finds_by_matricule_in_one_statement() -> None:
    person_id = people.add_person(traits("155122a00412332"))
    with CaptureQueriesContext(connection) as queries:
        assert people.find_by_matricule("155122A00412332") == person_id
    assert len(queries) == 1
    assert people.find_by_matricule("155122 a 004 123 32") == person_id
    assert people.find_by_matricule("255069999999934") is None


def test_it_knows_who_holds_a_card() -> None:
    person_id = people.add_person(traits(), vitale="80250000001234567890")
    assert people.holds_vitale(person_id, "8025 0000 0012 3456 7890")
    assert people.holds_vitale(person_id, "80250000001234567890")
    assert not people.holds_vitale(person_id, "80250000001234567891")
    assert not people.holds_vitale(person_id + 1, "80250000001234567890")


def test_parent_and_child_may_share_a_card() -> None:
    parent = people.add_person(traits(), vitale="80250000001234567890")
    child = people.add_person(traits("125069999999901"), vitale="80250000001234567890")
    assert people.holds_vitale(parent, "80250000001234567890")
    assert people.holds_vitale(child, "80250000001234567890")


def test_a_matricule_belongs_to_one_person() -> None:
    people.add_person(traits())
    with pytest.raises(people.AlreadyKnown):
        people.add_person(traits(birth_name="AUTRE"))
    assert rows("SELECT count(*) FROM identity_person") == [(1,)]


def test_nobody_is_said_so() -> None:
    with pytest.raises(LookupError):
        people.person(404)
    with pytest.raises(LookupError):
        people.matricule(404)


def test_the_matricule_is_nowhere_in_clear() -> None:
    people.add_person(traits(), vitale="80250000001234567890")
    for table in ("identity_person", "identity_matricule"):
        for stored in rows(f"SELECT * FROM {table}"):
            text = b"".join(bytes(one) for one in stored if isinstance(one, (bytes, memoryview)))
            assert b"25506999" not in text + repr(stored).encode()
            assert b"8025" not in text


def test_a_sealed_matricule_moved_to_another_person_does_not_open() -> None:
    people.add_person(traits())
    other = people.add_person(traits("125069999999901"))
    rows(
        "UPDATE identity_person SET matricule_sealed = (SELECT matricule_sealed"
        " FROM identity_person WHERE person_id <> %s) WHERE person_id = %s RETURNING 1",
        [other, other],
    )
    with pytest.raises(IntegrityProblem):
        people.matricule(other)
