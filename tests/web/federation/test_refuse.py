"""What does not lead in: each reason has its page, none is a failure of the house."""

from __future__ import annotations

from datetime import timedelta
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
from django.test import Client

from carnet.accounts import actions
from carnet.accounts.models import Account, FederatedIdentity
from carnet.base import clock
from carnet.base.database import execute
from carnet.demo.franceconnect import identities
from carnet.identity import people
from carnet.journal.events import EventKind
from tests.accounts.world import PASSWORD, events
from tests.web.activation.journey import went
from tests.web.federation.conftest import chooses, known, leaves, person

pytestmark = pytest.mark.django_db
BACK = "/connexion/franceconnect/retour/"


def refused(client: Client, address: str, status: int, words: str) -> None:
    page = client.get(address)
    text = page.content.decode()
    assert page.status_code == status, text
    assert words in text
    assert "_auth_user_id" not in client.session
    assert 'href="/activer/"' in text  # the way with the card


def test_a_stranger_is_sent_to_the_card_and_letter(client: Client) -> None:
    back = chooses(client, leaves(client), "inconnu")
    refused(client, back, 403, "Nous n’avons pas pu vous reconnaître")
    assert not FederatedIdentity.objects.exists()


def test_two_people_of_one_identity_are_not_told_apart(client: Client) -> None:
    first = known("paul")
    other = people.Traits(
        oid="1.2.250.1.213.1.4.10", matricule="175053726112382", sex="M",
        birth_name="GARNIER", given_names="Emile PAUL", birth_date=person("paul").birth_date,
        birth_place=person("paul").birth_place.code,
    )  # fmt: skip
    second = people.add_person(other)
    refused(client, chooses(client, leaves(client), "paul"), 403, "pas pu vous reconnaître")
    for number in (first, second):
        assert EventKind.FEDERATION_REFUSED in events(number)


def test_a_second_name_for_the_same_person_is_not_believed(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    number = known("monique")
    actions.open_account(number, "monique.l", PASSWORD, "monique@example.org")
    client.get(chooses(client, leaves(client), "monique"))
    client.post("/deconnexion/")
    monkeypatch.setattr(identities, "subject", lambda _person: "somebody-else")
    refused(client, chooses(client, leaves(client), "monique"), 403, "pas pu vous reconnaître")
    assert EventKind.FEDERATION_REFUSED in events(number)


def test_a_name_whose_traits_became_anothers_is_not_believed(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    number = known("monique")
    known("david")
    actions.open_account(number, "monique.l", PASSWORD, "monique@example.org")
    client.get(chooses(client, leaves(client), "monique"))
    client.post("/deconnexion/")
    sub = identities.subject(person("monique"))
    monkeypatch.setattr(identities, "subject", lambda _person: sub)
    refused(client, chooses(client, leaves(client), "david"), 403, "pas pu vous reconnaître")
    assert EventKind.FEDERATION_REFUSED in events(number)


@pytest.mark.parametrize(
    ("slug", "state", "reason"),
    [
        ("nadine", "opposed", "opposition"),
        ("gilles", "closed", "ferme"),
        ("paul", "suspended", "suspendu"),
        ("lucas", "created", "mineur"),
    ],
)
def test_the_dead_ends_are_those_of_an_activation(
    client: Client, slug: str, state: str, reason: str
) -> None:
    known(slug, state)
    went(client.get(chooses(client, leaves(client), slug)), f"/activer/arret/{reason}/")
    assert "_auth_user_id" not in client.session


def test_the_dead_do_not_come_back(client: Client) -> None:
    number = known("monique")
    actions.open_account(number, "monique.l", PASSWORD, "monique@example.org")
    execute("UPDATE identity_person SET deceased_on = %s WHERE person_id = %s",
            [clock.today(), number])  # fmt: skip
    went(client.get(chooses(client, leaves(client), "monique")), "/activer/arret/deces/")


def test_an_account_that_was_closed_is_not_entered(client: Client) -> None:
    number = known("monique")
    actions.open_account(number, "monique.l", PASSWORD, "monique@example.org")
    Account.objects.update(is_active=False)
    answer = client.get(chooses(client, leaves(client), "monique"))
    assert answer["Location"].startswith("/activer/arret/")


def test_a_person_who_says_no_changes_nothing(client: Client) -> None:
    back = chooses(client, leaves(client), "")
    refused(client, back, 400, "Vous revenez de FranceConnect")


def test_an_answer_serves_once(client: Client) -> None:
    known("paul")
    back = chooses(client, leaves(client), "paul")
    client.get(back)
    client.session.flush()
    refused(client, back, 400, "Cette page a déjà servi")


def test_an_answer_of_another_browser_does_not_serve(client: Client) -> None:
    known("paul")
    refused(Client(), chooses(client, leaves(client), "paul"), 400, "Cette page a déjà servi")


def test_an_answer_comes_within_twenty_minutes(client: Client) -> None:
    known("paul")
    back = chooses(client, leaves(client), "paul")
    with clock.moved(timedelta(minutes=21)):
        refused(client, back, 400, "Cette page a déjà servi")


def test_several_tabs_may_begin(client: Client) -> None:
    known("paul")
    first = leaves(client)
    leaves(client)
    went(client.get(chooses(client, first, "paul")), "/activer/identifiant/")


def test_tabs_beyond_three_are_forgotten(client: Client) -> None:
    known("paul")
    first = leaves(client)
    for _ in range(3):
        leaves(client)
    refused(client, chooses(client, first, "paul"), 400, "Cette page a déjà servi")


def changed(address: str, **changes: str) -> str:
    """The answer, tampered with."""
    query = {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}
    return f"{BACK}?{urlencode({k: v for k, v in (query | changes).items() if v})}"


@pytest.mark.parametrize(
    "changes",
    [
        {"code": "forged"},
        {"code": ""},
        {"code": "x" * 5000},
        {"iss": "https://evil.example"},
        {"iss": ""},
        {"error": "server_error"},
    ],
)
def test_a_tampered_answer_says_that_it_is_not_the_persons_fault(
    client: Client, changes: dict[str, str]
) -> None:
    known("paul")
    back = changed(chooses(client, leaves(client), "paul"), **changes)
    refused(client, back, 424, "FranceConnect ne répond pas bien")


@pytest.mark.parametrize(
    "query", ["", "state=", "state=%00", "state=🙂&code=x", "state[]=1", "error=access_denied"]
)
def test_junk_is_a_stale_page(client: Client, query: str) -> None:
    refused(client, f"{BACK}?{query}", 400, "Cette page a déjà servi")


@pytest.mark.parametrize("path", ["/connexion/franceconnect/", BACK])
def test_it_is_a_page_to_get(client: Client, path: str) -> None:
    assert client.post(path).status_code == 405
