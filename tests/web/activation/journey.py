"""Walks the activation in a browser without JavaScript, up to the screen that a test is about."""

from __future__ import annotations

from typing import Any

from django.test import Client

from carnet.accounts import codes, terms
from tests.accounts.world import MOTHER, PASSWORD, digits, mother

START = "/activer/"
SIGN_IN = "/activer/identifiant/"
CONTACT = "/activer/contact/"
CODE = "/activer/code/"
TERMS = "/activer/conditions/"
FIRST_STEPS = "/premiers-pas/"
EXPIRED = "/activer/arret/session-expiree/"


def proof(code: str, /, **changes: str) -> dict[str, str]:
    """The first form, as people type it."""
    number = MOTHER.matricule
    typed = {
        "matricule": f"{number[0]} {number[1:3]} {number[3:5]} {number[5:]}",
        "vitale": MOTHER.vitale,
        "birth_date_0": "14",
        "birth_date_1": "8",
        "birth_date_2": "1985",
        "code": codes.show(code).lower(),
    }
    return typed | changes


def to_sign_in(client: Client) -> int:
    """Prove the identity; return the person_id."""
    person_id, known = mother()
    went(client.post(START, proof(known.code)), SIGN_IN)
    return person_id


def to_contact(client: Client) -> int:
    """Choose a sign-in as well."""
    person_id = to_sign_in(client)
    chosen = {"identifier": "nathalie.d", "password": PASSWORD}
    went(client.post(SIGN_IN, chosen), CONTACT)
    return person_id


def to_code(client: Client) -> int:
    """Give an address as well."""
    person_id = to_contact(client)
    went(client.post(CONTACT, {"contact": "new@example.org"}), CODE)
    return person_id


def to_terms(client: Client) -> int:
    """Confirm it as well."""
    person_id = to_code(client)
    went(client.post(CODE, {"code": digits()}), TERMS)
    return person_id


def accept(client: Client) -> Any:
    """Press the button of the terms in force."""
    return client.post(TERMS, {"version": terms.current().version})


def went(answer: Any, where: str) -> None:
    """The answer is a redirect to this page."""
    assert answer.status_code == 302, answer.content.decode()
    assert answer["Location"] == where
