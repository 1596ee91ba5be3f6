"""/documents/<uuid>/lecteurs/: who reads and why; hide and show, each undone in one tap."""

from __future__ import annotations

from django.test import Client

from uichecks.world import World


def _address(world: World) -> str:
    return world.address(world.julie, world.documents[0])


def test_it_names_people_and_trades_with_a_reason(julie: Client, world: World) -> None:
    readers = julie.get(_address(world) + "lecteurs/").context["readers"]
    assert any("Charrier" in reader.name and reader.reason for reader in readers.people)
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
