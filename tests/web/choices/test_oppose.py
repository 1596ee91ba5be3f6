"""Opposing in three screens, with the same proof and prominence as activating."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client

from carnet.access.facts import Actor, ActorKind
from carnet.accounts import actions
from carnet.accounts.models import Account
from carnet.base import clock
from carnet.journal.events import EventKind
from carnet.records import actions as records
from carnet.records import queries
from tests.accounts.world import MOTHER, PASSWORD, code, events, mother
from tests.web.activation.journey import EXPIRED, SIGN_IN, proof, went

pytestmark = pytest.mark.django_db
START, CONFIRM, DONE = "/opposition/", "/opposition/confirmer/", "/opposition/faite/"
PROOF, WITHDRAW = "/opposition/preuve.pdf", "/opposition/changer-d-avis/"
OPPOSE = {"way": "oppose"}


def to_confirm(client: Client) -> int:
    """Prove the identity; return the person_id."""
    person_id, known = mother()
    went(client.post(START, proof(known.code)), CONFIRM)
    return person_id


def to_done(client: Client) -> int:
    """Confirm as well."""
    person_id = to_confirm(client)
    went(client.post(CONFIRM, OPPOSE), DONE)
    return person_id


def text(client: Client, path: str) -> str:
    page = client.get(path)
    assert page.status_code == 200
    return page.content.decode()


def test_it_asks_for_what_activating_asks_for(client: Client) -> None:
    fields = [client.get(path).context["form"].fields for path in (START, "/activer/")]
    assert list(fields[0]) == list(fields[1])


def test_both_choices_stand_side_by_side_on_both_pages(client: Client) -> None:
    for path in (START, "/activer/"):
        page = text(client, path)
        chips = page[page.index('<ul class="chips">') : page.index("</nav>")]
        assert 'href="/activer/"' in chips
        assert 'href="/opposition/"' in chips


def test_it_is_done_in_three_screens(client: Client) -> None:
    person_id = to_confirm(client)
    assert "Aucun carnet n’est créé pour vous" in text(client, CONFIRM)
    assert queries.state(person_id) == "not_created"
    went(client.post(CONFIRM, OPPOSE), DONE)
    assert queries.state(person_id) == "opposed"
    page = text(client, DONE)
    assert "Étape 3 sur 3" in page
    assert "n…@example.org" in page
    assert MOTHER.email not in page


def test_the_proof_is_downloaded_at_once_and_kept_by_nobody(client: Client) -> None:
    to_done(client)
    answer = client.get(PROOF)
    assert answer["Content-Type"] == "application/pdf"
    assert answer.content.startswith(b"%PDF")
    assert "no-store" in answer["Cache-Control"]
    assert "preuve-opposition.pdf" in answer["Content-Disposition"]


def test_a_double_submit_is_one_opposition(client: Client) -> None:
    person_id = to_done(client)
    went(client.post(CONFIRM, OPPOSE), DONE)
    went(client.get(CONFIRM), DONE)
    assert events(person_id).count(EventKind.RECORD_OPPOSED) == 1


def test_after_the_window_the_page_says_that_it_closes(client: Client) -> None:
    person_id, known = mother()
    records.open_record(person_id, Actor(ActorKind.SYSTEM))
    went(client.post(START, proof(known.code)), CONFIRM)
    page = text(client, CONFIRM)
    assert "Votre carnet existe déjà" in page
    assert 'value="close"' in page
    went(client.post(CONFIRM, {"way": "close"}), DONE)
    assert queries.state(person_id) == "closed"
    assert "Votre carnet est fermé" in text(client, DONE)
    went(client.get(PROOF), CONFIRM)


def test_a_window_that_ends_between_two_pages_is_said(client: Client) -> None:
    person_id = to_confirm(client)
    records.open_record(person_id, Actor(ActorKind.SYSTEM))
    went(client.post(CONFIRM, OPPOSE), CONFIRM)
    page = text(client, CONFIRM)
    assert "La situation a changé" in page
    assert "Votre carnet existe déjà" in page
    assert queries.state(person_id) == "created"


@pytest.mark.parametrize("way", ["", "opposed", "close", "x\x00", "open"])
def test_a_forged_choice_does_nothing(client: Client, way: str) -> None:
    person_id = to_confirm(client)
    went(client.post(CONFIRM, {"way": way}), CONFIRM)
    assert queries.state(person_id) == "not_created"


@pytest.mark.parametrize("path", [CONFIRM, DONE, PROOF, WITHDRAW])
def test_no_screen_is_reached_without_the_proof(client: Client, path: str) -> None:
    went(client.get(path), EXPIRED)


@pytest.mark.parametrize("path", [DONE, PROOF])
def test_what_follows_is_not_reached_before_its_turn(client: Client, path: str) -> None:
    to_confirm(client)
    went(client.get(path), CONFIRM)


@pytest.mark.parametrize(
    "changes",
    [
        {"matricule": "2 85 08 14 168 026"},
        {"vitale": "20123456780"},
        {"birth_date_0": "15"},
        {"code": "ACDEF-HJKMN"},
    ],
)
def test_a_wrong_combination_never_says_which_part(client: Client, changes: dict[str, str]) -> None:
    person_id, known = mother()
    page = client.post(START, proof(known.code, **changes))
    assert page.status_code == 422
    assert "Ces informations ne vont pas ensemble" in page.content.decode()
    assert queries.state(person_id) == "not_created"


def test_an_empty_form_is_refused_field_by_field(client: Client) -> None:
    page = client.post(START, {})
    assert page.status_code == 422
    text = page.content.decode()
    assert "Il y a 4 erreurs" in text
    assert "<title>Erreur" in text


def test_an_old_code_leads_to_a_new_one(client: Client) -> None:
    _person_id, known = mother()
    with clock.moved(timedelta(days=43)):
        went(client.post(START, proof(known.code)), "/activer/arret/code-expire/")
        went(
            client.post("/activer/nouveau-code/", {"channel": "email"}),
            "/activer/arret/code-envoye/",
        )
        assert 'href="/opposition/"' in text(client, "/activer/arret/code-envoye/")
        went(client.post(START, proof(code())), CONFIRM)


def test_the_holder_of_an_account_is_shown_how_to_close(client: Client) -> None:
    person_id, known = mother()
    actions.open_account(person_id, "nathalie.d", PASSWORD, MOTHER.email)
    went(client.post(START, proof(known.code)), "/activer/arret/a-fermer/")
    assert "Fermer mon carnet" in text(client, "/activer/arret/a-fermer/")


def test_somebody_signed_in_is_shown_how_to_close(client: Client) -> None:
    person_id, _known = mother()
    account = actions.open_account(person_id, "nathalie.d", PASSWORD, MOTHER.email)
    client.force_login(Account.objects.get(pk=account))
    went(client.get(START), "/activer/arret/a-fermer/")


def test_a_change_of_mind_creates_the_record_and_offers_a_code(client: Client) -> None:
    person_id = to_done(client)
    assert "tout de suite" in text(client, WITHDRAW)
    assert queries.state(person_id) == "opposed"
    went(client.post(WITHDRAW), WITHDRAW)
    assert client.post(WITHDRAW).status_code == 200  # sent twice, it is done
    assert queries.state(person_id) == "created"
    assert 'href="/activer/nouveau-code/"' in text(client, WITHDRAW)


def test_a_change_of_mind_with_a_new_code_goes_on_to_the_activation(client: Client) -> None:
    person_id = to_done(client)
    client.post("/opposition/terminer/")
    actions.renew_code(person_id)
    went(client.post(START, proof(code())), DONE)
    went(client.post(WITHDRAW), WITHDRAW)
    assert f'href="{SIGN_IN}"' in text(client, WITHDRAW)
    assert client.get(SIGN_IN).status_code == 200


def test_activating_leads_whoever_opposed_to_their_change_of_mind(client: Client) -> None:
    person_id = to_done(client)
    client.post("/opposition/terminer/")
    actions.renew_code(person_id)
    went(client.post("/activer/", proof(code())), "/activer/arret/opposition/")
    assert f'href="{WITHDRAW}"' in text(client, "/activer/arret/opposition/")
    went(client.post(WITHDRAW), WITHDRAW)
    assert queries.state(person_id) == "created"


def test_a_closed_record_comes_back_with_the_whole_proof(client: Client) -> None:
    person_id, known = mother()
    records.open_record(person_id, Actor(ActorKind.SYSTEM))
    records.close_now(person_id, Actor(ActorKind.PERSON, person_id))
    went(client.post("/activer/", proof(known.code)), "/activer/arret/ferme/")
    assert "Rouvrir et activer" in text(client, "/activer/arret/ferme/")
    went(client.post("/activer/revenir/"), SIGN_IN)
    assert queries.state(person_id) == "created"


def test_nobody_comes_back_without_the_proof(client: Client) -> None:
    assert client.get("/activer/revenir/").status_code in {302, 405}
    went(client.post("/activer/revenir/"), EXPIRED)


def test_a_shared_computer_forgets_at_the_end(client: Client) -> None:
    to_done(client)
    went(client.post("/opposition/terminer/"), "/")
    went(client.get(PROOF), EXPIRED)


def test_another_tab_that_activated_meanwhile_is_said(client: Client) -> None:
    person_id = to_confirm(client)
    actions.open_account(person_id, "nathalie.d", PASSWORD, MOTHER.email)
    went(client.post(CONFIRM, OPPOSE), "/activer/arret/a-fermer/")
    assert queries.state(person_id) == "active"
