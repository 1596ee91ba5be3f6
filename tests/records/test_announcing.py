"""R1111-53 CSP: told after two weeks that a document waits, shown after a month."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from carnet.access.facts import Actor
from carnet.base import clock, outbox
from carnet.base.database import execute, row, rows
from carnet.journal.kinds import EventKind
from carnet.notify import queries as notices
from carnet.records import door
from carnet.records.actions import (
    NotFound,
    Reason,
    Refused,
    announce,
    reveal_due,
    suspend,
    tell_due,
)
from carnet.records.states import SYSTEM
from carnet.sharing.actions import block
from tests.records.world import (
    BIOLOGIST,
    DOCTOR,
    HOLDER,
    KINE,
    LAB,
    MOTHER,
    PERSON,
    STRANGER,
    consent,
    document,
    events,
    put,
    represent,
    seen,
)

WAITING = document(1, hidden_from_patient=True)


@pytest.fixture(autouse=True)
def deposited(record: int) -> None:
    put(WAITING, document(2))
    outbox.drain()


def told(*, representative: bool = False) -> list[tuple[str, int | None]]:
    outbox.drain()
    return [(n.kind, n.entry_no) for n in notices.notices(PERSON, representative=representative)]


def work(after: timedelta) -> tuple[int, int]:
    """What the worker does that long after the deposit: people told, people who see more."""
    with clock.moved(after):
        return tell_due(), reveal_due()


def kinds() -> list[int]:
    return [kind for kind, *_ in events()]


def test_nothing_is_told_before_two_weeks() -> None:
    assert work(timedelta(days=13, hours=23)) == (0, 0)
    assert (seen(HOLDER), told()) == ([2], [("AJOUT_DOCUMENT", 2)])


def test_then_the_patient_learns_that_one_waits_never_which() -> None:
    assert work(timedelta(days=14, minutes=1)) == (1, 0)
    assert ("DOCUMENT_EN_ATTENTE", None) in told()
    assert events()[-1][0:3] == (EventKind.DOCUMENT_ANNOUNCED, 0, 1)
    assert seen(HOLDER) == [2]
    with pytest.raises(NotFound):
        door.open(PERSON, HOLDER).read(1)


def test_they_are_told_once() -> None:
    work(timedelta(days=15))
    assert work(timedelta(days=16)) == (0, 0)
    assert told().count(("DOCUMENT_EN_ATTENTE", None)) == 1


def test_several_that_wait_are_told_in_one_notice() -> None:
    put(document(3, hidden_from_patient=True))
    assert work(timedelta(days=15)) == (1, 0)
    assert told().count(("DOCUMENT_EN_ATTENTE", None)) == 1
    assert kinds().count(EventKind.DOCUMENT_ANNOUNCED) == 2


def test_after_a_month_it_is_visible_by_itself() -> None:
    assert work(timedelta(days=32))[1] == 1
    assert seen(HOLDER) == [1, 2]
    assert events()[-1][0:3] == (EventKind.DOCUMENT_REVEALED, 0, 1)
    assert ("REMISE_VISIBILITE_AUTO", 1) in told()
    assert rows(
        "SELECT version, hidden_from_patient FROM records_entry_version"
        " WHERE entry_no = 1 ORDER BY version"
    ) == [(1, True), (2, False)]
    assert work(timedelta(days=33)) == (0, 0)


@pytest.mark.parametrize(
    ("since", "until"),
    [("2026-01-31", "2026-02-28"), ("2026-03-15", "2026-04-15"), ("2028-01-30", "2028-02-29")],
)
def test_a_month_is_one_of_the_calendar(
    since: str, until: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    at = datetime.fromisoformat(since).replace(hour=9, tzinfo=UTC)
    execute("UPDATE records_announcement SET since = %s", [at])
    end = datetime.fromisoformat(until).replace(hour=9, tzinfo=UTC)
    monkeypatch.setattr(clock, "now", lambda: end - timedelta(seconds=1))
    assert reveal_due() == 0
    monkeypatch.setattr(clock, "now", lambda: end)
    assert reveal_due() == 1


def test_what_was_replaced_meanwhile_is_not_told_what_replaced_it_is() -> None:
    put(document(3, replaces_entry_no=1, hidden_from_patient=True))
    work(timedelta(days=15))
    assert [n for kind, _, n, *_ in events() if kind == EventKind.DOCUMENT_ANNOUNCED] == [3]
    work(timedelta(days=32))
    assert seen(HOLDER) == [2, 3]
    assert [kind for kind, _ in told()].count("REMISE_VISIBILITE_AUTO") == 1


def test_the_secret_of_a_minor_is_not_told_to_the_representatives() -> None:
    put(document(3, hidden_from_patient=True, hidden_from_representatives=True))
    execute("UPDATE records_announcement SET ended_at = now() WHERE entry_no = 1")
    work(timedelta(days=15))
    work(timedelta(days=32))
    assert {kind for kind, _ in told(representative=True)} == {"AJOUT_DOCUMENT"}
    assert {"DOCUMENT_EN_ATTENTE", "REMISE_VISIBILITE_AUTO"} <= {kind for kind, _ in told()}


def test_a_record_that_is_not_open_waits() -> None:
    suspend(PERSON, SYSTEM, Reason.MALFUNCTION)
    assert work(timedelta(days=32)) == (0, 0)


def test_its_author_announces_it_sooner() -> None:
    assert announce(PERSON, BIOLOGIST, 1) == {1: 2}
    assert seen(HOLDER) == [1, 2]
    assert events()[-2][0:3] == (EventKind.DOCUMENT_REVEALED, BIOLOGIST.actor_id, 1)
    assert ("AJOUT_DOCUMENT", 1) in told()
    assert work(timedelta(days=32)) == (0, 0)
    assert row("SELECT count(*) FROM records_announcement WHERE ended_at IS NULL") == (0,)


def test_announcing_twice_changes_nothing_more() -> None:
    announce(PERSON, BIOLOGIST, 1)
    assert announce(PERSON, BIOLOGIST, 1) == {}
    assert kinds().count(EventKind.DOCUMENT_REVEALED) == 1


@pytest.mark.parametrize(
    ("actor", "problem"),
    [(HOLDER, NotFound), (STRANGER, Refused), (LAB, Refused), (KINE, Refused), (DOCTOR, Refused)],
)
def test_nobody_else_does(actor: Actor, problem: type[Exception]) -> None:
    consent(DOCTOR)
    with pytest.raises(problem):
        announce(PERSON, actor, 1)
    assert events()[-1][0] == EventKind.ACCESS_REFUSED
    assert seen(HOLDER) == [2]


def test_neither_do_a_blocked_author_and_a_parent() -> None:
    block(PERSON, HOLDER, professional_id=BIOLOGIST.actor_id)
    represent()
    tries: list[Callable[[], object]] = [
        lambda: announce(PERSON, BIOLOGIST, 1),
        lambda: announce(PERSON, MOTHER, 1),
    ]
    for attempt in tries:
        with pytest.raises((Refused, NotFound)):
            attempt()
    assert seen(HOLDER) == [2]


def test_an_author_in_an_emergency_announces_nothing() -> None:
    from carnet.access.facts import Purpose

    hurried = replace(BIOLOGIST, purpose=Purpose.BREAK_GLASS, reason="urgence")
    with pytest.raises(Refused):
        announce(PERSON, hurried, 1)
