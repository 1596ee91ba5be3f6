"""/documents/choisir/: several documents hidden or shown at once, undone in one tap."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from uichecks.world import World

PAGE = "/documents/choisir/"


def keys(client: Client) -> list[str]:
    return [card.key for card in client.get(PAGE).context["cards"]]


def hidden(client: Client) -> list[str]:
    return [card.key for card in client.get(PAGE).context["cards"] if card.hidden]


def test_the_list_leads_to_it(julie: Client, world: World) -> None:
    assert f'href="{PAGE}"' in julie.get("/documents/").content.decode()
    here = julie.get("/documents/?rubrique=BIOLOGIE").content.decode()
    assert f'href="{PAGE}?rubrique=BIOLOGIE"' in here
    cards = julie.get(f"{PAGE}?rubrique=BIOLOGIE").context["cards"]
    assert {card.category for card in cards} == {"Résultats de biologie"}


def test_hide_several_then_undo_in_one_tap(julie: Client, world: World) -> None:
    first, second, *_ = keys(julie)
    julie.post(f"{PAGE}masquer", {"document": [first]}, follow=True)
    saved = julie.post(f"{PAGE}masquer", {"document": [first, second]}, follow=True)
    assert saved.redirect_chain == [("/documents/", 302)]
    words = saved.content.decode()
    assert "2 documents sont masqués aux soignants." in words
    (undo,) = re.findall(rf'action="({PAGE}afficher\?[^"]+)"', words)
    assert hidden(julie) == [first, second]
    julie.post(undo)
    assert hidden(julie) == [first]  # it was hidden before


def test_show_several(julie: Client, world: World) -> None:
    both = keys(julie)[:2]
    julie.post(f"{PAGE}masquer", {"document": both})
    saved = julie.post(f"{PAGE}afficher", {"document": both}, follow=True)
    assert "2 documents sont de nouveau visibles." in saved.content.decode()
    assert hidden(julie) == []


def test_it_leads_back_to_its_category(julie: Client, world: World) -> None:
    sent = {"document": keys(julie)[:1], "rubrique": "BIOLOGIE"}
    answer = julie.post(f"{PAGE}masquer", sent)
    assert answer.headers["Location"] == "/documents/?rubrique=BIOLOGIE"


def test_nothing_ticked(julie: Client, world: World) -> None:
    answer = julie.post(f"{PAGE}masquer")
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "Cochez au moins un document." in page
    assert "<title>Erreur" in page


@pytest.mark.parametrize("wrong", ["x", "00000000-0000-4000-8000-000000000000"])
def test_forged_documents(julie: Client, world: World, wrong: str) -> None:
    answer = julie.post(f"{PAGE}masquer", {"document": [*keys(julie)[:1], wrong]})
    assert answer.status_code == 404
    assert hidden(julie) == []


def test_anothers_document_stops_all(julie: Client, world: World) -> None:
    theirs = world.address(world.laura, world.laura_documents[0]).split("/")[2]
    answer = julie.post(f"{PAGE}masquer", {"document": [*keys(julie)[:1], theirs]})
    assert answer.status_code == 404
    assert hidden(julie) == []


def test_hiding_is_never_by_a_link(julie: Client, world: World) -> None:
    for verb in ("masquer", "afficher"):
        assert julie.get(f"{PAGE}{verb}").status_code == 405
