import pytest
from django.test import Client

from tests.accounts.world import MOTHER, PASSWORD, account, matricule
from tests.web.activation.journey import CONTACT, EXPIRED, SIGN_IN, to_code, to_sign_in, went

pytestmark = pytest.mark.django_db
CHOSEN = {"identifier": "nathalie.d", "password": PASSWORD}


def test_it_shows_the_rules_as_text(client: Client) -> None:
    to_sign_in(client)
    text = client.get(SIGN_IN).content.decode()
    assert "Au moins 8 lettres" in text
    assert "Au moins 9 caractères" in text
    assert 'autocomplete="new-password"' in text


def test_it_goes_on_and_keeps_no_password_in_clear(client: Client) -> None:
    to_sign_in(client)
    went(client.post(SIGN_IN, CHOSEN), CONTACT)
    assert PASSWORD not in str(dict(client.session))


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"identifier": ""}, "Choisissez un identifiant."),
        ({"identifier": "nath"}, "de 8 à 64 caractères"),
        ({"identifier": "nathalie@example.org"}, "lettres sans accent"),
        ({"identifier": MOTHER.matricule}, "sécurité sociale"),
        ({"password": "court"}, "de 9 à 128 caractères"),
        ({"password": "Desmaux-2026"}, "votre nom"),
        ({"password": "X!nathalie.d9"}, "votre nom"),
        ({"password": "Le14081985!"}, "date de naissance"),
    ],
)
def test_a_refusal_is_precise_and_never_shows_the_password(
    client: Client, changes: dict[str, str], words: str
) -> None:
    to_sign_in(client)
    page = client.post(SIGN_IN, CHOSEN | changes)
    text = page.content.decode()
    assert page.status_code == 422
    assert words in text
    assert f'value="{(CHOSEN | changes)["password"]}"' not in text


def test_a_taken_identifier_is_refused_in_any_case(client: Client) -> None:
    to_sign_in(client)
    account_of_another()
    page = client.post(SIGN_IN, CHOSEN | {"identifier": "Nathalie.D"})
    assert page.status_code == 422
    assert "déjà pris" in page.content.decode()


def account_of_another() -> None:
    account(matricule=matricule("2850814168026"), vitale="20123456780")


def test_it_is_not_reached_without_the_proof(client: Client) -> None:
    went(client.get(SIGN_IN), EXPIRED)
    went(client.post(SIGN_IN, CHOSEN), EXPIRED)
    assert "Trente minutes ont passé" in client.get(EXPIRED).content.decode()


def test_the_back_button_may_change_the_choice(client: Client) -> None:
    to_code(client)
    assert 'value="nathalie.d"' in client.get(SIGN_IN).content.decode()
    went(client.post(SIGN_IN, CHOSEN | {"identifier": "nathalie.desmaux"}), "/activer/code/")
    assert client.session["activation"]["identifier"] == "nathalie.desmaux"
