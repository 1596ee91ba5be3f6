"""Journeys 6, 7 and 8 on a cheap phone, without JavaScript, within the taps of interface.md 2.3.

Who read my blood test and by what right: one tap from home. An access is reported, or blocked, in
three. A document is hidden in two, with undo. The settings of emergencies are two away.
"""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from carnet.sharing import reports
from carnet.sharing.queries import authorizations
from carnet.sharing.reports import Motive
from tests.journeys.test_family import enter
from uichecks.walk import Walk
from uichecks.world import World, build

pytestmark = pytest.mark.browser


@pytest.fixture
def world(address: str) -> World:
    return build()


@pytest.fixture
def walk(phone: Page, address: str, world: World) -> Walk:
    """Julie at home; her taps are counted from here."""
    enter(phone, address, world.julie)
    return Walk(phone)


def report_the_first_line(walk: Walk) -> None:
    walk.tap("Historique")
    walk.sees("Qui a lu ce carnet")
    walk.tap("Ce n’est pas normal")


def test_who_read_my_blood_test_and_why_in_one_tap(walk: Walk) -> None:
    walk.follow(walk.page.locator("main a.over").first)
    told = walk.page.inner_text("main")
    assert "a lu «\u00a0Bilan sanguin\u00a0»" in told
    assert "autorisé par vous" in told
    assert walk.taps == 1


def test_an_access_is_reported_in_three_taps(walk: Walk, world: World) -> None:
    report_the_first_line(walk)
    walk.tap("Envoyer le signalement", role="button")
    walk.sees("Votre signalement n°\u00a01 est parti")
    assert (walk.taps, walk.fields) == (3, 0)
    assert reports.one(world.julie, 1).motive is Motive.UNEXPLAINED


def test_the_one_who_entered_is_blocked_in_the_same_three(walk: Walk, world: World) -> None:
    report_the_first_line(walk)
    walk.page.get_by_label("Bloquer aussi").check()
    walk.tap("Envoyer le signalement", role="button")
    assert walk.taps == 3
    reported = reports.one(world.julie, 1).professional_id
    assert [one.professional_id for one in authorizations(world.julie) if one.blocked] == [reported]


def test_a_document_is_hidden_in_two_taps_and_shown_again(walk: Walk) -> None:
    walk.follow(walk.page.locator("main .item .title a").first)
    walk.tap("Masquer aux soignants", role="button")
    walk.sees("Ce document est masqué aux soignants.")
    assert walk.taps == 2
    walk.undo(walk.page.get_by_role("button", name="Annuler"))
    walk.sees("Ce document est de nouveau visible.")


def test_several_documents_are_hidden_in_two_taps_and_shown_again(walk: Walk, world: World) -> None:
    walk.tap("Choisir plusieurs documents")
    boxes = walk.page.locator("main input[type=checkbox]")
    for place in range(3):
        boxes.nth(place).check()
    walk.tap("Masquer aux soignants", role="button")
    walk.sees("3 documents sont masqués aux soignants.")
    assert walk.taps == 2
    walk.undo(walk.page.get_by_role("button", name="Annuler"))
    walk.sees("3 documents sont de nouveau visibles.")


def test_what_my_doctor_sees_is_two_taps_away(walk: Walk) -> None:
    walk.tap("Accès")
    walk.tap("Voir ce carnet comme cette personne")
    walk.sees("Vous regardez à sa place")
    assert walk.taps == 2


def test_the_settings_of_emergencies_are_two_taps_away(walk: Walk) -> None:
    walk.tap("Accès")
    walk.tap("Accès en urgence")
    walk.sees("Qui est entré en urgence")
    assert walk.taps == 2
