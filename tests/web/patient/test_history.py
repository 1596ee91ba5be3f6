"""/historique/: sentences by day, filters, pages without end nor repeat."""

from __future__ import annotations

import pytest
from django.test import Client

from carnet.web.patient import history
from uichecks.world import World


def test_it_tells_who_read(julie: Client, world: World) -> None:
    page = julie.get("/historique/").content.decode()
    assert "Charrier" in page
    assert "Bilan sanguin" in page


def test_it_keeps_ones_own_acts(julie: Client, world: World) -> None:
    julie.post(world.address(world.julie, world.documents[0]) + "masquer")
    page = julie.get("/historique/?qui=moi").content.decode()
    assert "masqué" in page
    assert "Hamelin" not in page


def test_pages_follow_one_another(julie: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(history, "PAGE", 3)
    seen: list[tuple[str, str]] = []
    address = "/historique/?qui=tout"
    while address and len(seen) < 200:
        page = julie.get(address)
        seen += [(m.hour, m.detail) for day in page.context["days"] for m in day.moments]
        address = page.context["older"]
    assert len(seen) > 6


@pytest.mark.parametrize("bad", ["qui=voisin", "avant=x", "avant=2026-01-01~y"])
def test_it_refuses_a_forged_address(julie: Client, bad: str) -> None:
    assert julie.get(f"/historique/?{bad}").status_code == 404


def test_what_happened_several_times_is_told_once(julie: Client) -> None:
    page = julie.get("/historique/").content.decode()
    told = "Dr Hélène Charrier a ajouté «\u00a0Ordonnance de médicaments\u00a0»."
    assert f"{told} 6 fois." in page
    assert page.count(told) == 1


def test_an_agreement_noted_for_oneself_is_told_shortly(julie: Client) -> None:
    assert "Dr Hélène Charrier a noté votre accord." in julie.get("/historique/").content.decode()
