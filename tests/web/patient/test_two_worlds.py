"""What is kept from a reader changes nothing on any of their pages (law 2), nor in what they get.

Two worlds differ by something that this reader may not know of. All pages are asked in both:
status, headers, words, totals, errors, notices, e-mails, the copy of the record, and how many
statements each answer took.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from difflib import unified_diff
from io import BytesIO
from typing import Any, NamedTuple
from zipfile import ZipFile

import pytest
from django.core import mail
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django.fixtures import Settings

from carnet.accounts.models import Account
from carnet.base import clock, outbox
from carnet.identity import directory
from carnet.portability import making
from carnet.records import door
from carnet.sharing.actions import record_consent
from tests.contents.reports import read_all
from tests.web.patient.kept_secrets import (
    SECRET,
    deposited,
    doctor,
    entrusted,
    hidden_from_an_aidant,
    not_announced,
    secret_from_parents,
)
from tests.web.patient.pages import APART, key, numbers, pages
from uichecks import filing, visits
from uichecks.visits import routes
from uichecks.world import PASSWORD, World

LINES = 3  # of the first page of the history, opened one by one
_NOISE = (
    (re.compile(r'name="csrfmiddlewaretoken" value="[^"]+"'), "csrf"),
    (re.compile(r"/historique/[0-9a-f-]{36}/"), "/historique/<event>/"),
    (re.compile(r"\b[0-9A-F]{4}-[0-9A-F]{4}\b"), "<reference>"),
    (re.compile(r"\?d=[\w-]+"), "?d=<words>"),
)
_HEADERS = ("Content-Type", "Cache-Control", "Location", "Content-Disposition", "Vary")


class Place(NamedTuple):
    """Who looks, the beginning of their address, and whose record is on the screen."""

    reader_id: int
    name: str
    person_id: int


@pytest.fixture
def ticking(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """Each request happens at its own moment, its events in the order of their writing."""
    start, ticks, order = clock.now(), [0], [0]

    def tick() -> None:
        ticks[0], order[0] = ticks[0] + 1, 0

    def numbered(_bits: int) -> int:
        order[0] += 1
        return 2**31 + 1000 * ticks[0] + order[0]

    monkeypatch.setattr(clock, "now", lambda: start + timedelta(hours=1, seconds=ticks[0]))
    monkeypatch.setattr("carnet.journal.events.secrets.randbits", numbered)
    monkeypatch.setattr(directory._recent, "ttl", 3600.0)  # forgotten between the worlds only

    def rewind() -> None:
        ticks[0], order[0] = 0, 500  # after what both worlds share

    tick.rewind = rewind  # type: ignore[attr-defined]
    return tick


def test_every_page_of_a_record_is_asked(world: World) -> None:
    """A new page is compared in both worlds, or says in APART why it tells nothing of a record."""
    left = {name for name in routes() if ":" not in name}
    left -= visits.ACTS | visits.UNDERWAY | visits.PUBLIC | APART | pages(world, 1).keys()
    assert left == set()


@contextmanager
def undone() -> Iterator[None]:
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def observed(client: Client, world: World, person_id: int, tick: Any) -> list[Any]:
    """All that this reader gets, page after page; POSTs and the copy last."""
    asked = (path for paths in pages(world, person_id).values() for path in paths)
    found: list[Any] = [_asked(client, "get", path, tick) for path in asked]
    for start in ("/documents/", "/historique/?qui=tout"):
        found += _followed(client, start, tick)
    for number in numbers(world, person_id):
        for verb in ("masquer", "afficher", f"lecteurs/soignants/{world.doctor}/masquer"):
            path = world.address(person_id, number) + verb
            found.append(_asked(client, "post", path, tick))
    found.append(_copy(client, tick))
    found.append([(one.to, one.subject, one.body) for one in mail.outbox])
    return found


def _followed(client: Client, address: str, tick: Any) -> Iterator[Any]:
    """Each page of a list, to its end."""
    while address:
        tick()
        answer = client.get(address)
        yield _said(answer)
        lines = re.findall(r'href="(/historique/[0-9a-f-]{36}/)"', answer.content.decode())
        for line in lines[:LINES]:
            yield _asked(client, "get", line, tick)
            yield _asked(client, "get", f"{line}signaler/", tick)
        address = answer.context["older"] if answer.status_code == 200 else ""


def _asked(client: Client, method: str, path: str, tick: Any) -> tuple[Any, ...]:
    tick()
    with CaptureQueriesContext(connection) as statements:
        answer = getattr(client, method)(path)
    verbs = [one["sql"].split()[0] for one in statements if "SAVEPOINT" not in one["sql"]]
    name = re.sub(r"[0-9a-f-]{36}", "", path.partition("?")[0])
    return (name, *_said(answer), len(verbs))


def _said(answer: Any) -> tuple[Any, ...]:
    text = answer.content.decode(errors="replace")
    for pattern, instead in _NOISE:
        text = pattern.sub(instead, text)
    return answer.status_code, [answer.get(name) for name in _HEADERS], text


def _copy(client: Client, tick: Any) -> dict[str, Any]:
    tick()
    asked = client.post("/mes-donnees/", {"password": PASSWORD})
    if asked.status_code != 302:  # a copy is the person's own
        return {"refused": _said(asked)}
    making.make_waiting()
    answer = client.get("/mes-donnees/fichier")
    with ZipFile(BytesIO(b"".join(answer.streaming_content))) as copy:  # type: ignore[attr-defined]
        return {name: copy.read(name) for name in copy.namelist()}


# Who reads, whose record, and what is kept from the one in the other.
WORLDS = {
    "not announced, to the holder": ("julie", "julie", not_announced),
    "secret of a minor, to a representative": ("julie", "zoe", secret_from_parents),
    "hidden, to a proche aidant": ("laura", "julie", hidden_from_an_aidant),
}


@pytest.mark.parametrize("name", WORLDS)
def test_the_two_worlds_look_the_same(
    client: Client, world: World, ticking: Any, settings: Settings, name: str
) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    reader, whose, secret = WORLDS[name]
    here = Place(getattr(world, reader), reader, getattr(world, whose))
    record_consent(here.person_id, doctor(world), professional_id=world.doctor)
    entrusted(world)
    filing.build(world)
    outbox.drain(100)
    answers = [_world(client, world, here, ticking, one) for one in (None, secret)]
    assert not _differences(*answers)


def _differences(without: list[Any], together: list[Any]) -> list[str]:
    """Where the two worlds differ, in a few words."""
    assert len(without) == len(together)
    lines = [
        f"{one[0] if isinstance(one, tuple) else ''} {line}"
        for one, other in zip(without, together, strict=True)
        if one != other
        for line in unified_diff(_lines(one), _lines(other), n=0, lineterm="")
    ]
    return [line[:300] for line in lines if not re.search(r" (---|\+\+\+|@@) ", line)]


def _lines(answer: Any) -> list[str]:
    parts = answer.items() if isinstance(answer, dict) else answer
    found = (line for part in parts for line in re.split(r"\n|(?<=>)(?=<)", str(part)))
    return [str(answer)[:60], *found] if isinstance(answer, tuple) else list(found)


def _world(
    client: Client,
    world: World,
    here: Place,
    tick: Any,
    secret: Callable[[World, int], None] | None,
) -> list[Any]:
    mail.outbox.clear()
    directory.forget()  # what a process remembers spares statements
    with undone():
        tick.rewind()
        if secret:
            secret(world, here.person_id)
            read_all()
        door.open(here.person_id, doctor(world)).timeline(
            limit=100
        )  # in both: it returns the secret
        mail.outbox[:] = [one for one in mail.outbox if f"{here.name}@" in one.to[0]]
        client.force_login(Account.objects.get(person_id=here.reader_id))
        if here.person_id != here.reader_id:
            client.post("/profils/", {"person": key(here.person_id)})
        found = observed(client, world, here.person_id, tick)
    client.logout()
    return found


def test_what_is_not_kept_from_the_reader_does_show(
    client: Client, world: World, ticking: Any, settings: Settings
) -> None:
    """Or the comparison above would prove nothing."""
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    record_consent(world.zoe, doctor(world), professional_id=world.doctor)

    def told(world: World, person_id: int) -> None:
        door.open(person_id, doctor(world)).read(deposited(world, person_id))

    here = Place(world.julie, "julie", world.zoe)
    without, together = [_world(client, world, here, ticking, one) for one in (None, told)]
    pairs = zip(without, together, strict=False)
    differing = {str(one[0]) for one, other in pairs if one != other and isinstance(one, tuple)}
    assert {"/accueil/", "/documents/", "/historique/", "/notifications/"} <= differing
    assert any(SECRET in str(line) for line in together)
