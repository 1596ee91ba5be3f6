from __future__ import annotations

import pytest
from django.test import Client

from carnet.assistance import helping
from carnet.assistance.agents import Agent
from carnet.assistance.cases import Case
from carnet.assistance.helping import Step
from tests.accounts.world import code
from tests.assistance.world import agent, case, known
from tests.web.activation.journey import CONTACT, SIGN_IN, START, proof, went

HELP = "/activer/aide/"


@pytest.fixture
def begun(db: None) -> tuple[Agent, Case, str]:
    """An agent who helps the mother, and the code to say."""
    known()
    who = agent()
    from carnet.identity import people
    from tests.accounts.world import MOTHER

    person_id = people.find_by_matricule(MOTHER.matricule)
    assert person_id is not None
    opened = case(who, person_id)
    return who, opened, helping.begin(who, opened)


def steps(begun: tuple[Agent, Case, str]) -> list[Step]:
    progress = helping.progress(begun[0], begun[1])
    assert progress is not None
    return [step for step, at in progress.done.items() if at]


def test_steps_are_seen_once_the_person_agreed(
    client: Client, begun: tuple[Agent, Case, str]
) -> None:
    offer = client.post(HELP, {"code": begun[2].lower()})
    assert "France Services de Lens" in offer.content.decode()
    assert steps(begun) == []
    went(client.post(f"{HELP}accepter"), START)
    went(client.post(START, proof(code())), SIGN_IN)
    chosen = {"identifier": "nathalie.d", "password": "Cerise-42x"}
    went(client.post(SIGN_IN, chosen), CONTACT)
    assert steps(begun) == [Step.JOINED, Step.IDENTITY, Step.IDENTIFIER]


def test_the_drawing_leads_to_the_same_page(client: Client, begun: tuple[Agent, Case, str]) -> None:
    offer = client.get(f"{HELP}{begun[2]}/")
    assert "France Services de Lens" in offer.content.decode()
    assert steps(begun) == []


def test_without_the_code_nothing_is_seen(client: Client, begun: tuple[Agent, Case, str]) -> None:
    went(client.post(START, proof(code())), SIGN_IN)
    assert steps(begun) == []


def test_the_person_stops_it(client: Client, begun: tuple[Agent, Case, str]) -> None:
    client.post(HELP, {"code": begun[2]})
    client.post(f"{HELP}accepter")
    assert "France Services de Lens" in client.get(HELP).content.decode()
    went(client.post(f"{HELP}arreter"), START)
    went(client.post(START, proof(code())), SIGN_IN)
    assert steps(begun) == [Step.JOINED]


@pytest.mark.django_db
@pytest.mark.parametrize("typed", ["", "ACDEFHJK", "' OR 1=1", "é" * 20])
def test_a_wrong_code_gets_words(client: Client, typed: str) -> None:
    page = client.post(HELP, {"code": typed})
    assert page.status_code == 422
    assert "<title>Erreur" in page.content.decode()


@pytest.mark.django_db
def test_a_wrong_link_gets_words(client: Client) -> None:
    assert client.get(f"{HELP}ACDEFHJK/").status_code == 422


@pytest.mark.django_db
def test_agreeing_to_nothing_leads_to_the_code(client: Client) -> None:
    went(client.post(f"{HELP}accepter"), HELP)
    went(client.post(f"{HELP}arreter"), START)
