"""What one of the two worlds holds that its reader may not know of."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from carnet.access.facts import Actor, ActorKind, Purpose
from carnet.base import clock, outbox
from carnet.filing import folders, links, pins
from carnet.identity import directory
from carnet.records import door
from carnet.records.actions import hide
from carnet.sharing.actions import record_consent
from carnet.sharing.models import Delegation
from tests.contents.reports import Measured, report
from tests.records.world import document, put
from uichecks import filing
from uichecks.world import World

SECRET = "Document gardé secret"
# Of an analysis that other documents give, the day before the last of them; and of another one.
VALUES = (
    Measured("77.7", "20261101", "ug/L", "2276-4", "Ferritine"),
    Measured("888", "20261101", "pg/mL", "33762-6", "Secret"),
)


def doctor(world: World, purpose: Purpose = Purpose.NORMAL) -> Actor:
    """The doctor of the family, from where they work."""
    known = directory.professional(world.doctor)
    assert known
    place = known.organization_id or 0
    who = (world.doctor, place, known.profession, known.specialty, "Médilog")
    return Actor(ActorKind.PROFESSIONAL, *who, purpose)


def deposited(world: World, person_id: int, **flags: Any) -> int:
    """The doctor deposits one more document, then reads it."""
    unique = 70 + len(flags) + flags.get("hidden_from_patient", False)
    new = document(
        unique, title=SECRET, author_professional_id=world.doctor, author_name=SECRET,
        data=report(*VALUES), **flags,
    )  # fmt: skip
    number = put(new, actor=doctor(world), person_id=person_id).entries[0]
    outbox.drain(100)
    return number


def not_announced(world: World, person_id: int) -> None:
    number = deposited(world, person_id, hidden_from_patient=True)
    door.open(person_id, doctor(world)).read(number)


def secret_of_a_minor(world: World, person_id: int) -> None:
    number = deposited(world, person_id, hidden_from_representatives=True)
    door.open(person_id, doctor(world)).read(number)
    holder = Actor(ActorKind.PERSON, person_id)
    hide(person_id, holder, number)
    folders.move(person_id, holder, [number], filing.EMPTY_FOLDER)
    pins.pin(person_id, holder, [number])
    links.link(person_id, holder, number, world.zoe_documents[0])


def secret_from_parents(world: World, person_id: int) -> None:
    """A document of each sort, then a consent, a search and a reading in secret."""
    not_announced(world, person_id)
    secret_of_a_minor(world, person_id)
    actor = doctor(world, Purpose.SECRET)
    record_consent(person_id, actor, professional_id=world.doctor)
    opened = door.open(person_id, actor)
    opened.read(opened.timeline().entries[0].entry_no)
    outbox.drain(100)


def hidden_from_an_aidant(world: World, person_id: int) -> None:
    """Not announced; then hidden as its holder chose for all that comes: neither is entrusted."""
    not_announced(world, person_id)
    deposited(world, person_id, hidden_from_professionals=True)


def entrusted(world: World) -> None:
    """Laura is the aidante of Julie: she reads all that is not hidden."""
    Delegation.objects.create(
        person_id=world.julie, delegation_no=1, caregiver_id=world.laura, named="Laura",
        categories=None, writes=False, hidden_documents=False, answer="accepted",
        offered_at=clock.now(), expires_at=clock.now(), answered_at=clock.now(),
        until=clock.today() + timedelta(days=300),
    )  # fmt: skip
