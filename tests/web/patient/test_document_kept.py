"""/documents/<uuid>/ from what was kept of it when it arrived: the same page, or a reading anew."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.test import Client

from carnet.base.database import execute, row
from carnet.contents import drawing
from carnet.formats import sandbox
from uichecks.world import World

_OF = "FROM contents_reading WHERE person_id = %s AND entry_no = %s"
_OURS = re.compile(r'name="csrfmiddlewaretoken" value="[^"]+"|nonce="[^"]+"')


@pytest.fixture
def readings(monkeypatch: pytest.MonkeyPatch) -> list[bytes]:
    """The documents that a child reads for a page, one after the other."""
    asked: list[bytes] = []
    real = sandbox.showing

    @contextmanager
    def showing(data: bytes, first: int = 1) -> Iterator[Any]:
        asked.append(data)
        with real(data, first) as shown:
            yield shown

    monkeypatch.setattr(sandbox, "showing", showing)
    return asked


def page(client: Client, world: World, number: int, asked: str = "") -> str:
    answer = client.get(world.address(world.julie, number) + asked)
    assert answer.status_code == 200
    return _OURS.sub("", answer.content.decode())


def keep(world: World, number: int, shown: bytes | None) -> None:
    """Put something else where what a page shows is kept."""
    execute(
        "UPDATE contents_reading SET shown = %s WHERE person_id = %s AND entry_no = %s",
        [shown, world.julie, number],
    )


def kept(world: World, number: int) -> bytes:
    found = row(f"SELECT shown {_OF}", [world.julie, number])
    assert found
    return bytes(found[0])


@pytest.mark.parametrize("asked", ["", "?print=1"])
def test_each_page_is_the_same_as_one_read_anew(
    julie: Client, world: World, readings: list[bytes], asked: str
) -> None:
    for number in world.documents:
        page(julie, world, number)  # it is new no more
        served = page(julie, world, number, asked)
        assert not readings
        keep(world, number, None)
        assert page(julie, world, number, asked) == served
        assert readings
        readings.clear()


def test_it_is_kept_sealed(world: World) -> None:
    assert b"erritine" not in kept(world, world.documents[0])


def test_what_other_readers_drew_is_read_anew(
    julie: Client, world: World, readings: list[bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(drawing, "edition", lambda: "of a newer release")
    assert "Ferritine" in page(julie, world, world.documents[0])
    assert len(readings) == 1


@pytest.mark.parametrize("damage", ["altered", "of another document", "cut", "empty"])
def test_what_does_not_open_is_read_anew(
    julie: Client, world: World, readings: list[bytes], damage: str
) -> None:
    first, second = world.documents[:2]
    sealed = kept(world, first)
    wrong = {
        "altered": sealed[:-1] + bytes([sealed[-1] ^ 1]),
        "of another document": kept(world, second),
        "cut": sealed[:20],
        "empty": b"",
    }
    keep(world, first, wrong[damage])
    assert "Ferritine" in page(julie, world, first)
    assert len(readings) == 1


def test_the_event_is_the_same(julie: Client, world: World) -> None:
    """What was kept serves a page only after the bytes were given, and the trace told of it."""
    number = world.documents[0]
    page(julie, world, number)
    told = "SELECT count(*) FROM journal_event WHERE person_id = %s AND entry_no = %s"
    before = row(told, [world.julie, number])
    page(julie, world, number)
    after = row(told, [world.julie, number])
    assert before
    assert after
    by_page = after[0] - before[0]
    keep(world, number, None)
    page(julie, world, number)
    last = row(told, [world.julie, number])
    assert last
    assert last[0] - after[0] == by_page >= 1
