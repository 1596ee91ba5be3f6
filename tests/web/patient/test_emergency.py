"""/acces/urgence/: the three switches, and who entered."""

from __future__ import annotations

import pytest
from django.test import Client

from carnet.access.facts import Actor, ActorKind, Purpose
from carnet.base import clock, outbox
from carnet.records import door
from carnet.sharing import queries, reviews
from uichecks.world import World

PATH = "/acces/urgence/"
YES = {"regulation": "yes", "other_professionals": "yes", "hidden_documents": "no"}


def enter(world: World, reason: str) -> None:
    stranger = Actor(
        ActorKind.PROFESSIONAL, world.stranger, 1, "G15_10", purpose=Purpose.BREAK_GLASS,
        reason=reason, reason_at=clock.now(),
    )  # fmt: skip
    door.open(world.julie, stranger)


def test_it_is_two_taps_from_home(julie: Client) -> None:
    assert 'href="/acces/"' in julie.get("/accueil/").content.decode()
    assert f'href="{PATH}"' in julie.get("/acces/").content.decode()


def test_nothing_is_ticked_for_anyone(julie: Client) -> None:
    page = julie.get(PATH).content.decode()
    assert "checked" not in page
    assert "Vous n’avez pas encore répondu" in page
    assert "Personne n’est entré en urgence" in page


def test_each_switch_is_its_own(julie: Client, world: World) -> None:
    answer = julie.post(PATH, YES)
    assert (answer.status_code, answer["Location"]) == (302, PATH)
    chosen = queries.emergency(world.julie)
    assert chosen is not None
    assert (chosen.regulation, chosen.other_professionals, chosen.hidden_documents) == (
        True, True, False,
    )  # fmt: skip
    assert julie.get(PATH).content.decode().count("checked") == 3


@pytest.mark.parametrize("posted", [{}, YES | {"regulation": "perhaps"}])
def test_each_question_is_answered(julie: Client, world: World, posted: dict[str, str]) -> None:
    assert julie.post(PATH, posted).status_code == 422
    assert queries.emergency(world.julie) is None


def test_who_entered_why_and_what_was_found(julie: Client, world: World) -> None:
    enter(world, "Patiente inconsciente <b>aux</b> urgences")
    page = julie.get(PATH).content.decode()
    assert "Patiente inconsciente &lt;b&gt;aux&lt;/b&gt; urgences" in page
    assert "Le service va examiner cet accès" in page
    reviews.review(world.julie, 1, "unjustified", "Aucun passage aux urgences.")
    page = julie.get(PATH).content.decode()
    assert "il n’était pas justifié" in page
    assert "Aucun passage aux urgences." in page


def test_who_said_no_is_not_entered(julie: Client, world: World) -> None:
    julie.post(PATH, YES | {"other_professionals": "no"})
    with pytest.raises(door.Refused):
        enter(world, "Patiente inconsciente aux urgences")
    assert "Personne n’est entré en urgence" in julie.get(PATH).content.decode()


def test_the_alert_and_the_notice_lead_to_the_reason(julie: Client, world: World) -> None:
    enter(world, "Patiente inconsciente aux urgences")
    outbox.drain()
    home = julie.get("/accueil/").content.decode()
    assert "Votre carnet a été ouvert en urgence" in home
    assert f'<a href="{PATH}">Lire son motif</a>' in home
    notices = julie.get("/notifications/").context["notices"]
    assert PATH in [notice.href for notice in notices]
    assert all("inconsciente" not in notice.title + notice.detail for notice in notices)


def test_what_changes_alike_in_both_is_said_once(julie: Client, world: World) -> None:
    answer = julie.post(PATH, dict.fromkeys(YES, "no") | {"voir": "1"})
    (both,) = answer.context["difference"].emergencies
    assert both.title == "Pendant un appel au 15, et en urgence sans votre accord"
    assert "Rien ne change" not in answer.content.decode()


def test_the_difference_is_told_before_it_is_saved(julie: Client, world: World) -> None:
    answer = julie.post(PATH, YES | {"regulation": "no", "voir": "1"})
    assert answer.status_code == 200
    (regulation,) = answer.context["difference"].emergencies  # the other emergency is as it was
    assert regulation.title == "Pendant un appel au 15"
    assert all(one.lost for one in regulation.changes)
    counts = [int(one.words.split()[0]) for one in regulation.changes]
    assert counts == sorted(counts, reverse=True)
    trades = [name for one in regulation.changes for name in one.names]
    assert {"Médecin", "Infirmier", "Pharmacien"} <= set(trades)
    assert len(trades) == len(set(trades))
    assert queries.emergency(world.julie) is None  # nothing is saved
    assert answer.content.decode().count("checked") == 3
