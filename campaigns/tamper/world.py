"""A little nation whose records were lived in, and sealed."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from random import Random
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from carnet.records.incoming import Deposit

PEOPLE = range(1, 7)
_SEARCHES = 40  # each: the log then has complete tiles of 256 events
_DAY = datetime(2026, 1, 5, 9, tzinfo=UTC)


def live(random: Random) -> None:
    """Deposits, consents, readings, changes of visibility: by the verbs of the house, sealed."""
    from carnet.journal import census
    from carnet.journal.sealer import seal_once
    from carnet.records.actions import create_record

    for person_id in PEOPLE:
        _insure(person_id)
        create_record(person_id, "active")
    for person_id in PEOPLE:
        _visits(person_id, random)
        _be_examined(person_id)
        _choose(person_id)
        if person_id % 2 == 0:
            seal_once()
    seal_once()
    census.take()
    _be_witnessed()
    seal_once()


def _insure(person_id: int) -> None:
    """An adult whom the register knows: only adults entrust and are entrusted."""
    from carnet.base.database import execute
    from carnet.identity import ins, people

    name = f"TEST{person_id}"
    added = people.add_person(
        people.Traits(
            oid=ins.TEST, matricule=_matricule(person_id), birth_name=name,
            given_names="ALIX", sex="F", birth_date=date(1980, 6, 1), birth_place="75113",
        )
    )  # fmt: skip
    for table in ("identity_person", "identity_matricule"):
        execute(f"UPDATE {table} SET person_id = %s WHERE person_id = %s", [person_id, added])


def _matricule(person_id: int) -> str:
    return f"1800675113{person_id:03}00"


def _choose(person_id: int) -> None:
    """Who may read: authorised for a time, blocked, administrator, doctor, parent, caregiver."""
    from carnet.access.facts import Actor, ActorKind
    from carnet.base import clock
    from carnet.sharing import actions, delegation, emergency
    from carnet.sharing.matching import Named

    holder = Actor(ActorKind.PERSON, person_id, software="Carnet")
    other = person_id % len(PEOPLE) + 1
    end = clock.now() + timedelta(days=90 + person_id)
    actions.record_consent(person_id, holder, professional_id=20 + person_id, until=end)
    actions.choose_administrator(person_id, holder, 20 + person_id)
    actions.block(person_id, holder, organization_id=40 + person_id)
    switches = {"regulation": person_id % 2 == 0, "hidden_documents": person_id % 3 == 0}
    emergency.choose(person_id, holder, other_professionals=False, **switches)
    actions.declare_treating_doctor(person_id, 8 + person_id, clock.today())
    majority = clock.today() + timedelta(days=400)
    actions.declare_representative(person_id, other + 100, until=majority, certified=True)
    categories = frozenset(delegation.CATEGORIES[:person_id])
    scope = delegation.Scope(categories, 6, writes=person_id % 2 == 0)
    number = delegation.offer(person_id, holder, delegation.Candidate("Alix", other), scope)
    delegation.accept(person_id, number, other)
    parent = Actor(ActorKind.PERSON, other + 100, software="Carnet")
    invited = _matricule(other if person_id % 2 else 999)
    named = Named(invited, "ALIX", f"TEST{other}", date(1980, 6, 1))
    actions.invite(person_id, parent, named)
    if person_id % 3 == 0:
        actions.withdraw_invitation(person_id, 1, other + 100)


def _be_examined(person_id: int) -> None:
    """Two entries in an emergency and two reports; the operator has examined half of them."""
    from carnet.access.facts import Actor, ActorKind, Purpose
    from carnet.base import clock
    from carnet.records import door
    from carnet.sharing import reports, reviews

    holder = Actor(ActorKind.PERSON, person_id, software="Carnet")
    for doctor in (60 + person_id, 70 + person_id):
        who = Actor(ActorKind.PROFESSIONAL, doctor, 80, "G15_10", "SM54", "Urgences")
        urgent = replace(
            who, purpose=Purpose.BREAK_GLASS, reason="Malaise, seule", reason_at=clock.now()
        )
        door.open(person_id, urgent).timeline()
    reviews.review(person_id, 1, "justified", "Vu avec le service.")
    known = door.open(person_id, holder).history()
    by_others = [event for event, _title in known if event.actor_kind is ActorKind.PROFESSIONAL]
    for event in by_others[:2]:
        reports.report(person_id, holder, event, reports.Motive.UNKNOWN, "Qui est-ce ?")
    reports.answer(person_id, 1, "Un médecin des urgences.")


def _be_witnessed() -> None:
    """A witness whose key is thrown away afterwards signs the first seals."""
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
    from django.test.utils import override_settings

    from carnet.base import clock
    from carnet.journal import cosignatures, seals, statements
    from carnet.journal.leaves import microseconds

    private, at = Ed25519PrivateKey.generate(), clock.now()
    key = private.public_key().public_bytes_raw()
    with override_settings(JOURNAL_WITNESSES=f"ordre:{key.hex()}"):
        for seal in seals.after(0):
            said = statements.cosignature(microseconds(at), seal.digest())
            cosignatures.add(seal.seal_no, key, at, private.sign(said))


def _visits(person_id: int, random: Random) -> None:
    from carnet.access.facts import Actor, ActorKind
    from carnet.records import actions, door
    from carnet.sharing.actions import record_consent

    holder = Actor(ActorKind.PERSON, person_id, software="Carnet")
    doctor = Actor(ActorKind.PROFESSIONAL, 8, 80, "G15_10", "SM54", "Cabinet")
    numbers = range(1, random.randrange(5, 9))
    for number in numbers:
        actions.deposit(_lot(person_id, number))
    record_consent(person_id, doctor, professional_id=8, mode="oral")
    record = door.open(person_id, doctor)
    for _ in range(_SEARCHES):
        record.timeline()
    chosen = random.sample(numbers, 3)
    for number in chosen:
        record.read(number)
    for number in chosen:
        actions.hide(person_id, holder, number)
    actions.show(person_id, holder, number)
    actions.hide_category(person_id, holder, "BIOLOGIE")
    actions.show_category(person_id, holder, "BIOLOGIE")
    if person_id % 2:
        actions.hide_category(person_id, holder, "CERT_MED")
        actions.set_hide_new_documents(person_id, holder, hidden=True)
    actions.keep_from(person_id, holder, number, "P", 80 + person_id)
    door.open(person_id, holder).history()


def _lot(person_id: int, number: int) -> Deposit:
    from carnet.access.facts import Actor, ActorKind
    from carnet.records.incoming import Deposit, NewDocument

    laboratory = Actor(ActorKind.ORGANIZATION, 0, 70, software="Labo")
    replaced = f"1.2.{person_id}.{number - 1}" if number % 4 == 0 else ""
    new = NewDocument(
        data=f"<ClinicalDocument n='{person_id}.{number}'/>".encode(),
        unique_id=f"1.2.{person_id}.{number}",
        type_code="11502-2",
        class_code="10",
        format_code="urn:ihe:lab:xd-lab:2008",
        category="BIOLOGIE" if number % 3 else "AUTRE",
        title=f"Document {number}",
        created_at=_DAY,
        service_start=_DAY + timedelta(days=number),
        author_name="Dr Bio",
        author_professional_id=7,
        replaces_unique_id=replaced,
        header={"practice_setting": {"code": "AMBULATOIRE"}},
    )
    return Deposit(person_id, laboratory, (new,), unique_id=f"9.{person_id}.{number}")
