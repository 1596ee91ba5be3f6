"""/enfant/…: a parent without an account, even opposed for themself, opposes for each child."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from carnet.access.facts import Actor, ActorKind
from carnet.base import clock
from carnet.base.database import execute
from carnet.records import actions, queries
from tests.accounts.families import CODE, Family, family, person
from tests.accounts.world import MOTHER

ENTRY, CHOICE = "/enfant/", "/enfant/choix/"
OPPOSE, PROOF = "/enfant/opposer/", "/enfant/preuve.pdf"


@pytest.fixture
def here(db: None) -> Family:
    found = family(accounts="")
    actions.oppose(found.mother, person(found.mother))
    return found


def _typed(code: str, /, **changes: str) -> dict[str, str]:
    typed = {"matricule": MOTHER.matricule, "vitale": MOTHER.vitale, "code": code}
    return typed | {"birth_date_0": "14", "birth_date_1": "8", "birth_date_2": "1985"} | changes


def _enter(client: Client, name: str) -> Any:
    answer = client.post(ENTRY, _typed(CODE[name]))
    assert (answer.status_code, answer.get("Location")) == (302, CHOICE), answer.content.decode()
    return answer


@pytest.mark.parametrize("order", [("jules", "lea"), ("lea", "jules")])
def test_opposing_for_each_in_any_order(
    client: Client, here: Family, order: tuple[str, str]
) -> None:
    for name in order:
        _enter(client, name)
        assert f"pour {name.title()}" in client.get(CHOICE).content.decode()
        answer = client.post(OPPOSE, {"represents": "oui", "way": "oppose"})
        assert answer["Location"] == CHOICE
        text = client.get(CHOICE).content.decode()
        assert f"Votre opposition pour {name.title()} est enregistrée." in text
        assert client.get(PROOF).content.startswith(b"%PDF-")
        assert queries.state(getattr(here, name)) == "opposed"
    assert queries.state(here.mother) == "opposed"


def test_both_choices_have_the_same_prominence(client: Client, here: Family) -> None:
    _enter(client, "lea")
    text = client.get(CHOICE).content.decode()
    assert text.count('class="card card-link"') == 2


@pytest.mark.parametrize(
    "changes",
    [
        {"matricule": "2 85 08 14 168 026"},
        {"vitale": "20123456780"},
        {"birth_date_0": "15"},
        {"code": "AAAAAAAAAA"},
    ],
)
def test_a_wrong_combination_never_says_which_part(
    client: Client, here: Family, changes: dict[str, str]
) -> None:
    answer = client.post(ENTRY, _typed(CODE["lea"], **changes))
    assert answer.status_code == 422
    assert "Ces informations ne vont pas ensemble" in answer.content.decode()
    assert client.get(CHOICE)["Location"] == ENTRY


def test_nobody_begins_in_the_middle(client: Client, db: None) -> None:
    for path in (CHOICE, OPPOSE, PROOF):
        answer = client.get(path)
        assert (answer.status_code, answer["Location"]) == (302, ENTRY)
        assert "no-store" in answer["Cache-Control"]


def test_there_is_no_proof_of_what_was_not_done(client: Client, here: Family) -> None:
    _enter(client, "lea")
    assert client.get(PROOF).status_code == 404


def test_the_number_is_kept_nowhere_in_the_session(client: Client, here: Family) -> None:
    before = client.session.session_key
    _enter(client, "lea")
    assert MOTHER.matricule[:13] not in str(dict(client.session))
    assert client.session.session_key != before


def test_an_old_code_is_a_dead_end_with_a_way_out(client: Client, here: Family) -> None:
    execute("UPDATE accounts_provisional_code SET expires_at = %s", [clock.now()])
    answer = client.post(ENTRY, _typed(CODE["lea"]))
    assert answer["Location"].startswith("/activer/arret/")
    assert client.get(answer["Location"]).status_code == 200


def test_saying_no_blocks_after_a_second_question(client: Client, here: Family) -> None:
    _enter(client, "lea")
    page = client.post(OPPOSE, {"represents": "non"})
    assert "Confirmer que je ne le suis pas" in page.content.decode()
    client.post(OPPOSE, {"represents": "non", "confirm": "oui"})
    assert queries.state(here.lea) == "opposed"
    assert client.post(ENTRY, _typed(CODE["lea"])).status_code == 422


def test_past_the_window_the_page_says_that_it_closes(client: Client, here: Family) -> None:
    actions.open_record(here.lea, Actor(ActorKind.SYSTEM))
    _enter(client, "lea")
    assert "Fermer son carnet" in client.get(CHOICE).content.decode()
    stale = client.post(OPPOSE, {"represents": "oui", "way": "oppose"})
    assert stale["Location"] == OPPOSE
    assert queries.state(here.lea) == "created"
    client.post(OPPOSE, {"represents": "oui", "way": "close"})
    assert queries.state(here.lea) == "closed"
    assert "Rien de plus à faire ici" in client.get(CHOICE).content.decode()


def test_the_question_must_be_answered(client: Client, here: Family) -> None:
    _enter(client, "lea")
    answer = client.post(OPPOSE, {"way": "oppose"})
    assert answer.status_code == 422
    assert queries.state(here.lea) == "not_created"


def test_wrong_codes_many_times_are_slowed(client: Client, here: Family) -> None:
    wrong = _typed("AAAAAAAAAA")
    assert [client.post(ENTRY, wrong).status_code for _ in range(5)] == [422] * 4 + [429]


def test_who_is_signed_in_has_the_family_page(client: Client, db: None) -> None:
    from carnet.accounts.models import Account

    found = family()
    client.force_login(Account.objects.get(person_id=found.mother))
    assert client.get(ENTRY)["Location"] == "/famille/"


@pytest.mark.parametrize("field", ["matricule", "vitale", "code", "birth_date_0"])
@pytest.mark.parametrize("junk", ["\x00", "٣٤٥" * 5, "🙂", "' OR 1=1 --", "9" * 5000])
def test_no_junk_crashes_it(client: Client, db: None, field: str, junk: str) -> None:
    assert client.post(ENTRY, _typed(CODE["lea"], **{field: junk})).status_code == 422
