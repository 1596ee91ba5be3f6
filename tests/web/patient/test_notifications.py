"""/notifications/: what is new, and saying that it was read."""

from __future__ import annotations

from django.test import Client


def test_it_lists_what_is_new(julie: Client) -> None:
    page = julie.get("/notifications/")
    assert page.context["unread"]
    assert any("Charrier" in notice.detail for notice in page.context["notices"])


def test_all_is_read_in_one_tap(julie: Client) -> None:
    julie.post("/notifications/lues")
    assert not julie.get("/notifications/").context["unread"]


def test_it_is_never_by_a_link(julie: Client) -> None:
    assert julie.get("/notifications/lues").status_code == 405
