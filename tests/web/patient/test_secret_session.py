"""A « connexion secrète » of a minor leaves nothing to the representatives (R1111-50 CSP).

Two worlds differ by one such session, and go on alike. The parent then asks for every page of the
child's record, and for the copy of it: the answers are the same to the byte, identifiers apart.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.core import mail
from django.db import transaction
from django.test import Client
from falcon.testing import TestClient

from carnet.access.facts import Action, Actor, ActorKind, Purpose
from carnet.accounts.models import Account
from carnet.api.app import application
from carnet.api.oauth import actions as oauth
from carnet.api.oauth import tokens
from carnet.base import clock, outbox
from carnet.demo.nation.characters import PASSWORD
from carnet.identity import directory, people
from carnet.portability import making
from carnet.records import actions as records
from carnet.records import door
from carnet.sharing import actions as sharing
from carnet.sharing import expiry
from carnet.sharing.problems import SharingRefused
from carnet.web.patient.current import SESSION_KEY
from tests.records.world import document
from uichecks import visits
from uichecks.world import World

UUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="[^"]+"')
REFERENCE = re.compile(r"\b[0-9A-F]{4}-[0-9A-F]{4}\b")  # of an error page
SECRET = "INVISIBLE_REPRESENTANTS_LEGAUX"
Moment = Callable[[float], None]


@pytest.fixture
def hour(monkeypatch: pytest.MonkeyPatch) -> Moment:
    """Set the hour of both worlds: they live at the same moments, one after the other."""
    start, at = clock.now(), [timedelta()]

    def now() -> datetime:
        at[0] += timedelta(microseconds=1)
        return start + at[0]

    monkeypatch.setattr(clock, "now", now)
    return lambda hours: at.__setitem__(0, timedelta(hours=hours))


@pytest.fixture
def parent(client: Client, world: World) -> Client:
    """Julie, in the record of her daughter."""
    client.force_login(Account.objects.get(person_id=world.julie))
    session = client.session
    session[SESSION_KEY] = world.zoe
    session.save()
    return client


def doctor(world: World, purpose: Purpose = Purpose.NORMAL) -> Actor:
    known = directory.professional(world.stranger)
    assert known is not None
    place = known.organization_id or 0
    return Actor(ActorKind.PROFESSIONAL, world.stranger, place, "G15_10", purpose=purpose)


def secretly(world: World) -> None:
    """All that a professional does in a secret session, refusals included."""
    who = doctor(world, Purpose.SECRET)
    sharing.record_consent(world.zoe, who, professional_id=world.stranger)
    sharing.record_consent(world.zoe, who, organization_id=who.organization_id)
    _through_the_door(world, who)
    opened = door.open(world.zoe, who)
    opened.timeline()
    with pytest.raises(door.NotFound):
        opened.entry(999)
    secret = document(77, title="Contraception", author_professional_id=world.stranger)
    lot = records.Deposit(world.zoe, who, (secret,), unique_id="9.77")
    opened.read(records.deposit(lot).entries[0])
    opened.read(world.zoe_documents[0])
    door.status(world.zoe, who)
    with pytest.raises(SharingRefused):
        sharing.block(world.zoe, who, professional_id=world.doctor)
    with pytest.raises(SharingRefused):
        sharing.unblock(world.zoe, who, professional_id=world.doctor)
    sharing.withdraw_consent(world.zoe, who, professional_id=world.stranger)
    sharing.record_consent(world.zoe, who, professional_id=world.stranger, until=_soon())


def _soon() -> datetime:
    return clock.now() + timedelta(minutes=30)


def _through_the_door(world: World, who: Actor) -> None:
    """The same by the software: a token of a secret connection, a consent, a search."""
    tokens.forget()
    token = oauth.issue(who.organization_id, who.actor_id, purpose=SECRET)
    sent = {"Authorization": f"Bearer {token}", "Content-Type": "application/fhir+json"}
    oid, matricule = people.matricule(world.zoe)
    patient = {"identifier": {"system": f"urn:oid:{oid}", "value": matricule}}
    body = {"resourceType": "Consent", "status": "active", "patient": patient}
    api = TestClient(application, headers=sent)
    assert api.simulate_post("/fhir/Consent", json=body).status_code == 201
    asked = {"patient.identifier": f"urn:oid:{oid}|{matricule}", "status": "current"}
    assert api.simulate_get("/fhir/DocumentReference", params=asked).status_code == 200


def openly(world: World) -> None:
    """What happens afterwards in both worlds: the same professional, then the parent."""
    who = doctor(world)
    with pytest.raises(door.Refused):
        door.open(world.zoe, who)  # a secret consent serves secret sessions only
    sharing.record_consent(world.zoe, who, professional_id=world.stranger)
    door.open(world.zoe, who).timeline()
    lot = records.Deposit(world.zoe, who, (document(78),), unique_id="9.78")
    records.deposit(lot)


def pages() -> Iterator[str]:
    """Every address of a record's pages that has nothing to fill in."""
    apart = visits.ACTS | visits.UNDERWAY | visits.PUBLIC | visits.ENTRANCE
    for name, (before, pattern) in visits.routes().items():
        if ":" not in name and name not in apart and not pattern.pattern.converters:
            yield f"/{before}{pattern.pattern}"
    yield from ("/historique/?qui=tout", "/historique/?qui=moi", "/acces/?q=a")


def view(parent: Client, world: World) -> dict[str, Any]:
    """All that the parent can see; identifiers by their order in the page."""
    found: dict[str, Any] = {}
    special = [
        f"/acces/soignants/{world.stranger}/",
        f"/acces/soignants/{world.doctor}/",
        *(world.address(world.zoe, number) for number in world.zoe_documents),
        *(f"{world.address(world.zoe, n)}lecteurs/" for n in world.zoe_documents),
        *(f"{world.address(world.zoe, n)}historique/" for n in world.zoe_documents),
    ]
    for path in [*pages(), *special]:
        answer = parent.get(path)
        text = b"".join(answer).decode(errors="replace")
        found[path] = answer.status_code, answer.get("Location"), plain(text)
    assert parent.post("/mes-donnees/", {"password": PASSWORD}).status_code == 302
    making.make_waiting()
    copy = parent.get("/mes-donnees/fichier")
    assert copy.status_code == 200
    data = b"".join(copy.streaming_content)  # type: ignore[attr-defined]
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        found["copy"] = {name: archive.read(name) for name in archive.namelist()}
    return found


def plain(text: str) -> str:
    """Without the token of each form; identifiers are named in their order."""
    names: dict[str, str] = {}
    named = UUID.sub(lambda m: names.setdefault(m[0], f"id{len(names)}"), text)
    return TOKEN.sub("", REFERENCE.sub("", named))


def live(
    parent: Client, world: World, hour: Moment, session: Callable[[World], None] | None, *,
    after: Callable[[World], None] | None = None,
) -> dict[str, Any]:  # fmt: skip
    """One world, asked everything, then undone."""
    mail.outbox.clear()
    with transaction.atomic():
        hour(1)
        if session:
            session(world)
        outbox.drain()
        hour(2)
        expiry.run()
        outbox.drain()
        if after:
            hour(2.5)
            after(world)
            outbox.drain()
        hour(3)
        found = view(parent, world)
        found["messages"] = [(m.to, m.subject, m.body) for m in mail.outbox]
        transaction.set_rollback(True)
    return found


def compare(one: dict[str, Any], other: dict[str, Any]) -> list[str]:
    assert one.keys() == other.keys()
    return [path for path in one if one[path] != other[path]]


def test_the_parent_sees_no_difference(parent: Client, world: World, hour: Moment) -> None:
    with_it = live(parent, world, hour, secretly)
    without = live(parent, world, hour, None)
    assert compare(with_it, without) == []


def test_nor_afterwards(parent: Client, world: World, hour: Moment) -> None:
    """Nor when the same professional comes again, openly, and is told of for the first time."""
    with_it = live(parent, world, hour, secretly, after=openly)
    without = live(parent, world, hour, None, after=openly)
    assert compare(with_it, without) == []


def test_an_open_session_is_seen(parent: Client, world: World, hour: Moment) -> None:
    """Or the comparisons above would prove nothing."""
    with_it = live(parent, world, hour, openly)
    without = live(parent, world, hour, None)
    changed = compare(with_it, without)
    assert {"/accueil/", "/acces/", "/documents/", "/historique/", "/notifications/", "copy",
            "messages"} <= set(changed)  # fmt: skip


def test_what_the_parent_changes_without_knowing(world: World, hour: Moment) -> None:
    """To withdraw or to choose an administrator answers as if nothing were there."""
    sharing.record_consent(world.zoe, doctor(world, Purpose.SECRET), professional_id=world.stranger)
    mother = Actor(ActorKind.PERSON, world.julie)
    sharing.withdraw_consent(world.zoe, mother, professional_id=world.stranger)
    with pytest.raises(sharing.NotAuthorised):
        sharing.choose_administrator(world.zoe, mother, world.stranger)
    assert door.open(world.zoe, doctor(world, Purpose.SECRET), Action.SEARCH)
