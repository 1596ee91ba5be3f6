"""/acces/proches/: give in three screens, nothing told of who exists, revoke in two taps."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

import pytest
from django.conf import settings
from django.db import transaction
from django.test import Client

from carnet.access.facts import Actor, ActorKind
from carnet.accounts import attempts
from carnet.base import outbox
from carnet.identity import people
from carnet.records import actions as records
from carnet.records.life import Reason
from carnet.sharing import delegates, delegation
from tests.web.delegation.conftest import SCOPE, signed_in, typed
from uichecks.world import World

WHO, WHAT, LIST = "/acces/proches/confier/", "/acces/proches/confier/choix/", "/acces/proches/"
AGENT = Actor(ActorKind.AGENT, 1)
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="[^"]+"|[0-9a-f]{8}(-[0-9a-f]{4}){3}-\w{12}')


def give(julie: Client, who: dict[str, str], what: Mapping[str, object]) -> str:
    """The two forms, and the page that follows."""
    assert julie.post(WHO, who).headers["Location"] == WHAT
    page = julie.post(WHAT, what, follow=True)
    assert page.redirect_chain == [(LIST, 302)]
    return page.content.decode()


def test_two_forms_after_the_page_of_access(julie: Client, world: World) -> None:
    assert f'href="{WHO}"' in julie.get("/acces/").content.decode()
    page = give(julie, typed(world.laura), SCOPE)
    assert "Attend une réponse" in page
    assert "Tous les documents, sauf les directives anticipées." in page
    [offered] = delegates.received(world.laura)
    assert (offered.categories, offered.writes, offered.hidden_documents) == (None, False, False)


def test_only_what_is_ticked_is_entrusted(julie: Client, world: World) -> None:
    some: dict[str, object] = {
        "which": "choix", "categories": ["BIOLOGIE", "ORD_SOIN"], "hidden": "oui",
        "writes": "oui", "months": "1",
    }  # fmt: skip
    page = give(julie, typed(world.laura), some)
    assert "Seulement\u00a0: Ordonnances et soins, Résultats de biologie." in page
    [offered] = delegates.received(world.laura)
    assert set(offered.categories or ()) == {"BIOLOGIE", "ORD_SOIN"}
    assert (offered.writes, offered.hidden_documents) == (True, True)


def test_what_it_opens_is_told_before_it_leaves(julie: Client, world: World) -> None:
    julie.post(WHO, typed(world.laura))
    answer = julie.post(WHAT, SCOPE | {"voir": "1"})
    assert answer.status_code == 200
    (told,) = answer.context["difference"].people
    assert told.words.endswith("pourront être lus par\u00a0:")
    assert len(told.names) == 1
    assert told.words[0] == str(len(world.documents))
    assert delegates.given(world.julie) == []  # nothing left


@pytest.mark.parametrize(
    "changes",
    [
        {"which": "choix"},
        {"which": ""},
        {"months": "2"},
        {"hidden": "x"},
        {"categories": "DIR_ANT"},
    ],
)
def test_what_is_not_offered_is_asked_again(
    julie: Client, world: World, changes: dict[str, str]
) -> None:
    julie.post(WHO, typed(world.laura))
    answer = julie.post(WHAT, SCOPE | changes)
    assert answer.status_code == 422
    assert delegates.given(world.julie) == []


def test_the_pages_do_not_tell_who_exists(world: World) -> None:
    def seen(who: dict[str, str]) -> list[str]:
        with transaction.atomic():
            julie = signed_in(world.julie)
            first = julie.post(WHO, who)
            pages = [first, julie.get(WHAT), julie.post(WHAT, SCOPE | {"voir": "1"})]
            pages += [julie.post(WHAT, SCOPE, follow=True)]
            outbox.drain()
            pages += [julie.get("/notifications/"), julie.get("/acces/")]
            transaction.set_rollback(True)
        return [TOKEN.sub("", page.content.decode()) for page in pages]

    assert seen(typed(world.laura)) == seen(typed(world.laura, born_2="1950"))


def test_ones_own_number_is_refused(julie: Client, world: World) -> None:
    page = julie.post(WHO, typed(world.julie))
    assert page.status_code == 422
    assert "C’est votre propre numéro. Écrivez celui du proche." in page.content.decode()


def test_tries_in_series_are_slowed(julie: Client, world: World) -> None:
    answers = [julie.post(WHO, typed(world.laura)).status_code for _ in range(6)]
    assert answers[:3] == [302, 302, 302]
    assert 429 in answers


def test_the_second_screen_needs_the_first(julie: Client) -> None:
    assert julie.get(WHAT).headers["Location"] == WHO
    assert julie.post(WHAT, SCOPE).headers["Location"] == WHO


def test_no_address_holds_what_was_typed(julie: Client, world: World) -> None:
    _oid, matricule = people.matricule(world.laura)
    answer = julie.post(WHO, typed(world.laura))
    assert matricule not in answer.headers["Location"]
    kept = dict(julie.session)
    assert matricule not in str(kept)


def test_one_tap_on_the_page_of_access_revokes(
    julie: Client, world: World, entrust: Callable[[], int]
) -> None:
    entrust()
    page = julie.get("/acces/").content.decode()
    found = re.search(r'action="(/acces/proches/[0-9a-f-]{36}/retirer)"', page)
    assert found is not None
    after = julie.post(found[1], follow=True).content.decode()
    assert "n’est plus votre aidant" in after
    assert "Terminé" in after
    assert delegates.helped(world.laura) == []
    assert julie.post(found[1], follow=True).status_code == 200  # a second tap


def test_with_three_there_is_no_room(julie: Client, world: World) -> None:
    for _ in range(settings.DELEGATIONS_PER_PERSON):
        give(julie, typed(world.laura), SCOPE)
        attempts.succeeded("invitation", f"aidant {world.julie}")
    page = julie.get(LIST).content.decode()
    assert "Choisir un aidant" not in page
    assert "Vous pouvez avoir 3 aidants." in page
    again = give(julie, typed(world.laura), SCOPE)
    assert "Vous avez déjà assez d’aidants." in again
    assert "Vous pouvez avoir 3 aidants." in julie.get(WHO, follow=True).content.decode()


def test_a_record_closed_meanwhile_offers_nothing(
    julie: Client, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    def closed_before(*asked: Any) -> dict[str, Any]:
        records.close_now(world.julie, AGENT, Reason.MANDATE)
        return offer(*asked)

    offer = delegation._offer
    monkeypatch.setattr(delegation, "_offer", closed_before)
    julie.post(WHO, typed(world.laura))
    assert julie.post(WHAT, SCOPE).headers["Location"] == LIST
    assert delegates.given(world.julie) == []


def test_an_operator_who_offers_none_lets_nobody_type_in_vain(
    julie: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "Qui voulez-vous choisir" in julie.get(WHO, follow=True).content.decode()
    monkeypatch.setattr(settings, "DELEGATIONS_PER_PERSON", 0)
    page = julie.get(WHO, follow=True).content.decode()
    assert "Ce service ne propose pas d’aidants" in page
    assert "Qui voulez-vous choisir" not in page


@pytest.mark.parametrize("path", [LIST, WHO, WHAT])
def test_a_parent_chooses_nobody_for_a_child(world: World, path: str) -> None:
    parent = signed_in(world.julie, inside=world.zoe)
    assert parent.get(path).status_code == 404
    assert parent.post(path, typed(world.laura)).status_code in {404, 405}
    assert "Mes aidants" not in parent.get("/acces/").content.decode()


def test_somebody_elses_delegation_is_not_there(
    laura: Client, julie: Client, world: World, entrust: Callable[[], int]
) -> None:
    entrust()
    page = julie.get(LIST).content.decode()
    found = re.search(r"/acces/proches/[0-9a-f-]{36}/retirer", page)
    assert found is not None
    assert laura.post(found[0]).status_code == 404
    assert len(delegates.helped(world.laura)) == 1
