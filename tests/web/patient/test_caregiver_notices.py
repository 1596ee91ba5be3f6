"""A caregiver is told of the documents of their scope, and of nothing else of the person's."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core import mail

from carnet.accounts import digests
from carnet.base import clock, outbox
from carnet.base.database import execute, rows
from carnet.notify import actions, preferences
from carnet.notify.preferences import Preferences
from carnet.notify.topics import PACES, Pace
from carnet.sharing.models import Delegation
from uichecks.world import World

HELPER = "david@courriel.example"


@pytest.fixture
def julie(world: World) -> int:
    """David helps Julie with her laboratory results."""
    Delegation.objects.create(
        person_id=world.julie, delegation_no=1, caregiver_id=world.empty, named="David",
        categories=["BIOLOGIE"], writes=False, hidden_documents=False, answer="accepted",
        offered_at=clock.now(), expires_at=clock.now(), until=clock.today() + timedelta(days=9),
        answered_at=clock.now(),
    )  # fmt: skip
    execute("UPDATE notify_notice SET read_at = now()")
    outbox.drain()
    return world.julie


def document(person_id: int, *, entrusted: bool) -> int:
    found = dict(
        rows("SELECT category = ANY(%s), max(entry_no) FROM records_entry WHERE person_id = %s"
             " AND hidden_from_professionals = FALSE GROUP BY 1", [["BIOLOGIE"], person_id])
    )  # fmt: skip
    return int(found[entrusted])


def told(person_id: int, kind: str, entry_no: int | None = None, *, secret: bool = False) -> bool:
    """Whether David is written to."""
    mail.outbox.clear()
    actions.tell(person_id, kind, entry_no, secret_from_representatives=secret)
    outbox.drain()
    return [HELPER] in [message.to for message in mail.outbox]


def test_of_a_document_of_the_scope(julie: int) -> None:
    assert told(julie, "AJOUT_DOCUMENT", document(julie, entrusted=True))


def test_of_no_other_document_nor_of_none(julie: int) -> None:
    assert not told(julie, "AJOUT_DOCUMENT", document(julie, entrusted=False))
    assert not told(julie, "AJOUT_DOCUMENT", 9999)
    assert not told(julie, "DOCUMENT_EN_ATTENTE")


@pytest.mark.parametrize(
    "kind", ["CONSULTATION_PS", "ACCES_DMP_PS", "ACCES_BRIS_GLACE", "REPONSE_SUPPORT"]
)
def test_of_no_access_and_no_letter(julie: int, kind: str) -> None:
    assert not told(julie, kind)


def test_of_nothing_secret(julie: int) -> None:
    assert not told(julie, "AJOUT_DOCUMENT", document(julie, entrusted=True), secret=True)


@pytest.mark.parametrize(
    "over", ["ended_at = now()", "until = current_date - 1", "answer = 'pending'"]
)
def test_of_nothing_once_it_is_over(julie: int, over: str) -> None:
    execute(f"UPDATE sharing_delegation SET {over}")
    assert not told(julie, "AJOUT_DOCUMENT", document(julie, entrusted=True))


def test_a_daily_message_counts_what_the_scope_allows(julie: int, world: World) -> None:
    preferences.choose(world.empty, Preferences(dict.fromkeys(PACES, Pace.DAILY)))
    assert not told(julie, "AJOUT_DOCUMENT", document(julie, entrusted=True))
    told(julie, "AJOUT_DOCUMENT", document(julie, entrusted=False))
    told(julie, "CONSULTATION_PS")
    mail.outbox.clear()
    with clock.moved(timedelta(days=1)):
        digests.run()
        outbox.drain()
    assert [(m.to, m.subject) for m in mail.outbox] == [([HELPER], "1 nouveauté dans votre carnet")]


def test_a_delegation_that_ends_before_the_hour_leaves_no_message(julie: int, world: World) -> None:
    preferences.choose(world.empty, Preferences(dict.fromkeys(PACES, Pace.DAILY)))
    told(julie, "AJOUT_DOCUMENT", document(julie, entrusted=True))
    execute("UPDATE sharing_delegation SET ended_at = now()")
    mail.outbox.clear()
    with clock.moved(timedelta(days=1)):
        digests.run()
        outbox.drain()
    assert mail.outbox == []


def test_being_told_leaves_no_trace_of_a_reading(julie: int) -> None:
    before = rows("SELECT count(*) FROM journal_event")
    told(julie, "AJOUT_DOCUMENT", document(julie, entrusted=True))
    assert rows("SELECT count(*) FROM journal_event") == before
