"""/famille/…/code/…: a new code of the child, sent to the attached parent, not too often."""

from __future__ import annotations

from django.core import mail
from django.test import Client

from carnet.accounts import family
from tests.accounts.families import Family
from tests.accounts.world import MOTHER, code
from tests.web.family.conftest import Enter, page


def test_a_new_code_goes_to_the_attached_parent(mother: Client, here: Family) -> None:
    answer = mother.post(page(here.lea, "code/email"))
    assert answer["Location"] == page(here.lea, "activer/")
    assert mail.outbox[-1].to == [MOTHER.email]
    assert "Un nouveau code est parti" in mother.get(answer["Location"]).content.decode()
    family.prove_code(here.mother, here.lea, code(), "192.0.2.9")


def test_asking_too_often_is_refused_in_words(mother: Client, here: Family) -> None:
    for _ in range(4):
        answer = mother.post(page(here.lea, "code/email"))
    assert "Un code vient de partir" in mother.get(answer["Location"]).content.decode()


def test_a_way_that_nobody_knows_is_not_found(mother: Client, here: Family) -> None:
    assert mother.post(page(here.lea, "code/pigeon")).status_code == 404
    assert mother.get(page(here.lea, "code/email")).status_code == 405


def test_nobody_asks_for_the_child_of_another(enter: Enter, here: Family) -> None:
    assert enter(here.father).post(page(here.lea, "code/email")).status_code == 404
    assert mail.outbox == []
