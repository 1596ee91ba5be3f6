"""/acces/: allowed, blocked, blocking in advance, each undone in one tap."""

from __future__ import annotations

import pytest
from django.test import Client

from carnet.sharing import queries
from uichecks.world import World


def _standing(world: World, professional_id: int) -> str:
    for view in queries.authorizations(world.julie):
        if view.professional_id == professional_id:
            return "blocked" if view.blocked else "allowed"
    return "none"


def test_it_lists_those_allowed_and_the_doctor(julie: Client) -> None:
    page = julie.get("/acces/")
    assert "Charrier" in page.context["doctor"].name
    assert any("Hamelin" in line.caregiver.name for line in page.context["allowed"])


def test_it_finds_a_professional_by_name(julie: Client) -> None:
    found = julie.get("/acces/?q=herv").context["found"]
    assert any("Hervé" in line.caregiver.name for line in found)


@pytest.mark.parametrize(
    ("typed", "words"), [("h", "au moins deux lettres"), ("zzzz", "orthographe")]
)
def test_it_says_why_nobody_is_found(julie: Client, typed: str, words: str) -> None:
    assert words in julie.get(f"/acces/?q={typed}").content.decode()


def test_block_in_advance_then_undo(julie: Client, world: World) -> None:
    base = f"/acces/soignants/{world.stranger}"
    page = julie.post(f"{base}/bloquer", follow=True).content.decode()
    assert _standing(world, world.stranger) == "blocked"
    assert f'action="{base}/debloquer"' in page
    julie.post(f"{base}/debloquer")
    assert _standing(world, world.stranger) == "none"


def test_undoing_a_block_gives_the_agreement_back(julie: Client, world: World) -> None:
    base = f"/acces/soignants/{world.doctor}"
    page = julie.post(f"{base}/bloquer", follow=True).content.decode()
    assert f'action="{base}/autoriser"' in page
    julie.post(f"{base}/autoriser")
    assert _standing(world, world.doctor) == "allowed"


def test_withdraw_then_undo(julie: Client, world: World) -> None:
    base = f"/acces/soignants/{world.doctor}"
    julie.post(f"{base}/retirer")
    assert _standing(world, world.doctor) == "none"
    julie.post(f"{base}/autoriser")
    assert _standing(world, world.doctor) == "allowed"


def test_nobody_unknown_is_blocked(julie: Client) -> None:
    assert julie.post("/acces/soignants/999999/bloquer").status_code == 404
    assert julie.post("/acces/voisins/1/bloquer").status_code == 404


@pytest.mark.parametrize("wanted", ["https://ailleurs.example/", "nulle-part", "patient:home"])
def test_it_returns_only_to_this_site(julie: Client, world: World, wanted: str) -> None:
    base = f"/acces/soignants/{world.stranger}"
    response = julie.post(f"{base}/bloquer", {"next": wanted})
    assert response["Location"] == "/acces/"
