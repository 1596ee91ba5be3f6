"""A small world behind the doors: two structures, three professionals, one insured person."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import pytest
from falcon.testing import TestClient

from carnet.api.app import application
from carnet.api.oauth import actions as oauth
from carnet.api.oauth import tokens
from carnet.identity import directory, people
from carnet.identity.people import Traits
from carnet.records import actions as records

INS_TEST = "1.2.250.1.213.1.4.10"
MATRICULE = "279035121518989"  # published in the CI-SIS examples


@dataclass(frozen=True)
class World:
    """Who is there, by their identifiers."""

    person: int
    matricule: str
    laboratory: int
    practice: int
    biologist: int
    doctor: int
    physiotherapist: int

    def token(
        self,
        professional: int | None = None,
        organization: int | None = None,
        purpose: str = "normal",
        reason: str = "",
    ) -> str:
        place = organization or self.practice
        return oauth.issue(place, professional, purpose=purpose, reason=reason)

    def headers(
        self,
        professional: int | None = None,
        organization: int | None = None,
        purpose: str = "normal",
        reason: str = "",
    ) -> dict[str, str]:
        token = self.token(professional, organization, purpose, reason)
        return {"Authorization": f"Bearer {token}"}


def add_person(matricule: str = MATRICULE) -> int:
    """One insured person with an open record."""
    person_id = people.add_person(
        Traits(
            oid=INS_TEST, matricule=matricule, birth_name="PATIENT", given_names="JEANNE MARIE",
            sex="F", birth_date=date(1979, 3, 7), birth_place="51215",
        )
    )  # fmt: skip
    records.create_record(person_id, "active")
    return person_id


@pytest.fixture
def world(db: None) -> World:
    tokens.forget()
    laboratory = directory.add_organization("920000684", "Laboratoire des Lilas", "SA25")
    practice = directory.add_organization("750000093", "Cabinet du Parc", "SA07")
    return World(
        person=add_person(),
        matricule=MATRICULE,
        laboratory=laboratory,
        practice=practice,
        biologist=directory.add_professional(
            "10001234508",
            "BIOLOGISTE",
            "Anne",
            "G15_10",
            specialty="SM03",
            email="anne@cabinet.example",
        ),
        doctor=directory.add_professional(
            "10001234516", "MEDECIN", "Paul", "G15_10", specialty="SM26"
        ),
        physiotherapist=directory.add_professional("10001234524", "KINE", "Luc", "G15_70"),
    )


@pytest.fixture
def api() -> TestClient:
    return TestClient(application)
