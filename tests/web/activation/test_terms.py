import pytest
from django.test import Client

from carnet.accounts.models import Account
from carnet.records import queries
from tests.accounts.world import PASSWORD, account, matricule
from tests.web.activation.journey import (
    CODE,
    EXPIRED,
    FIRST_STEPS,
    SIGN_IN,
    START,
    TERMS,
    accept,
    to_code,
    to_terms,
    went,
)

pytestmark = pytest.mark.django_db


def test_accepting_is_a_button_and_no_field(client: Client) -> None:
    to_terms(client)
    text = client.get(TERMS).content.decode()
    assert "J’accepte et j’active mon carnet" in text
    assert 'type="checkbox"' not in text


def test_accepting_activates_and_signs_in_under_a_new_session(client: Client) -> None:
    person_id = to_terms(client)
    before = client.session.session_key
    went(accept(client), FIRST_STEPS)
    account = Account.objects.get(person_id=person_id)
    assert client.session["_auth_user_id"] == str(account.pk)
    assert client.session.session_key != before
    assert "activation" not in client.session
    assert account.email == "new@example.org"
    assert account.check_password(PASSWORD)
    assert queries.state(person_id) == "active"


def test_a_second_submit_lands_at_home(client: Client) -> None:
    to_terms(client)
    accept(client)
    went(accept(client), "/accueil/")
    went(client.get(START), "/accueil/")
    assert Account.objects.count() == 1


def test_another_browser_that_had_proven_too_meets_the_account(client: Client) -> None:
    to_terms(client)
    other = Client()
    kept = client.session["activation"]
    session = other.session
    session["activation"] = kept
    session.save()
    accept(client)
    went(accept(other), "/activer/arret/compte-existant/")


def test_an_identifier_taken_meanwhile_is_chosen_again(client: Client) -> None:
    to_terms(client)
    account(matricule=matricule("2850814168026"), vitale="20123456780")
    went(accept(client), SIGN_IN)
    assert "vient d’être pris" in client.get(SIGN_IN).content.decode()
    went(client.post(SIGN_IN, {"identifier": "nathalie.e", "password": PASSWORD}), TERMS)
    went(accept(client), FIRST_STEPS)


def test_leaving_without_accepting_activates_nothing(client: Client) -> None:
    person_id = to_terms(client)
    assert not Account.objects.exists()
    assert queries.state(person_id) == "not_created"


def test_it_is_not_reached_before_its_turn(client: Client) -> None:
    went(accept(client), EXPIRED)
    to_code(client)
    went(accept(client), CODE)


def test_the_whole_takes_five_screens_and_eight_fields(client: Client) -> None:
    to_terms(client)
    pages = [START, SIGN_IN, "/activer/contact/", CODE, TERMS]
    forms = [client.get(page).context.get("form") for page in pages]
    assert sum(len(form.fields) for form in forms if form) <= 8
