"""/profils/: a parent enters a child's record, and nobody else's, checked at each request."""

from __future__ import annotations

from django.test import Client

from carnet.accounts.models import Account
from carnet.base.ids import Kind, Pointer, conceal
from carnet.journal.kinds import EventKind
from carnet.journal.queries import history
from carnet.web.patient.current import SESSION_KEY
from uichecks.world import World


def _key(person_id: int) -> str:
    return str(conceal(Pointer(Kind.PERSON, person_id)))


def test_a_parent_enters_a_childs_record(julie: Client, world: World) -> None:
    page = julie.post("/profils/", {"person": _key(world.zoe)}, follow=True).content.decode()
    assert "Zoé Marchand" in page
    assert 'class="band band-other"' in page
    assert julie.get(world.address(world.zoe, world.zoe_documents[0])).status_code == 200
    assert julie.get(world.address(world.julie, world.documents[0])).status_code == 404
    switched = [one for one in history(world.zoe) if one.kind is EventKind.PROFILE_SWITCHED]
    assert [one.actor_id for one in switched] == [world.julie]


def test_nobody_enters_a_strangers_record(julie: Client, world: World) -> None:
    assert julie.post("/profils/", {"person": _key(world.laura)}).status_code == 404
    assert julie.post("/profils/", {"person": "x"}).status_code == 404
    assert "Julie Marchand" in julie.get("/accueil/").content.decode()
    assert EventKind.PROFILE_SWITCHED not in {one.kind for one in history(world.laura)}


def test_the_choice_is_checked_again_at_each_request(client: Client, world: World) -> None:
    client.force_login(Account.objects.get(person_id=world.laura))
    session = client.session
    session[SESSION_KEY] = world.zoe
    session.save()
    page = client.get("/accueil/").content.decode()
    assert "Zoé" not in page
    assert SESSION_KEY not in client.session
