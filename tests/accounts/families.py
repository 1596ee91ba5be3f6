"""Two parents and their twins, enrolled; the mother, to whom they are attached, has an account."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

from carnet.access.facts import Actor, ActorKind
from carnet.accounts import actions, codes
from carnet.accounts.insured import Insured
from carnet.accounts.models import Contact, ProvisionalCode
from carnet.accounts.proof import Proof
from carnet.base import clock
from carnet.identity import people
from carnet.records import actions as records
from carnet.sharing import actions as sharing
from carnet.sharing.matching import Named
from tests.accounts.world import CHILD, MOTHER, PASSWORD, matricule

JULES = CHILD
LEA = replace(
    CHILD, number=4, matricule=matricule("2180375112002"), given_names="LEA ROSE", sex="F"
)
FATHER = replace(
    MOTHER,
    number=5,
    matricule=matricule("1830222113004"),
    birth_name="LE GOFF",
    given_names="HERVE YANN",
    sex="M",
    birth_date=date(1983, 2, 4),
    vitale="20987654321",
    email="herve@example.org",
)
NAMED = Named(FATHER.matricule, "Hervé", "Le Goff", FATHER.birth_date)
NOBODY = Named(matricule("1830222113999"), "Hervé", "Le Goff", FATHER.birth_date)
MAJORITY = date(2036, 3, 5)
CODE = {"jules": "ACDEFHJKMN", "lea": "NMKJHFEDCA"}


@dataclass(frozen=True, slots=True)
class Family:
    """The person_id of each."""

    mother: int
    father: int
    jules: int
    lea: int


def family(*, accounts: str = "mother father") -> Family:
    """Add them, as the insurer's file would; ``accounts``: who has one."""
    mother, father, jules, lea = (add(one) for one in (MOTHER, FATHER, JULES, LEA))
    here = Family(mother, father, jules, lea)
    for name, code in CODE.items():
        sharing.declare_representative(getattr(here, name), mother, until=MAJORITY)
        _inform(getattr(here, name), code)
    for name in accounts.split():
        actions.open_account(getattr(here, name), f"{name}.demo", PASSWORD, f"{name}@example.org")
    return here


def add(one: Insured) -> int:
    traits = people.Traits(
        oid=one.oid,
        matricule=one.matricule,
        birth_name=one.birth_name,
        given_names=one.given_names,
        sex=one.sex,
        birth_date=one.birth_date,
        birth_place=one.birth_place,
    )
    person_id = people.add_person(traits, vitale=one.vitale)
    records.create_record(person_id, "not_created")
    Contact.objects.create(
        person_id=person_id, email=one.email, address=one.address,
        postal_code=one.postal_code, city=one.city, informed_at=clock.now(),
    )  # fmt: skip
    return person_id


def _inform(person_id: int, code: str) -> None:
    now = clock.now()
    ProvisionalCode.objects.create(
        person_id=person_id, code_hash=codes.protect(code), channel="letter",
        sent_at=now, expires_at=now + timedelta(days=42),
    )  # fmt: skip


def proof(code: str) -> Proof:
    """The mother's card, with the code of a child."""
    return Proof(MOTHER.matricule, MOTHER.vitale, MOTHER.birth_date, code)


def person(person_id: int) -> Actor:
    """Somebody who acts for themself or for their child."""
    return Actor(ActorKind.PERSON, person_id)
