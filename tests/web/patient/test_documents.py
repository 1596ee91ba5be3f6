"""/documents/: categories with their counts, months, pages, nothing of anyone else."""

from __future__ import annotations

from django.test import Client

from uichecks.world import World


def test_it_counts_by_category(julie: Client, world: World) -> None:
    choices = julie.get("/documents/").context["choices"]
    assert choices[0].count == len(world.documents)
    assert sum(choice.count for choice in choices[1:]) == choices[0].count


def test_it_keeps_one_category(julie: Client) -> None:
    page = julie.get("/documents/?rubrique=BIOLOGIE")
    titles = {card.title for month in page.context["periods"] for card in month.cards}
    assert titles == {"Bilan sanguin"}


def test_it_refuses_an_unknown_category(julie: Client) -> None:
    assert julie.get("/documents/?rubrique=AUTRE").status_code == 404


def test_it_refuses_a_forged_page(julie: Client) -> None:
    assert julie.get("/documents/?suite=forged").status_code == 404
