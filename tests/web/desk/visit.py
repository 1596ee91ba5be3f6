"""What an agent does with one person, up to the page that a test is about."""

from __future__ import annotations

from django.test import Client

from tests.accounts.world import MOTHER
from tests.assistance.world import ANSWERS

FIND, PROOF, CASE = "/guichet/", "/guichet/preuve/", "/guichet/dossier/"
BORN = {"birth_date_0": "14", "birth_date_1": "8", "birth_date_2": "1985"}
WHO = {"matricule": MOTHER.matricule, **BORN}


def found(client: Client) -> None:
    """Find the mother."""
    answer = client.post(FIND, WHO)
    assert answer.status_code == 302, answer.content.decode()
    assert answer["Location"].startswith(PROOF)


def opened(client: Client) -> str:
    """Open her case by questions; return its page."""
    found(client)
    answer = client.post(PROOF, {str(one): typed for one, typed in ANSWERS.items()})
    assert answer.status_code == 302, answer.content.decode()
    assert answer["Location"] == CASE
    return client.get(CASE).content.decode()
