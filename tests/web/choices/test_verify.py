import pytest
from django.test import Client

from carnet.accounts import actions, attestation
from carnet.accounts.opposition import Way
from tests.accounts.world import MOTHER, mother

pytestmark = pytest.mark.django_db
PAGE = "/opposition/verifier/"


@pytest.fixture
def reference() -> str:
    person_id, _proof = mother()
    actions.oppose(person_id, Way.OPPOSE)
    return attestation.opposition(person_id).reference


def test_a_true_document_is_confirmed_and_nothing_else_is_said(
    client: Client, reference: str
) -> None:
    page = client.post(PAGE, {"reference": reference, "name": "Desmaux"})
    text = page.content.decode()
    assert page.status_code == 200
    assert "Ce document est vrai" in text
    assert "vaut encore" in text
    assert MOTHER.given_names.title() not in text


def test_one_that_holds_no_more_is_said(client: Client, reference: str) -> None:
    person_id = actions.prove_card(
        actions.Card(MOTHER.matricule, MOTHER.vitale, MOTHER.birth_date), "192.0.2.1"
    )
    actions.withdraw_opposition(person_id)
    text = client.post(PAGE, {"reference": reference, "name": "DESMAUX"}).content.decode()
    assert "ne vaut plus" in text


@pytest.mark.parametrize(
    "changes", [{"name": "Martin"}, {"reference": "x"}, {"reference": "🙂"}, {"name": "é" * 90}]
)
def test_anything_else_is_not_recognised(
    client: Client, reference: str, changes: dict[str, str]
) -> None:
    page = client.post(PAGE, {"reference": reference, "name": "Desmaux"} | changes)
    assert page.status_code == 422
    assert "Nous ne reconnaissons pas ce document" in page.content.decode()


def test_an_empty_form_is_refused(client: Client) -> None:
    page = client.post(PAGE, {})
    assert page.status_code == 422
    assert "Il y a 2 erreurs" in page.content.decode()


def test_the_reference_is_in_no_address(client: Client, reference: str) -> None:
    assert reference not in client.get(PAGE, {"reference": reference}).content.decode()
