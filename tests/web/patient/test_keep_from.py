"""One document kept from one reader: the page of readers leads there, one tap undoes it."""

from __future__ import annotations

import re

from django.test import Client

from uichecks.world import World


def readers(world: World) -> str:
    return world.address(world.julie, world.documents[0]) + "lecteurs/"


def keepable(client: Client, world: World) -> str:
    """The address of the first reader from whom the document can be kept."""
    page = client.get(readers(world)).content.decode()
    found = re.findall(rf'href="({readers(world)}\w+/\d+/)"', page)
    assert found, "nobody on the page can be kept from it"
    return str(found[0])


def test_the_page_says_what_would_change(julie: Client, world: World) -> None:
    answer = julie.get(keepable(julie, world))
    assert answer.status_code == 200
    told = answer.context["difference"]
    assert [one.words for one in told.people] == ["1 document ne sera plus lu par\u00a0:"]
    assert told.trades == []
    assert "médecin traitant" in answer.content.decode()


def test_keep_then_lift(julie: Client, world: World) -> None:
    address = keepable(julie, world)
    name = julie.get(address).context["caregiver"].name
    saved = julie.post(address + "masquer", follow=True)
    assert saved.redirect_chain == [(readers(world), 302)]
    page = saved.content.decode()
    assert f"Ce document est masqué à {name}." in page
    assert "Masqué à ces personnes" in page
    assert page.count(f'action="{address}afficher"') == 2  # to undo, and in the list
    shown = julie.post(address + "afficher", follow=True).content.decode()
    assert "Masqué à ces personnes" not in shown


def test_it_says_when_nothing_would_change(julie: Client, world: World) -> None:
    page = julie.get(f"{readers(world)}soignants/{world.doctor}/").content.decode()
    assert "Rien ne change aujourd’hui" in page  # the médecin traitant
    assert "le lira encore" in page


def test_the_author_and_the_treating_doctor_are_told_apart(julie: Client, world: World) -> None:
    page = julie.get(readers(world)).content.decode()
    assert "Vous ne pouvez pas lui masquer ce document" in page


def test_whom_the_directory_does_not_know(julie: Client, world: World) -> None:
    for whom in ("soignants/999999/", "structures/999999/", "voisins/1/"):
        assert julie.get(readers(world) + whom).status_code == 404
        assert julie.post(readers(world) + whom + "masquer").status_code == 404


def test_anothers_document(julie: Client, world: World) -> None:
    theirs = world.address(world.laura, world.laura_documents[0])
    number = keepable(julie, world).rsplit("lecteurs/", 1)[1]
    assert julie.get(f"{theirs}lecteurs/{number}").status_code == 404
    assert julie.post(f"{theirs}lecteurs/{number}masquer").status_code == 404


def test_keeping_is_never_by_a_link(julie: Client, world: World) -> None:
    address = keepable(julie, world)
    for verb in ("masquer", "afficher"):
        assert julie.get(address + verb).status_code == 405
