"""What a minor keeps from the family, a caregiver does not see either: two worlds are one.

Nobody can be the caregiver of a minor. Were a row there all the same, or a mandate older than a
judgment, the rules hold: representative and caregiver get the same pages with the secret or not.
"""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.db import transaction
from django.test import Client

from carnet.access.facts import Actor, ActorKind
from carnet.base import clock, outbox
from carnet.base.database import execute
from carnet.records import actions as records
from tests.records.world import document
from tests.web.delegation.conftest import signed_in
from uichecks.world import World

TOKEN = re.compile(
    r'name="csrfmiddlewaretoken" value="[^"]+"|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}'
)
CARE = Actor(ActorKind.PROFESSIONAL, 1, profession="G15_10")
PAGES = (
    "/accueil/", "/documents/", "/documents/?rubrique=BIOLOGIE", "/plus/", "/profils/",
    "/famille/", "/premiers-pas/antecedents/",
)  # fmt: skip


def as_caregiver(world: World) -> Client:
    now, until = clock.now(), clock.today() + timedelta(days=30)
    execute(
        "INSERT INTO sharing_delegation (person_id, delegation_no, caregiver_id, named, categories,"
        " writes, hidden_documents, answer, offered_at, expires_at, until, answered_at)"
        " VALUES (%s, 1, %s, 'Laura', NULL, TRUE, TRUE, 'accepted', %s, %s, %s, %s)",
        [world.zoe, world.laura, now, now, until, now],
    )
    return signed_in(world.laura, inside=world.zoe)


def view(client: Client, world: World, secret: int) -> list[tuple[int, str]]:
    paths = [*PAGES, *(world.address(world.zoe, one) for one in world.zoe_documents)]
    answers = [client.get(path) for path in (*paths, world.address(world.zoe, secret))]
    return [(one.status_code, _plain(one.content.decode())) for one in answers]


def _plain(page: str) -> str:
    return re.sub(r"\b[0-9A-F]{4}-[0-9A-F]{4}\b", "", TOKEN.sub("", page))


@pytest.mark.parametrize("who", ["representative", "caregiver"])
@pytest.mark.parametrize("flag", ["hidden_from_representatives", "hidden_from_patient"])
def test_a_secret_changes_nothing_for_either(world: World, who: str, flag: str) -> None:
    def live(*, secret: bool) -> list[tuple[int, str]]:
        with transaction.atomic():
            number = max(world.zoe_documents) + 1
            if secret:
                new = document(77, title="Contraception", **{flag: True})
                lot = records.Deposit(world.zoe, CARE, (new,), unique_id="9.77")
                assert records.deposit(lot).entries == (number,)
                outbox.drain()
            parent = who == "representative"
            client = signed_in(world.julie, world.zoe) if parent else as_caregiver(world)
            found = view(client, world, number)
            transaction.set_rollback(True)
        return found

    assert live(secret=True) == live(secret=False)


def test_the_two_worlds_would_differ_for_what_is_not_secret(world: World) -> None:
    client = as_caregiver(world)
    before = client.get("/documents/").content
    lot = records.Deposit(world.zoe, CARE, (document(78),), unique_id="9.78")
    records.deposit(lot)
    assert client.get("/documents/").content != before
