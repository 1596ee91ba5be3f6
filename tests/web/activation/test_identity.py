from dataclasses import replace
from datetime import timedelta

import pytest
from django.test import Client

from carnet.accounts import actions
from carnet.base import clock
from carnet.base.database import execute
from carnet.web.patient.dead_ends import PAGES
from tests.accounts.world import CHILD, MOTHER, PASSWORD, code, enrol, mother
from tests.web.activation.journey import SIGN_IN, START, proof, to_sign_in, went

pytestmark = pytest.mark.django_db


def test_it_asks_for_four_things(client: Client) -> None:
    page = client.get(START)
    assert page.status_code == 200
    text = page.content.decode()
    for name in ("matricule", "vitale", "birth_date_0", "birth_date_1", "birth_date_2", "code"):
        assert f'name="{name}"' in text
    assert "no-store" in page["Cache-Control"]
    assert "Étape 1 sur 5" in text


def test_it_goes_on_with_the_whole_proof(client: Client) -> None:
    before = client.session.session_key
    person_id = to_sign_in(client)
    assert client.session["activation"]["person_id"] == person_id
    assert client.session.session_key != before


def test_the_number_is_kept_nowhere_in_the_session(client: Client) -> None:
    to_sign_in(client)
    assert MOTHER.matricule[:13] not in str(dict(client.session))


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"matricule": ""}, "Écrivez votre numéro de sécurité sociale."),
        ({"matricule": "12"}, "Écrivez les 15 chiffres"),
        ({"matricule": MOTHER.matricule[:13] + "00"}, "Un chiffre n’est pas le bon"),
        ({"vitale": "123"}, "Écrivez de 8 à 13 chiffres"),
        ({"birth_date_1": "13"}, "Cette date n’existe pas"),
        ({"birth_date_0": ""}, "Écrivez le jour, le mois et l’année"),
        ({"code": "ACDEF"}, "Écrivez les 10 lettres et chiffres"),
        ({"code": "ACDEF-HJKM0"}, "Aucun code ne contient «\u00a00\u00a0»"),
    ],
)
def test_a_form_error_is_precise_and_keeps_what_was_typed(
    client: Client, changes: dict[str, str], words: str
) -> None:
    page = client.post(START, proof("ACDEFHJKMN", **changes))
    text = page.content.decode()
    assert page.status_code == 422
    assert words in text
    assert "<title>Erreur" in text
    if "vitale" not in changes:
        assert f'value="{MOTHER.vitale}"' in text


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
    _person_id, known = mother()
    page = client.post(START, proof(known.code, **changes))
    assert page.status_code == 422
    assert "Ces informations ne vont pas ensemble" in page.content.decode()
    assert "activation" not in client.session


@pytest.mark.parametrize(
    "typed",
    [MOTHER.matricule, MOTHER.matricule[:13], f" {MOTHER.matricule[:13]}-{MOTHER.matricule[13:]} "],
)
def test_the_number_is_read_with_or_without_key_and_spaces(client: Client, typed: str) -> None:
    _person_id, known = mother()
    went(client.post(START, proof(known.code, matricule=typed)), SIGN_IN)


def test_a_whole_card_number_is_read(client: Client) -> None:
    _person_id, known = mother()
    typed = f"8025000002 {MOTHER.vitale}"
    went(client.post(START, proof(known.code, vitale=typed)), SIGN_IN)


def test_wrong_codes_many_times_are_slowed_then_locked(client: Client) -> None:
    mother()
    wrong = proof("ACDEFHJKMN")
    assert [client.post(START, wrong).status_code for _ in range(5)] == [422] * 4 + [429]
    for number in range(1, 7):
        with clock.moved(timedelta(minutes=number)):
            client.post(START, wrong)
    with clock.moved(timedelta(minutes=8)):
        page = client.post(START, wrong)
    assert page.status_code == 429
    assert 0 < int(page["Retry-After"]) <= 15 * 60
    text = page.content.decode()
    assert "Trop d’essais" in text
    assert "34 22" in text


def test_an_old_code_leads_to_a_new_one(client: Client) -> None:
    _person_id, known = mother()
    with clock.moved(timedelta(days=43)):
        went(client.post(START, proof(known.code)), "/activer/arret/code-expire/")
        text = client.get("/activer/arret/code-expire/").content.decode()
        assert 'href="/activer/nouveau-code/"' in text
        sent = client.post("/activer/nouveau-code/", {"channel": "email"})
        went(sent, "/activer/arret/code-envoye/")
        assert code() != known.code
        went(client.post(START, proof(code())), SIGN_IN)


def test_a_new_code_is_for_those_who_proved_all_else(client: Client) -> None:
    mother()
    went(client.post("/activer/nouveau-code/", {"channel": "email"}), "/activer/sans-code/")
    text = client.get("/activer/arret/code-expire/").content.decode()
    assert 'href="/activer/sans-code/"' in text


def test_an_account_that_exists_leads_to_signing_in(client: Client) -> None:
    person_id, known = mother()
    actions.open_account(person_id, "nathalie.d", PASSWORD, MOTHER.email)
    went(client.post(START, proof(known.code)), "/activer/arret/compte-existant/")


@pytest.mark.parametrize(
    ("state", "page"),
    [
        ("opposed", "opposition"),
        ("closed", "ferme"),
        ("suspended", "suspendu"),
        ("deletion_pending", "suppression"),
        ("deleted", "supprime"),
        ("deceased", "deces"),
    ],
)
def test_a_record_that_is_not_open_is_a_dead_end(client: Client, state: str, page: str) -> None:
    person_id, known = mother()
    execute("UPDATE records_record SET state = %s WHERE person_id = %s", [state, person_id])
    went(client.post(START, proof(known.code)), f"/activer/arret/{page}/")


def test_a_minor_is_sent_to_the_parents(client: Client) -> None:
    enrol(MOTHER, replace(CHILD, vitale="80123456"))
    child = {"matricule": CHILD.matricule, "vitale": "80123456", "birth_date_0": "5"}
    typed = proof(code(), **child, birth_date_1="3", birth_date_2="2018")
    went(client.post(START, typed), "/activer/arret/mineur/")


@pytest.mark.parametrize("reason", sorted(PAGES))
def test_each_dead_end_has_a_way_out(client: Client, reason: str) -> None:
    text = client.get(f"/activer/arret/{reason}/").content.decode()
    assert "34 22" in text
    assert text.count("<h1") == 1


def test_an_unknown_dead_end_is_not_found(client: Client) -> None:
    assert client.get("/activer/arret/autre/").status_code == 404


def test_somebody_who_had_begun_is_offered_to_go_on(client: Client) -> None:
    to_sign_in(client)
    assert SIGN_IN in client.get(START).content.decode()


@pytest.mark.parametrize("field", ["matricule", "vitale", "code", "birth_date_0"])
@pytest.mark.parametrize("junk", ["\x00", "٣٤٥" * 5, "🙂", "' OR 1=1 --", "9" * 5000])
def test_no_junk_crashes_it(client: Client, field: str, junk: str) -> None:
    assert client.post(START, proof("ACDEFHJKMN", **{field: junk})).status_code == 422
