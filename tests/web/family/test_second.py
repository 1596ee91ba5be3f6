"""/famille/…/deuxieme-parent/: the form, and an answer that is the same whoever was named."""

from __future__ import annotations

import re

import pytest
from django.core import mail
from django.db import transaction
from django.test import Client

from carnet.accounts import family
from carnet.base import outbox
from carnet.sharing import actions, families
from tests.accounts.families import FATHER, NOBODY, Family
from tests.accounts.world import MOTHER
from tests.web.family.conftest import Enter, page

TYPED = {
    "given_name": "Hervé",
    "family_name": "Le Goff",
    "born_0": "4",
    "born_1": "2",
    "born_2": "1983",
    "matricule": FATHER.matricule,
}


@pytest.fixture(autouse=True)
def activated(here: Family) -> None:
    family.activate(here.mother, here.lea)


def _where(here: Family) -> str:
    return page(here.lea, "deuxieme-parent/")


def _main(client: Client, address: str) -> str:
    text = client.get(address).content.decode()
    text = re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", text)
    return text[text.index("<main") : text.index("</main>")]


def test_it_asks_for_four_things_and_shows_who_represents(mother: Client, here: Family) -> None:
    main = _main(mother, _where(here))
    assert "Nathalie Desmaux" in main
    for name in TYPED:
        assert f'name="{name}"' in main


def test_the_invited_is_told_and_the_page_waits(mother: Client, here: Family) -> None:
    answer = mother.post(_where(here), TYPED)
    assert (answer.status_code, answer["Location"]) == (302, _where(here))
    main = _main(mother, _where(here))
    assert "Si ces informations sont exactes, une invitation part." in main
    assert "Invitation en attente" in main
    assert 'name="matricule"' not in main
    outbox.drain()
    [message] = [one for one in mail.outbox if one.to == ["father@example.org"]]
    assert "Lea" not in str(message.body)
    assert len(families.received(here.father)) == 1


def test_two_worlds_show_the_same_page(mother: Client, here: Family) -> None:
    def seen(number: str) -> tuple[int, str, str]:
        answer = mother.post(_where(here), TYPED | {"matricule": number})
        outbox.drain()
        return answer.status_code, answer["Location"], _main(mother, _where(here))

    with transaction.atomic():
        of_somebody = seen(FATHER.matricule)
        transaction.set_rollback(True)
    assert seen(NOBODY.matricule) == of_somebody


def test_an_invited_person_without_account_is_written_to_where_the_insurer_does(
    mother: Client, here: Family
) -> None:
    from carnet.accounts.models import Account

    Account.objects.filter(person_id=here.father).delete()
    mother.post(_where(here), TYPED)
    outbox.drain()
    [message] = [one for one in mail.outbox if one.to == [FATHER.email]]
    assert "/activer/" in str(message.body)
    assert "Lea" not in f"{message.subject}{message.body}"


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"given_name": ""}, "Écrivez son prénom"),
        ({"family_name": ""}, "Écrivez son nom"),
        ({"matricule": ""}, "Écrivez son numéro de sécurité sociale"),
        ({"matricule": MOTHER.matricule}, "C’est votre propre numéro"),
        ({"matricule": FATHER.matricule[:13] + "00"}, "Un chiffre n’est pas le bon"),
        ({"born_1": "13"}, "Cette date n’existe pas"),
        ({"given_name": "\x00"}, "Il y a 1 erreur"),
    ],
)
def test_a_form_error_invites_nobody(
    mother: Client, here: Family, changes: dict[str, str], words: str
) -> None:
    answer = mother.post(_where(here), TYPED | changes)
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert families.sent(here.lea, here.mother) == []


def test_sent_twice_it_waits_once(mother: Client, here: Family) -> None:
    mother.post(_where(here), TYPED)
    assert mother.post(_where(here), TYPED).status_code == 302
    assert len(families.sent(here.lea, here.mother)) == 1


def test_in_series_it_is_slowed(mother: Client, here: Family) -> None:
    statuses = []
    for _ in range(5):
        statuses.append(mother.post(_where(here), TYPED).status_code)
        mother.post(page(here.lea, "deuxieme-parent/retirer"))
    assert statuses == [302] * 4 + [429]


def test_it_is_withdrawn_in_one_tap(mother: Client, here: Family) -> None:
    mother.post(_where(here), TYPED)
    mother.post(page(here.lea, "deuxieme-parent/retirer"))
    main = _main(mother, _where(here))
    assert "Retirée" in main
    assert 'name="matricule"' in main
    assert families.received(here.father) == []


def test_withdrawn_too_late_it_stays_accepted(mother: Client, here: Family) -> None:
    mother.post(_where(here), TYPED)
    actions.accept_invitation(here.lea, 1, here.father)
    mother.post(page(here.lea, "deuxieme-parent/retirer"))
    main = _main(mother, _where(here))
    assert "Acceptée" in main
    assert "Herve Le Goff" in main
    assert 'name="matricule"' not in main


@pytest.mark.parametrize("act", ["deuxieme-parent/", "deuxieme-parent/retirer"])
def test_only_the_first_representative_is_there(
    enter: Enter, mother: Client, here: Family, act: str
) -> None:
    assert enter(here.father).post(page(here.lea, act), TYPED).status_code == 404
    # Attached, not certified: nobody is invited to a record that one may not enter.
    assert mother.post(page(here.jules, act), TYPED)["Location"] == "/famille/"
    mother.post(_where(here), TYPED)
    actions.accept_invitation(here.lea, 1, here.father)
    assert enter(here.father).post(page(here.lea, act), TYPED)["Location"] == "/famille/"
