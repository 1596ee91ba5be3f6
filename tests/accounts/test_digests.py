"""The daily message: once a day, of what nobody read, content-free, and whole after a cut."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager
from datetime import UTC, datetime, timedelta

import pytest
from django.core import mail
from django.db import transaction

from carnet.accounts import digests
from carnet.accounts.models import Account
from carnet.base import clock, outbox
from carnet.base.database import execute, row
from carnet.notify import actions, preferences, waiting
from carnet.notify.preferences import Preferences
from carnet.notify.topics import PACES, Pace
from tests.accounts.world import CHILD, MOTHER, account, certified, enrol

pytestmark = pytest.mark.django_db
NIGHT = datetime(2026, 11, 21, 23, 0, tzinfo=UTC)  # midnight in Paris, in winter
DAILY = Preferences(dict.fromkeys(PACES, Pace.DAILY))


@pytest.fixture(autouse=True)
def _midnight() -> Iterator[None]:
    with at(0):
        yield


def at(hours: float) -> AbstractContextManager[None]:
    """The house lives this long after the midnight of the tests."""
    now = clock.now()
    return clock.moved(NIGHT + timedelta(hours=hours) - now)


@pytest.fixture
def mother() -> int:
    person_id, _account_id = account()
    preferences.choose(person_id, DAILY)
    outbox.drain()
    mail.outbox.clear()
    return person_id


@pytest.fixture
def child(mother: int) -> int:
    [enrolled] = enrol(CHILD)
    found = certified(enrolled)
    outbox.drain()
    mail.outbox.clear()
    execute("DELETE FROM notify_waiting")
    execute("UPDATE notify_notice SET read_at = now()")
    return found


def tell(person_id: int, *kinds: str, secret: bool = False) -> None:
    for kind in kinds:
        actions.tell(person_id, kind, secret_from_representatives=secret)
    outbox.drain()


def sent(hours: float) -> list[str]:
    """The subjects that leave when the timer runs this long after midnight."""
    mail.outbox.clear()
    with at(hours):
        digests.run()
        outbox.drain()
    return [str(message.subject) for message in mail.outbox]


def test_it_leaves_at_its_hour_and_says_how_many(mother: int) -> None:
    tell(mother, "AJOUT_DOCUMENT", "AJOUT_DOCUMENT", "CONSULTATION_PS")
    assert mail.outbox == []
    assert sent(7.9) == []
    assert sent(8.1) == ["3 nouveautés dans votre carnet"]


def test_it_says_nothing_of_what_there_is(mother: int) -> None:
    tell(mother, "AJOUT_DOCUMENT")
    assert sent(9) == ["1 nouveauté dans votre carnet"]
    [message] = mail.outbox
    assert message.to == [MOTHER.email]
    for secret in ("ocument", "DESMAUX", "athalie", MOTHER.matricule[:13], "soignant"):
        assert secret not in f"{message.subject}{message.body}"


def test_once_a_day_whatever_runs_and_comes(mother: int) -> None:
    tell(mother, "AJOUT_DOCUMENT")
    assert len(sent(8.1)) == 1
    assert sent(8.2) == []
    with at(8.3):
        tell(mother, "AJOUT_DOCUMENT")
    assert sent(23) == []
    assert sent(31) == []  # seven the next morning
    assert sent(32.1) == ["1 nouveauté dans votre carnet"]


def test_nothing_is_sent_when_all_was_read(mother: int) -> None:
    tell(mother, "AJOUT_DOCUMENT")
    actions.mark_read(mother)
    assert sent(9) == []
    with at(10):
        tell(mother, "AJOUT_DOCUMENT")
    assert len(sent(33)) == 1  # the silence of yesterday did not use the message of today


def test_nothing_is_sent_when_nothing_is_new(mother: int) -> None:
    assert sent(9) == []


def test_what_was_told_at_once_is_not_waited_for(mother: int) -> None:
    preferences.choose(mother, preferences.USUAL)
    tell(mother, "AJOUT_DOCUMENT")
    assert sent(9) == []


def test_what_is_never_told_is_not_counted(mother: int) -> None:
    preferences.choose(mother, Preferences(DAILY.paces | {"documents": Pace.NEVER}))
    tell(mother, "AJOUT_DOCUMENT", "CONSULTATION_PS")
    assert sent(9) == ["1 nouveauté dans votre carnet"]


def test_a_late_worker_writes_once(mother: int) -> None:
    """It was down for two days: one message, not two."""
    tell(mother, "AJOUT_DOCUMENT")
    with at(24):
        tell(mother, "AJOUT_DOCUMENT")
    assert sent(60) == ["2 nouveautés dans votre carnet"]
    assert sent(60.1) == []


def test_a_cut_loses_none_and_repeats_none(mother: int, monkeypatch: pytest.MonkeyPatch) -> None:
    tell(mother, "AJOUT_DOCUMENT")
    mail.outbox.clear()

    def cut(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched, at(9):
        patched.setattr(waiting, "told", cut)
        with pytest.raises(KeyboardInterrupt), transaction.atomic():
            digests.run()
    assert len(sent(9.1)) == 1
    assert sent(9.2) == []


def test_batches_are_bounded_and_all_are_written_to(
    mother: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(digests, "BATCH", 2)
    for reader in range(9001, 9006):
        Account.objects.create(
            identifier=f"lecteur-{reader}", person_id=reader, email=f"{reader}@example.org",
            created_at=clock.now(),
        )  # fmt: skip
        preferences.choose(reader, DAILY)
        tell(reader, "AJOUT_DOCUMENT")
    with at(9):
        assert waiting.take(0) == []
        assert digests.run(limit=3) == 3
        assert digests.run() == 2
        assert row("SELECT count(*) FROM notify_waiting") == (0,)


def test_one_message_for_oneself_and_a_child(mother: int, child: int) -> None:
    tell(mother, "CONSULTATION_PS")
    tell(child, "AJOUT_DOCUMENT", "AJOUT_DOCUMENT")
    assert sent(9) == ["3 nouveautés dans votre carnet"]


def test_a_secret_is_in_no_message_and_no_count(mother: int, child: int) -> None:
    tell(child, "AJOUT_DOCUMENT", "CONSULTATION_PS", secret=True)
    assert row("SELECT count(*) FROM notify_waiting") == (0,)
    assert sent(9) == []
    with at(10):
        tell(child, "AJOUT_DOCUMENT")
        tell(child, "CONSULTATION_PS", "AJOUT_DOCUMENT", secret=True)
    assert sent(33) == ["1 nouveauté dans votre carnet"]


def test_who_represents_no_more_is_not_told(mother: int, child: int) -> None:
    tell(child, "AJOUT_DOCUMENT")
    execute("UPDATE sharing_representation SET ended_at = now()")
    assert sent(9) == []


def test_a_closed_account_is_not_written_to(mother: int) -> None:
    tell(mother, "AJOUT_DOCUMENT")
    Account.objects.update(is_active=False)
    assert sent(9) == []


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        (datetime(2026, 11, 22, 6, 59, tzinfo=UTC), datetime(2026, 11, 21, 7, 0, tzinfo=UTC)),
        (datetime(2026, 11, 22, 7, 0, tzinfo=UTC), datetime(2026, 11, 22, 7, 0, tzinfo=UTC)),
        (datetime(2026, 7, 1, 6, 0, tzinfo=UTC), datetime(2026, 7, 1, 6, 0, tzinfo=UTC)),
        # The night of the change of hour, both ways.
        (datetime(2026, 3, 29, 7, 0, tzinfo=UTC), datetime(2026, 3, 29, 6, 0, tzinfo=UTC)),
        (datetime(2026, 10, 25, 6, 30, tzinfo=UTC), datetime(2026, 10, 24, 6, 0, tzinfo=UTC)),
    ],
)
def test_the_hour_is_that_of_the_law(now: datetime, expected: datetime) -> None:
    assert waiting.last_hour(now) == expected
