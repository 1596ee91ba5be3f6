"""/famille/: each child of the reader, in every situation, and nobody else's."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.test import Client

from carnet.access.facts import Actor, ActorKind
from carnet.accounts import family
from carnet.accounts.opposition import Way
from carnet.base import clock
from carnet.records import actions as records
from carnet.sharing import actions as sharing
from tests.accounts.families import MAJORITY, NAMED, Family, person
from tests.web.family.conftest import Enter

FAMILY = "/famille/"
SYSTEM = Actor(ActorKind.SYSTEM)


def _card(client: Client, first_name: str) -> str:
    """The words and addresses of the card of one child."""
    text = client.get(FAMILY).content.decode()
    cards = re.findall(r'<li><div class="card">.*?</li>', text, re.DOTALL)
    [found] = [card for card in cards if f"{first_name} Desmaux" in card]
    return str(found)


def _buttons(card: str) -> list[str]:
    shown = re.findall(r"<(?:a|button) class=\"button[^>]*>(.*?)</(?:a|button)>", card, re.DOTALL)
    return [re.sub(r"<span.*?</span>", "", words).strip() for words in shown]


@pytest.mark.django_db
def test_it_asks_to_sign_in(client: Client) -> None:
    assert client.get(FAMILY)["Location"].startswith("/connexion/")


def test_each_twin_has_both_choices_alike(mother: Client) -> None:
    for name in ("Lea", "Jules"):
        card = _card(mother, name)
        assert _buttons(card) == ["Activer", "M’opposer"]
        assert len(re.findall('class="button primary"', card)) == 2
        assert "il sera créé après le" in card


def test_a_parent_without_children_is_told_how_they_come(enter: Enter, here: Family) -> None:
    text = enter(here.father).get(FAMILY).content.decode()
    assert "Aucun enfant rattaché à vous" in text
    assert "Lea" not in text


@pytest.mark.parametrize(
    ("state", "words", "buttons"),
    [
        ("active", "Activé", ["Ouvrir ce carnet", "Deuxième parent"]),
        ("created", "Pas encore activé", ["Activer", "Fermer ce carnet"]),
        ("opposed", "Opposition enregistrée", ["Preuve d’opposition (PDF)", "Changer d’avis"]),
        ("withdrawn", "Pas encore activé", ["Activer", "Ouvrir ce carnet", "Fermer ce carnet"]),
        ("denied", "Pas votre rôle", []),
        ("closed", "Fermé", ["Rouvrir ce carnet"]),
        ("suspended", "Carnet arrêté", []),
    ],
)
def test_each_situation_says_what_may_be_done(
    mother: Client, here: Family, state: str, words: str, buttons: list[str]
) -> None:
    _bring(here, state)
    card = _card(mother, "Lea")
    assert words in card
    assert _buttons(card) == buttons
    assert _buttons(_card(mother, "Jules")) == ["Activer", "M’opposer"]


def _bring(here: Family, state: str) -> None:
    if state == "created":
        records.open_record(here.lea, SYSTEM)
    if state in {"active", "closed", "suspended"}:
        family.activate(here.mother, here.lea)
    if state in {"opposed", "withdrawn"}:
        family.oppose(here.mother, here.lea, Way.OPPOSE)
    if state == "withdrawn":
        family.withdraw_opposition(here.mother, here.lea)
    if state == "denied":
        family.deny(here.mother, here.lea)
    if state == "closed":
        records.close_now(here.lea, person(here.mother))
    if state == "suspended":
        records.suspend(here.lea, SYSTEM, records.Reason.FRAUD)


def test_a_parent_attached_second_is_told_that_the_other_activated(
    enter: Enter, here: Family
) -> None:
    sharing.declare_representative(here.lea, here.father, until=MAJORITY, rank=2)
    family.activate(here.mother, here.lea)
    card = _card(enter(here.father), "Lea")
    assert "Activé par un autre parent" in card
    assert _buttons(card) == ["Activer"]


def test_the_second_representative_does_not_invite(enter: Enter, here: Family) -> None:
    family.activate(here.mother, here.lea)
    sharing.invite(here.lea, person(here.mother), NAMED)
    sharing.accept_invitation(here.lea, 1, here.father)
    assert _buttons(_card(enter(here.father), "Lea")) == ["Ouvrir ce carnet"]


def test_an_invitation_is_shown_to_the_invited_only(
    mother: Client, enter: Enter, here: Family
) -> None:
    family.activate(here.mother, here.lea)
    sharing.invite(here.lea, person(here.mother), NAMED)
    assert "vous invite à être" in enter(here.father).get(FAMILY).content.decode()
    assert "vous invite à être" not in mother.get(FAMILY).content.decode()


def test_a_grown_child_is_no_longer_there(mother: Client, here: Family) -> None:
    with clock.moved(timedelta(days=(MAJORITY - clock.today()).days)):
        mother = _again(here)
        assert "Aucun enfant rattaché à vous" in mother.get(FAMILY).content.decode()


def _again(here: Family) -> Client:
    from carnet.accounts.models import Account

    client = Client()
    client.force_login(Account.objects.get(person_id=here.mother))
    return client


def test_the_home_page_says_who_waits_for_an_answer(mother: Client, here: Family) -> None:
    assert "Votre réponse est attendue pour Jules, Lea." in mother.get("/accueil/").content.decode()
    family.deny(here.mother, here.lea)
    family.activate(here.mother, here.jules)
    assert "Votre réponse est attendue" not in mother.get("/accueil/").content.decode()


def test_the_page_is_the_readers_from_a_childs_record_too(mother: Client, here: Family) -> None:
    family.activate(here.mother, here.lea)
    session = mother.session
    session["record"] = here.lea
    session.save()
    text = mother.get(FAMILY).content.decode()
    assert "Vous êtes dans le carnet <strong>de " in text
    assert _buttons(_card(mother, "Jules")) == ["Activer", "M’opposer"]
