"""What the worker does each round, and what it does once an hour."""

from __future__ import annotations

import os
import threading
from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.contrib.sessions.models import Session
from django.db import connection
from django.test import Client

from carnet.api.oauth import actions as oauth
from carnet.api.oauth.models import Token
from carnet.base import clock
from carnet.cli import work


def test_a_slow_chore_waits_and_comes_back_after_a_failure(monkeypatch: pytest.MonkeyPatch) -> None:
    now, done, broken = [1000.0], [], [True]

    def chore() -> None:
        done.append(now[0])
        if broken[0]:
            raise TimeoutError

    monkeypatch.setattr(work, "time", SimpleNamespace(monotonic=lambda: now[0]))
    slow = work.slowly(chore, 60)
    with pytest.raises(TimeoutError):
        slow()
    broken[0] = False
    for now[0] in (1001.0, 1002.0, 1060.0, 1061.0, 1062.0):
        slow()
    assert done == [1000.0, 1001.0, 1061.0]


@pytest.mark.django_db
def test_what_runs_beside_the_rounds_is_waited_for_and_leaves_no_connection() -> None:
    kept = []

    def chore() -> None:
        connection.ensure_connection()
        kept.append(connection.connection)
        raise TimeoutError

    work.apart(chore)()
    work.finish()
    assert [one.closed for one in kept] == [True]


@pytest.mark.django_db
def test_what_time_has_ended_is_forgotten(client: Client) -> None:
    session = client.session
    session["record"] = 1
    session.save()
    Session.objects.create(
        session_key="old", session_data="", expire_date=clock.now() - timedelta(minutes=1)
    )
    with clock.moved(-2 * oauth.LIFETIME):
        oauth.issue(1)
    oauth.issue(2)
    for chore in work.chores():
        chore()
    work.finish()
    assert Session.objects.get().session_key == session.session_key
    assert Token.objects.get().organization_id == 2


def test_what_reads_documents_leaves_the_processor_to_others() -> None:
    seen: list[int] = []
    chore = work.humbly(lambda: seen.append(os.getpriority(os.PRIO_PROCESS, 0)))
    thread = threading.Thread(target=chore)
    thread.start()
    thread.join()
    assert seen == [work.NICE]
    assert os.getpriority(os.PRIO_PROCESS, 0) < work.NICE
