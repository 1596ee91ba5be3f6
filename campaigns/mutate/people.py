"""Whose records take the mutants: a person, a laboratory that deposits, a doctor who reads."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from django.test import Client
    from falcon.testing import TestClient

_FIRST = 279035100000  # the twelve first digits of those imagined here


@dataclass(frozen=True, slots=True)
class People:
    """One person and who cares for them, each with their way in."""

    person_id: int
    matricule: str
    patient: Client
    software: TestClient
    laboratory: dict[str, str]  # headers
    doctor: dict[str, str]


def imagine(number: int) -> People:
    """The ``number``-th of them, with an open record that is empty."""
    from django.test import Client
    from falcon.testing import TestClient

    from carnet.accounts.actions import open_account
    from carnet.accounts.models import Account
    from carnet.api.app import application
    from carnet.records.actions import create_record

    person_id, matricule = _person(number)
    create_record(person_id, "active")
    open_account(person_id, f"mutants-{number}", "Un-long-mot-de-passe-42", "")
    patient = Client(raise_request_exception=False)
    patient.force_login(Account.objects.get(person_id=person_id))
    laboratory, doctor = _carers(person_id)
    return People(person_id, matricule, patient, TestClient(application), laboratory, doctor)


def _person(number: int) -> tuple[int, str]:
    from carnet.identity import ins, people

    thirteen = str(_FIRST * 10 + number)
    matricule = f"{thirteen}{ins.key(thirteen):02}"
    traits = people.Traits(
        oid=ins.TEST, matricule=matricule, birth_name="MUTANT", given_names="JEANNE",
        sex="F", birth_date=date(1979, 3, 7), birth_place="51215",
    )  # fmt: skip
    return people.add_person(traits), matricule


def _carers(person_id: int) -> tuple[dict[str, str], dict[str, str]]:
    from carnet.access.facts import Actor, ActorKind
    from carnet.identity import directory
    from carnet.sharing.actions import record_consent

    place = directory.organization_by_finess("920000684")
    laboratory = (
        place.organization_id
        if place
        else directory.add_organization("920000684", "Laboratoire des Lilas", "SA25")
    )
    known = directory.professional_by_rpps("10001234516")
    doctor = (
        known.professional_id
        if known
        else directory.add_professional(
            "10001234516", "MEDECIN", "Paul", "G15_10", specialty="SM26",
            organization_id=laboratory,
        )
    )  # fmt: skip
    actor = Actor(ActorKind.PERSON, person_id, software="Carnet")
    record_consent(person_id, actor, professional_id=doctor, mode="online")
    return _bearer(laboratory), _bearer(laboratory, doctor)


def _bearer(*who: Any) -> dict[str, str]:
    from carnet.api.oauth import actions as oauth

    return {"Authorization": f"Bearer {oauth.issue(*who)}"}
