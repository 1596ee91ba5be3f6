"""Settles the nation in the house: directory, people, records, rights, sign-ins, software."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from django.conf import settings
from django.db import transaction
from joserfc.jwk import ECKey

from carnet.access.facts import Actor, ActorKind, Purpose
from carnet.accounts import actions as accounts
from carnet.accounts.fields import majority
from carnet.accounts.insured import Insured
from carnet.accounts.queries import has_account
from carnet.api.oauth import actions as oauth
from carnet.base import clock
from carnet.demo.nation.model import TEST_OID, Nation, Organization, Person, Professional
from carnet.demo.stories.teller import moment
from carnet.identity import directory, people
from carnet.journal import contexts
from carnet.records import actions as records
from carnet.records import door
from carnet.sharing import actions as sharing
from carnet.sharing.emergencies import accesses

OPENED = date(2022, 3, 1)  # when the records of the nation opened; later for those born since


# Children whose parent has not entered the code of the letter yet.
TO_ACTIVATE = frozenset({"adam", "tiago"})
EMERGENCY_REASON = "Malaise avec perte de connaissance, arrivée seule aux urgences"


@dataclass(frozen=True, slots=True)
class House:
    """The internal numbers of the nation's people, professionals and organisations."""

    people: dict[str, int]  # by matricule
    professionals: dict[str, int]  # by RPPS
    organizations: dict[str, int]  # by FINESS

    def actor(self, who: Professional) -> Actor:
        """A professional who acts from their structure's software."""
        return Actor(
            ActorKind.PROFESSIONAL,
            self.professionals[who.rpps],
            self.organizations[who.organization.finess],
            who.profession,
            who.specialty,
            software(who.organization),
        )


def software(structure: Organization) -> str:
    """The name of the software that a structure uses."""
    return SOFTWARE.get(structure.kind, "Logiciel de cabinet (démonstration)")


SOFTWARE = {
    "laboratory": "Logiciel de laboratoire (démonstration)",
    "hospital": "Dossier patient informatisé (démonstration)",
    "clinic": "Dossier patient informatisé (démonstration)",
    "radiology": "Logiciel de radiologie (démonstration)",
    "pharmacy": "Logiciel d'officine (démonstration)",
}


def list_directory(nation: Nation) -> tuple[dict[str, int], dict[str, int]]:
    """Add the organisations, then the professionals."""
    places = {o.finess: _organization(o) for o in nation.organizations}
    for structure in nation.organizations:
        # Named now: processes that each name several for the first time would wait for each other.
        contexts.number_of(software(structure))
    return places, {p.rpps: _professional(p, places) for p in nation.professionals}


def _organization(structure: Organization) -> int:
    return directory.add_organization(
        structure.finess, structure.name, structure.sector, address=structure.address,
        postal_code=structure.postal_code, city=structure.city, phone=structure.phone,
    )  # fmt: skip


def _professional(who: Professional, places: dict[str, int]) -> int:
    return directory.add_professional(
        who.rpps, who.family_name, who.given_name, who.profession, specialty=who.specialty,
        title=who.title, organization_id=places[who.organization.finess], email=who.email,
    )  # fmt: skip


def add(person: Person) -> int:
    """Add one person with their record, open since the nation's opening or their birth."""
    number = people.find_by_matricule(person.matricule) or people.add_person(
        traits(person), vitale=person.vitale
    )
    # A closed record was open first; an active one becomes so with its account.
    state = "created" if person.state in {"active", "closed"} else person.state
    with clock.moved(moment(opened(person), 9) - clock.now()):
        records.create_record(number, state)
    return number


def opened(person: Person) -> date:
    """The day a person's record opened."""
    return max(OPENED, person.birth_date + timedelta(days=5))


def traits(person: Person) -> people.Traits:
    """The INS of one person of the nation."""
    return people.Traits(
        oid=TEST_OID,
        matricule=person.matricule,
        birth_name=person.birth_name,
        used_name=person.used_name,
        given_names=" ".join(person.given_names),
        sex=person.sex,
        birth_date=person.birth_date,
        birth_place=person.birth_place.code,
    )


def relate(nation: Nation, house: House) -> None:
    """Declare médecins traitants and representatives; most people agreed to their doctor."""
    for child, parent, rank in nation.representatives:
        until = majority(child.birth_date)
        sharing.declare_representative(
            house.people[child.matricule],
            house.people[parent.matricule],
            until=until,
            rank=rank,
            certified=bool(parent.sign_in) and child.slug not in TO_ACTIVATE,
        )
    for number, person in enumerate(nation.people):
        if person.doctor and person.state in {"created", "active"}:
            _doctor(house, person, person.doctor, agreed=bool(person.slug) or number % 5 != 0)


def _doctor(house: House, person: Person, doctor: Professional, *, agreed: bool) -> None:
    number, doctor_id = house.people[person.matricule], house.professionals[doctor.rpps]
    since = opened(person) + timedelta(days=40)
    with transaction.atomic(), clock.moved(moment(since, 10) - clock.now()):
        sharing.declare_treating_doctor(number, doctor_id, since)
        if agreed:
            sharing.record_consent(
                number, house.actor(doctor), professional_id=doctor_id, mode="oral"
            )


def block(house: House, person: Person, who: Professional) -> None:
    """The person blocks a professional."""
    number = house.people[person.matricule]
    sharing.block(number, Actor(ActorKind.PERSON, number),
                  professional_id=house.professionals[who.rpps])  # fmt: skip


def hide_category(house: House, person: Person, category: str) -> None:
    """The person hides one kind of documents, those to come too."""
    number = house.people[person.matricule]
    records.hide_category(number, Actor(ActorKind.PERSON, number), category)


def enter_in_emergency(house: House, person: Person, who: Professional) -> None:
    """A professional reads without an agreement, three days ago; the person and doctor are told."""
    at = clock.now() - timedelta(days=3)
    actor = replace(
        house.actor(who), purpose=Purpose.BREAK_GLASS, reason=EMERGENCY_REASON, reason_at=at
    )
    number = house.people[person.matricule]
    if not accesses(number):  # a load that was cut goes on
        with clock.moved(at - clock.now()):
            door.open(number, actor).timeline(limit=5)


def sign_in(house: House, everybody: Iterable[Person]) -> int:
    """Open the ready accounts; return how many."""
    ready = [person for person in everybody if person.sign_in]
    for person in ready:
        if person.sign_in is None or has_account(house.people[person.matricule]):
            continue  # a load that was cut goes on
        accounts.open_account(
            house.people[person.matricule], person.sign_in.identifier, person.sign_in.password,
            person.sign_in.email,
        )  # fmt: skip
    return len(ready)


def inform(house: House, person: Person) -> None:
    """Send the information letter of a person not activated yet, with their known code."""
    for _ in accounts.enrol([insured(person)]):
        pass
    accounts.send_information(house.people[person.matricule], code=person.code)


def insured(person: Person) -> Insured:
    """The line of the insurer's file about one person."""
    return Insured(
        matricule=person.matricule, oid=TEST_OID, birth_name=person.birth_name,
        used_name=person.used_name, given_names=" ".join(person.given_names), sex=person.sex,
        birth_date=person.birth_date, birth_place=person.birth_place.code, vitale=person.vitale,
        address=person.address, postal_code=person.home.postal_code, city=person.home.name,
    )  # fmt: skip


def register_software(nation: Nation, house: House) -> int:
    """Register one software a structure; private keys wait in ``DATA/demo/keys`` for tests."""
    folder = settings.DATA / "demo" / "keys"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    for structure in nation.organizations:
        key = ECKey.generate_key("P-256", parameters={"use": "sig", "alg": "ES256"})
        key.ensure_kid()
        path = folder / f"{client_id(structure)}.json"
        path.write_text(json.dumps(key.as_dict(private=True)), encoding="utf-8")
        path.chmod(0o600)
        oauth.register_client(
            client_id(structure), house.organizations[structure.finess], software(structure),
            {"keys": [key.as_dict(private=False)]},
        )  # fmt: skip
    return len(nation.organizations)


def client_id(structure: Organization) -> str:
    """The OAuth2 client of a structure's software."""
    return f"demo-{structure.finess}"
