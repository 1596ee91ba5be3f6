"""/documents/<uuid>/lecteurs/: who reads and why; hide and show, each undone in one tap."""

from __future__ import annotations

from django.test import Client

from carnet.access.facts import Actor, ActorKind
from carnet.base import clock
from carnet.sharing.actions import choose_emergency
from carnet.sharing.models import Delegation
from uichecks.world import World


def _address(world: World) -> str:
    return world.address(world.julie, world.documents[0])


def test_it_names_people_and_trades_with_a_reason(julie: Client, world: World) -> None:
    readers = julie.get(_address(world) + "lecteurs/").context["readers"]
    assert any("Charrier" in line.reader.name and line.reader.reason for line in readers.people)
    assert all(group.reason and group.names for group in readers.trades)


def test_hide_then_undo(julie: Client, world: World) -> None:
    address = _address(world)
    hidden = julie.post(address + "masquer", follow=True)
    assert hidden.redirect_chain == [(address + "lecteurs/", 302)]
    page = hidden.content.decode()
    assert "Ce document est masqué aux soignants." in page
    assert f'action="{address}afficher"' in page
    assert "médecin traitant" in page
    shown = julie.post(address + "afficher", follow=True).content.decode()
    assert f'action="{address}masquer"' in shown


def test_a_hidden_document_says_so_in_lists(julie: Client, world: World) -> None:
    julie.post(_address(world) + "masquer")
    assert "Masqué aux soignants" in julie.get("/documents/").content.decode()


def test_hiding_is_never_by_a_link(julie: Client, world: World) -> None:
    assert julie.get(_address(world) + "masquer").status_code == 405


def test_anothers_document_cannot_be_hidden(julie: Client, world: World) -> None:
    address = world.address(world.laura, world.laura_documents[0])
    assert julie.post(address + "masquer").status_code == 404


def test_it_answers_for_everybody_the_house_knows(julie: Client, world: World) -> None:
    answer = julie.get(_address(world) + "lecteurs/")
    readers = answer.context["readers"]
    assert [line.reader.name for line in readers.emergencies] == [
        "Le SAMU (15)",
        "Un médecin, en urgence",
    ]
    assert all(line.reader.allowed for line in readers.emergencies)
    assert {line.reader.kind for line in readers.services} == {
        "software", "agent", "operator", "application",
    }  # fmt: skip
    assert not any(line.reader.allowed for line in readers.services)
    for part in (readers.trades, readers.refused_trades), (readers.glass, readers.refused_glass):
        assert sum(len(group.names) for group in [*part[0], *part[1]]) == 46
    page = answer.content.decode()
    assert f'href="/acces/soignants/{world.doctor}/voir/"' in page
    assert 'href="/droits-de-lecture/"' in page


def test_an_emergency_refused_is_said(julie: Client, world: World) -> None:
    choose_emergency(
        world.julie,
        Actor(ActorKind.PERSON, world.julie),
        regulation=False,
        other_professionals=False,
        hidden_documents=False,
    )
    readers = julie.get(_address(world) + "lecteurs/").context["readers"]
    assert [line.reader.allowed for line in readers.emergencies] == [False, False]
    assert readers.glass == []
    assert [group.reason for group in readers.refused_glass] == [
        "Vous avez refusé l’accès en urgence."
    ]


def test_an_aidant_is_told_with_the_reason(julie: Client, world: World) -> None:
    Delegation.objects.create(
        person_id=world.julie, delegation_no=1, caregiver_id=world.laura, named="Laura",
        categories=["BIOLOGIE"], writes=False, hidden_documents=False, answer="accepted",
        offered_at=clock.now(), expires_at=clock.now(),
        until=clock.today().replace(year=clock.today().year + 1),
    )  # fmt: skip
    readers = julie.get(_address(world) + "lecteurs/").context["readers"]
    aidants = [line for line in readers.people if line.reader.kind == "caregiver"]
    assert [(line.role, line.reader.reason) for line in aidants] == [
        ("Proche aidant", "Votre aidant, autorisé par vous.")
    ]
    assert julie.get(aidants[0].see_as).status_code == 200
    letter = world.address(world.julie, world.documents[1])
    refused = julie.get(letter + "lecteurs/").context["readers"].refused_people
    assert "caregiver" in {line.reader.kind for line in refused}
