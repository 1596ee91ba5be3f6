"""First steps: nothing ticked, each left out at will, and opened again later."""

from __future__ import annotations

import pytest
from django.test import Client

from carnet.access.facts import Actor, ActorKind
from carnet.accounts.models import Account
from carnet.journal.events import EventKind
from carnet.profile import queries as answers
from carnet.profile.queries import Question
from carnet.records import queries as records
from carnet.sharing import queries as sharing
from tests.accounts.world import account, events
from tests.web.activation.journey import went

pytestmark = pytest.mark.django_db
HIDING = "/premiers-pas/confidentialite/"
EMERGENCY = "/premiers-pas/urgence/"
MEASURES = "/premiers-pas/taille-et-poids/"
HISTORY = "/premiers-pas/antecedents/"
TREATMENTS = "/premiers-pas/traitements/"
STEPS = [HIDING, EMERGENCY, MEASURES, HISTORY, TREATMENTS]
SWITCHES = {"regulation": "yes", "other_professionals": "no", "hidden_documents": "no"}


@pytest.fixture
def person_id(client: Client) -> int:
    """Somebody who has just activated, signed in."""
    person_id, account_id = account()
    client.force_login(Account.objects.get(pk=account_id))
    return person_id


def text(client: Client, path: str) -> str:
    page = client.get(path)
    assert page.status_code == 200
    return page.content.decode()


def declared(person_id: int) -> dict[Question, answers.Declared]:
    return answers.latest(person_id, Actor(ActorKind.PERSON, person_id))


def test_the_first_page_says_what_was_created(client: Client, person_id: int) -> None:
    page = text(client, "/premiers-pas/")
    for words in ("Ce qui est créé", "Qui peut lire", "Masquer", "prévenu", "Fermer"):
        assert words in page
    assert f'href="{HIDING}?suite=1"' in page
    assert 'href="/accueil/"' in page


@pytest.mark.parametrize("path", STEPS)
def test_nothing_is_ticked_nor_written_for_anyone(
    client: Client, person_id: int, path: str
) -> None:
    page = text(client, path)
    assert "checked" not in page
    assert not any(client.get(path).context["form"].initial.values())


def test_each_step_may_be_left_out_up_to_the_home_page(client: Client, person_id: int) -> None:
    for path, after in zip(STEPS, [*STEPS[1:], "/accueil/"], strict=True):
        onward = after if after == "/accueil/" else f"{after}?suite=1"
        assert f'href="{onward}"' in text(client, f"{path}?suite=1")
    assert sharing.emergency(person_id) is None
    assert not declared(person_id)


def test_answers_lead_from_one_step_to_the_next(client: Client, person_id: int) -> None:
    sent = [
        {"documents": "hidden"}, SWITCHES, {"height": "1,72", "weight": "68,5"},
        {"words": "Asthme"}, {"words": "", "none": "1"},
    ]  # fmt: skip
    for path, after, typed in zip(STEPS, [*STEPS[1:], ""], sent, strict=True):
        onward = f"{after}?suite=1" if after else "/accueil/"
        went(client.post(f"{path}?suite=1", typed), onward)
    assert records.hides_new_documents(person_id)
    known = declared(person_id)
    assert known[Question.HEIGHT].value == "172"
    assert known[Question.WEIGHT].value == "68.5"
    assert known[Question.HISTORY].value == "Asthme"
    assert known[Question.TREATMENTS].none
    assert EventKind.CONFIDENTIALITY_CHANGED in events(person_id)
    assert EventKind.EMERGENCY_CHANGED in events(person_id)


@pytest.mark.parametrize("path", STEPS)
def test_opened_later_they_stand_alone(client: Client, person_id: int, path: str) -> None:
    assert f'href="{path}"' in text(client, "/plus/")
    page = text(client, path)
    assert "Étape" not in page
    assert "Passer" not in page


def test_opened_later_an_answer_comes_back_to_its_page(client: Client, person_id: int) -> None:
    went(client.post(HIDING, {"documents": "hidden"}), HIDING)
    page = text(client, HIDING)
    assert "Votre choix est enregistré" in page
    assert "les documents à venir sont masqués" in page


@pytest.mark.parametrize("path", STEPS)
def test_an_empty_form_is_refused(client: Client, person_id: int, path: str) -> None:
    page = client.post(path, {})
    assert page.status_code == 422
    assert "<title>Erreur" in page.content.decode()


@pytest.mark.parametrize(
    ("path", "typed", "words"),
    [
        (HIDING, {"documents": "maybe"}, "Sélectionnez un choix valide"),
        (EMERGENCY, SWITCHES | {"regulation": ""}, "Choisissez oui ou non."),
        (MEASURES, {"height": "grande"}, "en centimètres, entre 30 et 260"),
        (MEASURES, {"weight": "68,5,5"}, "en kilos, jusqu’à 500"),
        (MEASURES, {"height": "٣٤"}, "en centimètres"),
        (HISTORY, {"words": "x" * 3001}, "3\u00a0000 signes au plus"),
        (HISTORY, {"words": "a\x07b"}, "Retirez les signes"),
        (HISTORY, {"words": "Asthme", "none": "1"}, "Effacez-la, ou enregistrez-la."),
    ],
)
def test_a_refusal_says_what_to_write(
    client: Client, person_id: int, path: str, typed: dict[str, str], words: str
) -> None:
    page = client.post(path, typed)
    assert page.status_code == 422
    assert words in page.content.decode()
    assert not declared(person_id)


def test_what_was_typed_is_never_lost(client: Client, person_id: int) -> None:
    page = client.post(HISTORY, {"words": "Asthme", "none": "1"}).content.decode()
    assert "Asthme</textarea>" in page


def test_an_answer_is_shown_again_with_its_day_and_its_source(
    client: Client, person_id: int
) -> None:
    client.post(MEASURES, {"weight": "68,5"})
    page = text(client, MEASURES)
    assert "Déclaré par le patient le" in page
    assert "68,5\u00a0kg" in page
    assert 'value="68,5"' in page


def test_the_emergency_page_shows_the_answers_again(client: Client, person_id: int) -> None:
    page = text(client, EMERGENCY)
    assert "Vous êtes prévenu aussitôt" in page
    assert page.count("checked") == 0
    client.post(EMERGENCY, SWITCHES)
    assert text(client, EMERGENCY).count("checked") == 3


def test_free_text_warns_to_write_only_what_serves(client: Client, person_id: int) -> None:
    for path in (HISTORY, TREATMENTS):
        assert "Écrivez seulement ce qui sert à vos soins" in text(client, path)


def test_signed_out_they_ask_to_sign_in(client: Client) -> None:
    for path in ["/premiers-pas/", *STEPS]:
        assert client.get(path)["Location"].startswith("/connexion/")
