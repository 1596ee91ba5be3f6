"""A small world for the tests of records: actors, documents, deposits."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

from carnet.access.facts import Actor, ActorKind
from carnet.base.database import execute, rows
from carnet.contents import words
from carnet.records import door
from carnet.records.actions import Deposit, NewDocument, Receipt, deposit
from carnet.sharing.actions import declare_representative, record_consent
from carnet.vault.personal import Box

PERSON, OTHER, PARENT = 501, 502, 503
HOLDER = Actor(ActorKind.PERSON, PERSON)
STRANGER = Actor(ActorKind.PERSON, OTHER)
MOTHER = Actor(ActorKind.PERSON, PARENT)
LAB = Actor(ActorKind.ORGANIZATION, 0, 70, software="LaboSoft")
BIOLOGIST = Actor(ActorKind.PROFESSIONAL, 7, 70, "G15_10", "SM03")
DOCTOR = Actor(ActorKind.PROFESSIONAL, 8, 80, "G15_10", "SM54")
KINE = Actor(ActorKind.PROFESSIONAL, 9, 90, "G15_70")
START = datetime(2024, 1, 1, 8, tzinfo=UTC)

_BASE = NewDocument(
    data=b"<ClinicalDocument/>",
    unique_id="1.2.3",
    type_code="11502-2",
    class_code="10",
    format_code="urn:ihe:lab:xd-lab:2008",
    category="BIOLOGIE",
    title="CR de biologie",
    created_at=START,
    service_start=START,
    author_name="Dr Bio Logiste",
    author_professional_id=7,
    header={"practice_setting": {"code": "AMBULATOIRE"}, "event_codes": [{"code": "B"}]},
)


def document(number: int = 1, **changes: Any) -> NewDocument:
    """A document of its own: uniqueId, bytes and act date follow ``number``."""
    own: dict[str, Any] = {
        "data": f"<ClinicalDocument n='{number}'/>".encode(),
        "unique_id": f"1.2.250.{number}",
        "service_start": START + timedelta(days=number),
        "title": f"Document {number}",
    }
    return replace(_BASE, **(own | changes))


def lot(*documents: NewDocument, actor: Actor = LAB, person_id: int = PERSON) -> Deposit:
    """A lot of these documents."""
    return Deposit(person_id, actor, documents, unique_id=f"9.{documents[0].unique_id}")


def put(*documents: NewDocument, actor: Actor = LAB, person_id: int = PERSON) -> Receipt:
    """Deposit a lot."""
    return deposit(lot(*documents, actor=actor, person_id=person_id))


def read(entry_no: int, text: str, person_id: int = PERSON) -> None:
    """What the worker keeps of a document that says this."""
    box = Box(person_id)
    packed = box.seal(words.pack(text), words.bound("words", entry_no))
    kept = box.seal(words.pack_text(text), words.bound("text", entry_no))
    execute(
        "UPDATE contents_reading SET words = %s, text = %s, read_at = since"
        " WHERE person_id = %s AND entry_no = %s",
        [packed, kept, person_id, entry_no],
    )


def consent(actor: Actor, person_id: int = PERSON) -> None:
    """The professional records the person's oral consent."""
    record_consent(person_id, actor, professional_id=actor.actor_id, mode="oral")


def represent() -> None:
    """From now on the mother represents the person."""
    declare_representative(PERSON, PARENT, until=date(2090, 1, 1), certified=True)


def seen(actor: Actor) -> list[int]:
    """The numbers of the entries that this reader lists."""
    return sorted(entry.entry_no for entry in door.open(PERSON, actor).timeline().entries)


def events(person_id: int = PERSON) -> list[tuple[Any, ...]]:
    """(kind, actor_id, entry_no, rule, detail) of the person's events, oldest first.

    The detail without the facts of the decision: tests/journal/test_replaying.py is about them.
    """
    found = rows(
        "SELECT kind, actor_id, entry_no, rule, detail FROM journal_event"
        " WHERE person_id = %s ORDER BY at",
        [person_id],
    )
    return [(*numbers, without_facts(detail)) for *numbers, detail in found]


def without_facts(detail: str) -> str:
    """The detail of an event as it would be without a decision."""
    return re.sub(r'"f":"[^"]*",?', "", detail).replace("{}", "")
