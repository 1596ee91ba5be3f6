"""What leaves the house: sent in no transaction, its try counted first, never twice if it can."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection

from carnet.base import clock, outbox
from carnet.base.database import rows
from carnet.base.models import Outbox

pytestmark = pytest.mark.django_db(transaction=True)


class Mailbox:
    """A sender of ``letter``: keeps what left, and what stood of its effect when it did."""

    def __init__(self) -> None:
        self.sent: list[str] = []
        self.attempts: list[int] = []
        self.refuses: set[str] = set()
        self.dies = False

    def __call__(self, person_id: int, to: str) -> None:
        assert not connection.in_atomic_block
        [(attempts,)] = rows("SELECT attempts FROM base_outbox WHERE payload ->> 'to' = %s", [to])
        if to in self.refuses:
            raise OSError
        self.sent.append(to)
        self.attempts.append(attempts)
        if self.dies:
            raise KeyboardInterrupt


@pytest.fixture
def mailbox(monkeypatch: pytest.MonkeyPatch) -> Mailbox:
    made = Mailbox()
    monkeypatch.setitem(outbox._senders, "letter", made)
    return made


def post(*names: str) -> None:
    outbox.put_many("letter", [(1, {"to": name}) for name in names])


def test_a_letter_leaves_once_in_order(mailbox: Mailbox) -> None:
    post(*"abcdefghijklmno")
    assert outbox.drain() == 15
    assert outbox.drain() == 0
    assert mailbox.sent == list("abcdefghijklmno")
    assert set(mailbox.attempts) == {1}


def test_one_that_is_refused_makes_no_other_leave_twice(mailbox: Mailbox) -> None:
    mailbox.refuses = {"b"}
    post("a", "b", "c")
    outbox.drain()
    mailbox.refuses = set()
    assert outbox.drain() == 0
    with clock.moved(timedelta(seconds=3)):
        outbox.drain()
    assert mailbox.sent == ["a", "c", "b"]


def test_a_poisoned_effect_beside_sends_nothing_again(mailbox: Mailbox) -> None:
    post("a")
    outbox.put(1, "unknown kind")
    post("b")
    outbox.drain()
    with clock.moved(timedelta(hours=1)):
        outbox.drain()
    assert mailbox.sent == ["a", "b"]


def test_a_worker_that_dies_over_a_letter_sends_it_again_later_not_for_ever(
    mailbox: Mailbox,
) -> None:
    mailbox.dies = True
    post("a")
    with pytest.raises(KeyboardInterrupt):
        outbox.drain()
    assert outbox.drain() == 0  # its try was counted: it waits
    mailbox.dies = False
    with clock.moved(outbox.LONG_LEASE):
        assert outbox.drain() == 1
    assert mailbox.sent == ["a", "a"]
    assert not Outbox.objects.exists()


def test_slow_sending_lets_the_house_work(
    mailbox: Mailbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(outbox, "SENDING", 0.0)
    post("a")
    assert outbox.drain() == 0
    monkeypatch.setattr(outbox, "SENDING", 5.0)
    assert outbox.drain() == 1
