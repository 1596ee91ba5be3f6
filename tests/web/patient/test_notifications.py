"""/notifications/: what is new, and saying that it was read."""

from __future__ import annotations

from django.test import Client

from carnet.base import clock
from uichecks.world import World


def test_it_lists_what_is_new(julie: Client) -> None:
    page = julie.get("/notifications/")
    assert page.context["unread"]
    assert any("Charrier" in notice.detail for notice in page.context["notices"])


def test_all_is_read_in_one_tap(julie: Client) -> None:
    julie.post("/notifications/lues")
    assert not julie.get("/notifications/").context["unread"]


def test_it_is_never_by_a_link(julie: Client) -> None:
    assert julie.get("/notifications/lues").status_code == 405


def test_a_consultation_names_who_and_leads_to_their_lines_of_that_day(
    julie: Client, world: World
) -> None:
    page = julie.get("/notifications/")
    found = [one for one in page.context["notices"] if "Charrier" in one.detail]
    assert found
    day = clock.today().isoformat()
    address = f"/historique/?soignant={world.doctor}&du={day}&au={day}"
    assert address in [one.href for one in found]
    history = julie.get(address).content.decode()
    assert "Charrier" in history
    assert "Ce n’est pas normal" in history
