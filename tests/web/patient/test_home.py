"""/accueil/: the person's own news first, a new result in one tap."""

from __future__ import annotations

from django.test import Client

from uichecks.world import World


def test_alerts_come_before_documents(julie: Client) -> None:
    page = julie.get("/accueil/").content.decode()
    assert "Bonjour Julie" in page
    assert page.index("pour la première fois") < page.index("À faire")


def test_a_new_document_is_one_tap_away(julie: Client, world: World) -> None:
    page = julie.get("/accueil/").content.decode()
    assert world.address(world.julie, world.documents[0]) in page
    assert "Nouveau" in page


def test_a_known_access_is_not_told_again(julie: Client) -> None:
    before = julie.get("/accueil/").context["alerts"]
    julie.post(f"/notifications/{before[0].notice_id}/lue")
    after = julie.get("/accueil/").context["alerts"]
    assert len(after) == len(before) - 1


def test_it_says_who_read_each_document_last_and_leads_to_why(julie: Client, world: World) -> None:
    page = julie.get("/accueil/").content.decode()
    address = world.address(world.julie, world.documents[0]) + "historique/"
    assert f'href="{address}">Lu par Dr ' in page
    assert "Personne d’autre ne l’a lu." in page
    why = julie.get(address).content.decode()
    assert "autorisé par vous" in why


def test_an_alert_that_is_not_normal_leads_to_what_was_done(julie: Client, world: World) -> None:
    page = julie.get("/accueil/").content.decode()
    assert f'href="/historique/?soignant={world.doctor}"' in page
