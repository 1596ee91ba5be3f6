"""Several workers on one outbox: each effect is done by one of them, and once."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence

import pytest
from django.db import connection

from carnet.base import claims, outbox
from carnet.base.models import Outbox
from carnet.base.outbox import Effect

pytestmark = pytest.mark.django_db(transaction=True)


def _at_once(*functions: Callable[[], object]) -> None:
    def run(function: Callable[[], object]) -> None:
        try:
            function()
        finally:
            connection.close()

    crew = [threading.Thread(target=run, args=(function,)) for function in functions]
    for thread in crew:
        thread.start()
    for thread in crew:
        thread.join()


def test_workers_share_the_work(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each waits in its first batch until the other has one: they truly work at once."""
    meeting = threading.Barrier(2, timeout=20)
    done: list[tuple[int, int]] = []
    met = threading.local()

    def count(effects: Sequence[Effect]) -> None:
        if not hasattr(met, "once"):
            met.once = meeting.wait()
        done.extend((threading.get_ident(), effect.payload["number"]) for effect in effects)

    monkeypatch.setattr(outbox, "BATCH", 7)
    monkeypatch.setitem(outbox._consumers, "count", count)
    outbox.put_many("count", [(number, {"number": number}) for number in range(100)])
    _at_once(outbox.drain, outbox.drain)
    assert sorted(number for _, number in done) == list(range(100))
    assert len({worker for worker, _ in done}) == 2
    assert not Outbox.objects.exists()


def test_a_claim_passes_over_rows_that_another_holds() -> None:
    outbox.put_many("count", [(number, {}) for number in range(4)])
    found: list[int] = []

    def claim() -> None:
        claimed = claims.claim(2, outbox.LEASE, [], among=False)
        found.extend(effect.person_id for effect in claimed)

    _at_once(claim, claim)
    assert sorted(found) == [0, 1, 2, 3]


def test_a_worker_whose_lease_ended_waits_then_finds_nothing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Both hold the same effect; the second deletes nothing, so it does nothing."""
    outbox.put(7, "count", number=1)
    claimed = claims.claim(1, outbox.LEASE, [], among=False)
    inside, done = threading.Event(), list[int]()

    def count(effects: Sequence[Effect]) -> None:
        inside.set()
        done.extend(effect.person_id for effect in effects)

    def late() -> None:
        assert inside.wait(20)
        outbox._do(claimed)

    monkeypatch.setitem(outbox._consumers, "count", count)
    _at_once(lambda: outbox._do(claimed), late)
    assert done == [7]
