"""« Je n’ai pas de code »: the card, then how the code comes."""

import smtplib
from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client

from carnet.accounts import actions
from carnet.accounts.models import Contact
from carnet.base import clock
from tests.accounts.world import MOTHER, PASSWORD, code, mother
from tests.web.activation.journey import SIGN_IN, START, proof, went

pytestmark = pytest.mark.django_db
PAGE, CHOOSE, SENT = "/activer/sans-code/", "/activer/nouveau-code/", "/activer/arret/code-envoye/"


def card(**changes: str) -> dict[str, str]:
    typed = proof("ACDEFHJKMN", **changes)
    del typed["code"]
    return typed


def proven(client: Client) -> int:
    person_id, _proof = mother()
    went(client.post(PAGE, card()), CHOOSE)
    return person_id


def test_it_asks_for_the_card_and_no_code(client: Client) -> None:
    text = client.get(PAGE).content.decode()
    assert 'name="vitale"' in text
    assert 'name="code"' not in text


def test_from_the_card_to_a_code_that_serves(client: Client) -> None:
    proven(client)
    text = client.get(CHOOSE).content.decode()
    assert "n…@example.org" in text
    assert MOTHER.email not in text
    assert MOTHER.address not in text
    went(client.post(CHOOSE, {"channel": "email"}), SENT)
    went(client.post(START, proof(code())), SIGN_IN)


def test_a_letter_says_how_long(client: Client) -> None:
    proven(client)
    went(client.post(CHOOSE, {"channel": "letter"}), "/activer/arret/lettre-demandee/")
    assert "une semaine" in client.get("/activer/arret/lettre-demandee/").content.decode()


@pytest.mark.parametrize(
    "changes",
    [
        {"matricule": "2 85 08 14 168 026"},
        {"vitale": "20123456780"},
        {"birth_date_0": "15"},
    ],
)
def test_the_answer_is_the_same_for_a_person_who_does_not_exist(
    client: Client, changes: dict[str, str]
) -> None:
    mother()
    known = client.post(PAGE, card(**changes))
    unknown = client.post(PAGE, card(matricule="2 85 08 14 168 027"))
    assert known.status_code == unknown.status_code == 422
    words = "Ces informations ne vont pas ensemble. Relisez votre carte."
    assert words in known.content.decode()
    assert words in unknown.content.decode()
    went(client.get(CHOOSE), PAGE)


def test_it_never_tells_that_an_account_exists(client: Client) -> None:
    person_id, _proof = mother()
    actions.open_account(person_id, "nathalie.d", PASSWORD, MOTHER.email)
    went(client.post(PAGE, card()), CHOOSE)
    went(client.post(CHOOSE, {"channel": "email"}), SENT)


def test_an_empty_form_is_refused_field_by_field(client: Client) -> None:
    page = client.post(PAGE, {})
    assert page.status_code == 422
    assert "Il y a 3 erreurs" in page.content.decode()


def test_the_long_number_in_the_place_of_the_serial_is_recognised(client: Client) -> None:
    page = client.post(PAGE, card(vitale=MOTHER.matricule))
    assert page.status_code == 422
    assert "Le numéro de série est un autre" in page.content.decode()
    assert MOTHER.matricule not in str(page.headers)


def test_without_any_address_it_says_whom_to_call(client: Client) -> None:
    person_id = proven(client)
    Contact.objects.filter(person_id=person_id).update(email="", mobile="", address="")
    went(client.get(CHOOSE), "/activer/arret/sans-adresse/")


@pytest.mark.parametrize("channel", ["", "sms", "pigeon", "\x00"])
def test_a_forged_way_sends_nothing(client: Client, channel: str) -> None:
    proven(client)
    sent = len(mail.outbox)
    went(client.post(CHOOSE, {"channel": channel}), CHOOSE)
    assert "Choisissez comment" in client.get(CHOOSE).content.decode()
    assert len(mail.outbox) == sent


def test_codes_in_series_are_slowed(client: Client) -> None:
    proven(client)
    places = [client.post(CHOOSE, {"channel": "email"})["Location"] for _ in range(4)]
    assert places == [SENT, SENT, SENT, CHOOSE]
    assert "Attendez" in client.get(CHOOSE).content.decode()


def test_a_message_that_does_not_leave_is_said(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise smtplib.SMTPServerDisconnected

    proven(client)
    monkeypatch.setattr("django.core.mail.EmailMessage.send", refuse)
    went(client.post(CHOOSE, {"channel": "email"}), CHOOSE)
    assert "n’est pas parti" in client.get(CHOOSE).content.decode()


def test_cards_in_series_are_locked(client: Client) -> None:
    mother()
    for minute in range(10):
        with clock.moved(timedelta(minutes=minute)):
            client.post(PAGE, card(vitale="20123456780"))
    with clock.moved(timedelta(minutes=11)):
        page = client.post(PAGE, card())
    assert page.status_code == 429
    assert "Trop d’essais" in page.content.decode()


def test_the_number_is_kept_nowhere_in_the_session(client: Client) -> None:
    proven(client)
    assert MOTHER.matricule[:13] not in str(dict(client.session))
