"""The stand-ins: each page says what it replaces, and shows what was sent."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.core import mail
from django.test import Client, override_settings
from django.urls import reverse

from carnet.accounts import letters
from carnet.base import clock
from carnet.demo.nation import build
from carnet.demo.nation.model import Nation
from carnet.demo.settle import traits
from carnet.identity import people
from carnet.notify import sms

pytestmark = pytest.mark.django_db
PAGES = ("index", "mailbox", "sms", "push", "letters", "identity_provider", "professionals")


@pytest.mark.parametrize("name", PAGES)
def test_it_says_that_it_stands_in(client: Client, name: str) -> None:
    answer = client.get(reverse(f"demo:{name}"))
    assert answer.status_code == 200
    assert "Démonstration\u202f: ceci remplace" in answer.content.decode().replace(
        " : ", "\u202f: "
    ).replace("\u00a0: ", "\u202f: ")


@pytest.mark.parametrize("name", PAGES)
def test_it_stays_light(client: Client, name: str) -> None:
    assert len(client.get(reverse(f"demo:{name}")).content) < 60_000


@pytest.mark.parametrize("name", PAGES)
def test_it_only_reads(client: Client, name: str) -> None:
    assert client.post(reverse(f"demo:{name}")).status_code == 405


def test_each_named_person_is_on_the_first_page(client: Client) -> None:
    page = client.get(reverse("demo:index")).content.decode()
    for person in build().people:
        if person.sign_in:
            assert person.sign_in.identifier in page


@override_settings(EMAIL_BACKEND="carnet.demo.mailbox.EmailBackend")
def test_an_email_arrives_in_the_mailbox_of_its_address(client: Client) -> None:
    mail.send_mail("Votre code", "Le code est 123 456 <b>", None, ["a@courriel.example"])
    mail.send_mail("Autre", "Rien", None, ["b@courriel.example"])
    page = client.get(reverse("demo:mailbox"), {"a": "a@courriel.example"}).content.decode()
    assert "123 456 &lt;b&gt;" in page
    assert "b@courriel.example" not in page


@override_settings(SMS_BACKEND="carnet.demo.sms.Backend")
def test_a_text_message_arrives(client: Client) -> None:
    sms.carrier().send("+33639980001", "Votre code : 424242")
    page = client.get(reverse("demo:sms")).content.decode()
    assert "424242" in page
    assert "+33639980001" in page


def test_a_letter_opens_as_pdf(client: Client, small: Nation) -> None:
    number = people.add_person(traits(small.named("paul")))
    letter = letters.Letter("Paul Garnier", "1 rue", "49000 Angers", "", "ACDEF-HJKMN", "1er mai")
    path = letters.write(number, letter)
    page = client.get(reverse("demo:letters")).content.decode()
    assert "Paul Garnier" in page
    answer = client.get(reverse("demo:letter", args=[path.stem]))
    assert answer["Content-Type"] == "application/pdf"
    assert answer.content == path.read_bytes()


@pytest.mark.parametrize("name", ["absent", "..", "django.key"])
def test_no_other_file_of_the_folder_opens(client: Client, name: str) -> None:
    assert client.get(f"/demo/lettres/{name}.pdf").status_code == 404


def test_letters_of_today_are_under_their_day() -> None:
    assert letters.path(1, clock.now()).parent.parent == Path(letters.folder())
