"""Every address of the people's doors, asked as an attacker would: refused in words, never a fault.

Django's test client raises what a page raises, so a fault shows where it comes from.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from carnet.accounts.models import Account
from carnet.web.desk.session import COOKIE
from tests.web.desk.test_nothing_medical import EVERY, addresses
from uichecks import desk
from uichecks.visits import AGENT
from uichecks.world import World, build

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
QUERIES = ("%00%FF", "9" * 400, "nulle-part")


@pytest.mark.parametrize("who", ["anyone", "person", "agent"])
def test_no_request_makes_a_page_fail(who: str, db: None, settings: Settings) -> None:
    settings.ACTIVATIONS_PER_SECOND = 1e9
    world = build()
    client, kept, asked = entered(who, world)
    client.cookies.load(kept)
    for name, address in every(world):
        if name.endswith("sign_out") or (who == "agent") != name.startswith("desk:"):
            continue
        for status in answers(client, address):
            client.cookies.load(kept)
            asked += 1
            assert status < 500, (name, status)
    assert asked > 200


def entered(who: str, world: World) -> tuple[Client, dict[str, str], int]:
    """A browser, the cookies that it began with, and how many requests were made."""
    if who == "anyone":
        return Client(), {}, 0
    if who == "agent":
        desk.build(world)
        return Client(), {COOKIE: desk.session(world, AGENT)}, 0
    client = Client()
    client.force_login(Account.objects.get(person_id=world.julie))
    return client, {"sessionid": client.cookies["sessionid"].value}, 0


def every(world: World) -> Iterator[tuple[str, str]]:
    """Each route with an address of it that exists, and one that does not."""
    for name, wanted in EVERY:
        yield name, next(iter(addresses(name, wanted, world)))


def answers(client: Client, address: str) -> Iterator[int]:
    """The status of each hostile request."""
    for method in METHODS:
        yield client.generic(method, address).status_code
    for kind, body in BODIES:
        yield client.generic("POST", address, body, content_type=kind).status_code
    yield client.get(address, headers=HEADERS).status_code
    for value in QUERIES:
        query = "&".join(
            f"{name}={value}" for name in (*sorted(NAMES), "page", "avant", "qui", "suite")
        )
        yield client.get(f"{address}?{query}").status_code
