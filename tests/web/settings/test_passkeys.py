"""/parametres/cles/ and /connexion/cle/: a passkey made, used, revoked, and all that is refused."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client

from carnet.accounts import mailboxes
from carnet.accounts.models import Passkey
from carnet.base import clock
from carnet.journal.events import EventKind
from tests.accounts.authenticator import Authenticator
from tests.accounts.world import MOTHER
from tests.web.settings.conftest import Somebody

PAGE, ADD, ASK = "/parametres/cles/", "/parametres/cles/ajouter/", "/parametres/cles/demande/"
SIGN_IN, USE, CHALLENGE = "/connexion/", "/connexion/cle/", "/connexion/cle/demande/"


def asked(client: Client, path: str) -> str:
    answer = client.post(path)
    assert answer["Content-Type"] == "application/json"
    return str(answer.content.decode())


@pytest.fixture
def phone(nathalie: Somebody) -> Authenticator:
    """A passkey of hers."""
    phone = Authenticator()
    answer = phone.create(asked(nathalie.client, ASK))
    assert "La clé d’accès est ajoutée." in nathalie.done(ADD, credential=answer, name="Le mien")
    return phone


def used(phone: Authenticator, client: Client, query: str = "", **more: str) -> str:
    """Where the answer of the passkey leads."""
    answer = phone.get(asked(client, CHALLENGE))
    return str(client.post(f"{USE}{query}", {"credential": answer, **more})["Location"])


def test_it_is_listed_by_its_name(nathalie: Somebody, phone: Authenticator) -> None:
    page = nathalie.get(PAGE)
    assert "Le mien" in page
    assert "Jamais utilisée" in page
    assert "1 clé" in nathalie.get("/parametres/")


def test_one_tap_signs_in_without_code(nathalie: Somebody, phone: Authenticator) -> None:
    client = Client()
    assert used(phone, client) == "/accueil/"
    assert client.get("/accueil/").status_code == 200
    assert not mail.outbox
    assert nathalie.told(EventKind.SIGNED_IN) == 2
    assert "Jamais utilisée" not in nathalie.get(PAGE)


def test_it_goes_where_the_person_was_going(nathalie: Somebody, phone: Authenticator) -> None:
    assert used(phone, Client(), "?next=/documents/") == "/documents/"
    assert used(phone, Client(), "?next=https://evil.example/") == "/accueil/"


def test_on_a_shared_computer_too(nathalie: Somebody, phone: Authenticator) -> None:
    client = Client()
    used(phone, client, shared="on")
    assert "Ordinateur partagé" in client.get("/accueil/").content.decode()


def refused(nathalie: Somebody, client: Client, answer: str) -> None:
    """Back at the sign-in, with words; nobody is in; the journal knows."""
    location = client.post(USE, {"credential": answer})["Location"]
    assert location.startswith(SIGN_IN)
    page = client.get(location).content.decode()
    assert "n’est pas reconnue" in page
    assert "_auth_user_id" not in client.session


def test_an_answer_from_another_origin_is_refused(nathalie: Somebody, phone: Authenticator) -> None:
    client, phone.origin = Client(), "https://carnet.evil.example"
    refused(nathalie, client, phone.get(asked(client, CHALLENGE)))
    assert nathalie.last_event == EventKind.PASSKEY_REFUSED


def test_an_answer_to_another_challenge_is_refused(
    nathalie: Somebody, phone: Authenticator
) -> None:
    client = Client()
    asked(client, CHALLENGE)
    refused(nathalie, client, phone.get(asked(Client(), CHALLENGE)))
    assert nathalie.last_event == EventKind.PASSKEY_REFUSED


def test_an_answer_serves_once(nathalie: Somebody, phone: Authenticator) -> None:
    client = Client()
    answer = phone.get(asked(client, CHALLENGE))
    client.post(USE, {"credential": answer})
    client.post("/deconnexion/")
    refused(nathalie, client, answer)


def test_an_answer_that_comes_late_is_refused(nathalie: Somebody, phone: Authenticator) -> None:
    client = Client()
    answer = phone.get(asked(client, CHALLENGE))
    with clock.moved(timedelta(minutes=11)):
        refused(nathalie, client, answer)


def test_an_unknown_passkey_is_refused(nathalie: Somebody, phone: Authenticator) -> None:
    client = Client()
    refused(nathalie, client, Authenticator(handle=phone.handle).get(asked(client, CHALLENGE)))


def test_that_of_another_account_is_refused(nathalie: Somebody, phone: Authenticator) -> None:
    client, phone.handle = Client(), b"x" * 16
    refused(nathalie, client, phone.get(asked(client, CHALLENGE)))
    assert nathalie.last_event == EventKind.PASSKEY_REFUSED


def test_a_challenge_for_a_new_one_does_not_sign_in(
    nathalie: Somebody, phone: Authenticator
) -> None:
    answer = phone.get(asked(nathalie.client, ASK))
    location = nathalie.post(USE, credential=answer)["Location"]
    assert location.startswith(SIGN_IN)


@pytest.mark.parametrize("answer", ["", "{}", "\x00", "🙂", "[" * 5000, "null"])
def test_no_junk_crashes_it(nathalie: Somebody, answer: str) -> None:
    client = Client()
    asked(client, CHALLENGE)
    refused(nathalie, client, answer)


def test_trying_in_series_from_one_place_is_slowed(nathalie: Somebody) -> None:
    client = Client()
    for _try in range(53):
        location = client.post(USE, {"credential": "{}"})["Location"]
    assert "Attendez" in client.get(location).content.decode()


@pytest.mark.parametrize("sent", [{"credential": "{}", "name": "x"}, {"name": "x"}, {}])
def test_what_a_browser_did_not_make_is_not_added(nathalie: Somebody, sent: dict[str, str]) -> None:
    asked(nathalie.client, ASK)
    nathalie.refused(ADD, **sent)
    assert not Passkey.objects.exists()


def test_nobody_adds_one_to_a_session_left_open(nathalie: Somebody) -> None:
    with clock.moved(timedelta(minutes=16)):
        for path in (PAGE, ADD, ASK):
            answer = nathalie.client.get(path)
            assert answer["Location"].startswith("/parametres/confirmer/")


def test_once_removed_it_opens_nothing(nathalie: Somebody, phone: Authenticator) -> None:
    page = nathalie.done(f"{PAGE}retirer", key=phone.credential_id.hex())
    assert "Le mien" not in page
    client = Client()
    refused(nathalie, client, phone.get(asked(client, CHALLENGE)))


def test_the_last_way_in_stays(nathalie: Somebody, phone: Authenticator) -> None:
    mailboxes.refuse(nathalie.person_id, MOTHER.email)  # the code of the password goes nowhere
    page = nathalie.done(f"{PAGE}retirer", key=phone.credential_id.hex())
    assert "C’est votre dernière façon d’entrer." in page
    mailboxes.answered(nathalie.person_id, MOTHER.email)
    assert "Le mien" not in nathalie.done(f"{PAGE}retirer", key=phone.credential_id.hex())


@pytest.mark.parametrize("key", ["", "00", "zz", "é"])
def test_what_is_not_hers_is_not_found(nathalie: Somebody, phone: Authenticator, key: str) -> None:
    assert nathalie.post(f"{PAGE}retirer", key=key).status_code == 404
    assert Passkey.objects.count() == 1


def test_pages_say_what_to_do_without_javascript(nathalie: Somebody) -> None:
    for page in (nathalie.get(PAGE), Client().get(SIGN_IN).content.decode()):
        assert "<noscript>" in page
        assert 'src="/static/ui/passkeys.js"' in page
        assert "onclick" not in page
