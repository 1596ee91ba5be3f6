"""Every address of the people's doors, asked as an attacker would: refused in words, never a fault.

Django's test client raises what a page raises, so a fault shows where it comes from.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from pytest_django.fixtures import Settings

from carnet.accounts.models import Account
from carnet.base.ids import Kind, Pointer, conceal
from carnet.journal import proofs
from carnet.web.desk.session import COOKIE
from tests.web.lived import build, keys
from tests.web.routes import EVERY, POINTING, addresses
from uichecks import desk
from uichecks.visits import AGENT
from uichecks.world import World

METHODS = ("HEAD", "PUT", "FOO")
FORM = "application/x-www-form-urlencoded"
BOUNDARY = "multipart/form-data; boundary=B"
# Names that forms of the house read, so that each value below reaches somebody.
NAMES = {
    "matricule",
    "vitale",
    "code",
    "identifier",
    "password",
    "contact",
    "channel",
    "paper",
    "seen",
    "birth_date_0",
    "birth_date_1",
    "birth_date_2",
    "day_0",
    "day_1",
    "day_2",
    "document",
    "days",
    "family_name",
    "words",
    "subject",
    "scan",
    "files",
    "kind",
    "person",
    "key",
    "groups",
    "height",
    "weight",
    "size",
    "shared",
    "certified",
    "choice",
    "next",
    "name",
    "q",
    "state",
    "nonce",
}
VALUES = ("%00", "%FF", "%20%09", "9" * 400, "nulle-part", "1")
BODIES = [
    *((FORM, "&".join(f"{name}={value}" for name in sorted(NAMES))) for value in VALUES),
    (FORM, "&".join(f"{name}=1&{name}=2" for name in sorted(NAMES))),
    (FORM, "&".join(f"f{n}=1" for n in range(1000))),
    (
        BOUNDARY,
        '--B\r\nContent-Disposition: form-data; name="scan"; filename="../a\0"\r\n\r\n%\r\n',
    ),
    (BOUNDARY, "\0" * 300),
    ("multipart/form-data", "x"),
    ("application/json", "{"),
]
HEADERS = {
    "range": "bytes=9-1,-", "if-none-match": 'W/"', "if-modified-since": "Mon, 99 Foo 99999",
    "accept-language": "x" * 2000, "referer": "nulle-part", "x-forwarded-for": "' OR 1=1,,::::",
    "user-agent": "\xff" * 300,
}  # fmt: skip
EXISTING: dict[str, tuple[object, ...]] = {
    "code": ("G15_60", "BIOLOGIE", "fr"),
    "kind": ("soignants", "professionnel"),
}
# « Not ready yet »: nothing is sealed inside the transaction of a test.
UNSEALED = {("patient:proof", 503)}
QUERIES = ("%00%FF", "9" * 400, "nulle-part")
ALL = slice(None)  # pages


@pytest.mark.parametrize(
    ("who", "pages"),
    [("anyone", ALL), ("agent", ALL), *(("person", slice(one, None, 4)) for one in range(4))],
)
def test_no_request_makes_a_page_fail(
    who: str, pages: slice, db: None, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(proofs, "_PATIENCE", 0)  # no sealer comes inside a transaction
    settings.ACTIVATIONS_PER_SECOND = 1e9
    world = build()
    client, kept = entered(who, world)
    asked, answered = 0, Counter[int]()
    for name, found in list(every(world, desk=who == "agent"))[pages]:
        address = found[0]
        if who != "anyone":
            address = next((one for one in found if is_there(client, kept, one)), address)
        for ask in requests(client, address):
            with undone(client, kept):
                status = ask()
            asked += 1
            answered[status] += 1
            assert status < 500 or (name, status) in UNSEALED, (name, status)
    assert asked > 200
    assert who == "anyone" or answered[302] < asked / 2, "most of them only met the sign-in"


@contextmanager
def undone(client: Client, kept: dict[str, str]) -> Iterator[None]:
    """One request more must not be refused only because of what an earlier one did."""
    client.cookies.clear()
    client.cookies.load(kept)
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def entered(who: str, world: World) -> tuple[Client, dict[str, str]]:
    """A browser, and the cookies that it keeps."""
    if who == "anyone":
        return Client(), {}
    if who == "agent":
        return Client(), {COOKIE: desk.session(world, AGENT)}
    client = Client()
    client.force_login(Account.objects.get(person_id=world.julie))
    return client, {"sessionid": client.cookies["sessionid"].value}


def every(world: World, *, desk: bool) -> Iterator[tuple[str, list[str]]]:
    """Each route of the desk, or of the people, with addresses of it; but the way out."""
    pointed, link = list(keys(world)), conceal(Pointer(Kind.LINK, world.julie, 1))
    there = EXISTING | {"number": (world.doctor, 1), "link": (link,)}
    for name, wanted in EVERY:
        if name.startswith("desk:") is desk and not name.endswith("sign_out"):
            some = pointed if wanted & POINTING else pointed[:1]
            yield name, list(addresses(name, wanted, some, **there))


def is_there(client: Client, kept: dict[str, str], address: str) -> bool:
    """Whether it points at something: a page is looked at, a form alone is sent empty."""
    with undone(client, kept):
        status = client.get(address).status_code
        return (client.post(address).status_code if status == 405 else status) != 404


def requests(client: Client, address: str) -> Iterator[Callable[[], int]]:
    """Each hostile request: it is made when called, and gives its status."""

    def ask(method: str, asked: str, body: str = "", **told: Any) -> Callable[[], int]:
        return lambda: client.generic(method, asked, body, **told).status_code

    yield from (ask(method, address) for method in METHODS)
    yield from (ask("POST", address, body, content_type=kind) for kind, body in BODIES)
    yield ask("GET", address, headers=HEADERS)
    for value in QUERIES:
        asked = "&".join(
            f"{name}={value}" for name in (*sorted(NAMES), "page", "avant", "qui", "suite")
        )
        yield ask("GET", f"{address}?{asked}")
