"""The main journey, a to f: in a browser without JavaScript, with real software beside it."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import urlencode

import pypdfium2
import pytest
from django.db import connection
from joserfc.jwk import ECKey
from playwright.sync_api import Page

from carnet.accounts import codes, insured
from carnet.api.oauth.actions import register_client
from carnet.cli import work
from carnet.cli.main import main
from carnet.identity import directory
from carnet.journal.kinds import EventKind
from tests.api.conftest import INS_TEST, MATRICULE
from tests.api.fhir.documents import cda, subject, transaction
from tests.journeys.software import Software

pytestmark = pytest.mark.browser

VITALE = "12345678901"
LINE = (
    f"{MATRICULE};{INS_TEST};PATIENT;JEANNE MARIE;F;1979-03-07;51215;"
    f"3 rue des Lilas;75012;PARIS;;{VITALE};;;;;"
)
PASSWORD = "Lilas-blanc-7"
CRP = "<table><tbody><tr><td>CRP</td><td>4 mg/l</td></tr></tbody></table>"
REPORT = cda(words=CRP)
INS = f"urn:oid:{INS_TEST}|{MATRICULE}"
SEARCH = f"/fhir/DocumentReference?{urlencode({'patient.identifier': INS, 'status': 'current'})}"


def one_round_of_the_worker() -> None:
    for chore in work.chores():
        chore()
    work.finish()


def code_of_the_letter(folder: Path) -> str:
    """Read the code where a person reads it: on the printed letter."""
    assert main(["letters", "--out", str(folder)]) == 0
    [letter] = folder.glob("*.pdf")
    pages = pypdfium2.PdfDocument(letter)
    text = "\n".join(page.get_textpage().get_text_range() for page in pages)
    pages.close()
    found = re.search(rf"\b([{codes.ALPHABET}]{{5}}[ -][{codes.ALPHABET}]{{5}})\b", text)
    assert found, text
    return found[1]


def last_one_time_code(phone: Page) -> str:
    """Read the newest e-mail in the demonstration's mailbox."""
    mailbox = phone.context.new_page()
    mailbox.goto("/demo/courriels/")
    found = re.search(r"\b(\d{3})[ \u00a0\u202f]?(\d{3})\b", mailbox.inner_text("main"))
    mailbox.close()
    assert found
    return "".join(found.groups())


def press(phone: Page, name: str) -> None:
    """Press the page's button of this name; its only form's when empty."""
    phone.locator("main").get_by_role("button", name=name).first.click()


def heading(phone: Page) -> str:
    return phone.get_by_role("heading", level=1).inner_text()


@pytest.fixture
def software(address: str) -> dict[str, Software]:
    """A laboratory's and a physiotherapist's, each with a key of its own."""
    laboratory = directory.add_organization("920000684", "Laboratoire des Lilas", "SA25")
    practice = directory.add_organization("750000093", "Cabinet du Parc", "SA07")
    directory.add_professional("10001234508", "BIOLOGISTE", "Anne", "G15_10", specialty="SM03")
    directory.add_professional("10001234524", "KINE", "Luc", "G15_70", organization_id=practice)
    found = {}
    for name, organization, rpps in (
        ("laboratory", laboratory, "10001234508"),
        ("practice", practice, "10001234524"),
    ):
        key = ECKey.generate_key("P-256", {"kid": name})
        register_client(
            name, organization, f"Logiciel {name}", {"keys": [key.as_dict(private=False)]}
        )
        found[name] = Software(address, name, key, rpps)
    return found


def activate(phone: Page, tmp_path: Path) -> None:
    """A. From the insurer's file to the home page: five screens, eight fields."""
    file = tmp_path / "insured.csv"
    file.write_text(f"{insured.template().splitlines()[0]}\n{LINE}\n", encoding="utf-8")
    assert main(["enrol", str(file)]) == 0
    phone.goto("/")
    phone.get_by_role("link", name=re.compile("Activer")).first.click()
    phone.fill("[name=matricule]", " ".join((MATRICULE[:1], MATRICULE[1:7], MATRICULE[7:])))
    phone.fill("[name=vitale]", VITALE)
    for part, value in enumerate(("7", "3", "1979")):
        phone.fill(f"[name=birth_date_{part}]", value)
    phone.fill("[name=code]", code_of_the_letter(tmp_path / "letters").lower())
    press(phone, "Continuer")
    phone.fill("[name=identifier]", "jeanne.patient")
    phone.fill("[name=password]", PASSWORD)
    press(phone, "Continuer")
    phone.fill("[name=contact]", "jeanne@exemple.fr")
    press(phone, "")
    phone.fill("[name=code]", last_one_time_code(phone))
    press(phone, "")
    press(phone, "J’accepte")
    phone.get_by_role("link", name="Plus tard").click()
    assert heading(phone) == "Bonjour Jeanne"


def sign_in_again(phone: Page) -> None:
    """A. Out, then in with identifier, password and one-time code."""
    phone.goto("/deconnexion/")
    press(phone, "Me déconnecter")
    phone.goto("/connexion/")
    phone.fill("[name=identifier]", "Jeanne.Patient")
    phone.fill("[name=password]", PASSWORD)
    press(phone, "")
    phone.fill("[name=code]", last_one_time_code(phone))
    press(phone, "")
    assert heading(phone) == "Bonjour Jeanne"


def deposit(laboratory: Software) -> str:
    """B. The laboratory's software deposits; return the address of the document's bytes."""
    answer = laboratory.call("POST", "/fhir", json=transaction(REPORT))
    assert answer.status_code == 200, answer.text
    places = [entry["response"]["location"] for entry in answer.json()["entry"]]
    return next(f"/fhir/{place}" for place in places if place.startswith("Binary/"))


def read_the_news(phone: Page) -> None:
    """C. Told without content; two taps to the result; the original byte for byte."""
    one_round_of_the_worker()
    phone.goto("/demo/courriels/")
    told = phone.inner_text("main")
    assert "Vous avez du nouveau" in told
    assert "biologie" not in told.lower()
    phone.goto("/accueil/")
    phone.get_by_role("link", name=re.compile("biologie")).first.click()
    assert "CRP" in phone.inner_text("main")
    with phone.expect_download() as download:
        phone.get_by_role("link", name="Télécharger l’original").click()
    assert Path(download.value.path()).read_bytes() == REPORT


def test_from_the_letter_to_the_first_document(
    phone: Page, software: dict[str, Software], tmp_path: Path
) -> None:
    practice = software["practice"]
    activate(phone, tmp_path)
    sign_in_again(phone)
    binary = deposit(software["laboratory"])
    read_the_news(phone)

    # e. a software asks, declares the consent, searches, reads
    person = practice.call("GET", f"/fhir/Patient?{urlencode({'identifier': INS})}").json()
    assert person["total"] == 1
    assert practice.call("GET", SEARCH).status_code == 403
    declared = {"resourceType": "Consent", "status": "active", "patient": subject()}
    assert practice.call("POST", "/fhir/Consent", json=declared).status_code == 201
    assert practice.call("GET", SEARCH).json()["total"] == 1
    assert practice.call("GET", binary).content == REPORT
    one_round_of_the_worker()
    phone.goto("/accueil/")
    assert "Luc Kine" in phone.inner_text("main")  # told of the first access

    # d. who may read it and why; hide it, and it was never there; then change one's mind
    phone.goto("/documents/")
    phone.get_by_role("link", name=re.compile("biologie")).last.click()
    phone.get_by_role("link", name="Qui peut lire ce document").click()
    assert "Luc Kine" in phone.inner_text("main")
    press(phone, "Masquer aux soignants")
    unknown = practice.call("GET", "/fhir/Binary/00000000-0000-4000-8000-000000000000")
    hidden = practice.call("GET", binary)
    assert (hidden.status_code, hidden.content) == (404, unknown.content)
    assert practice.call("GET", SEARCH).json()["total"] == 0
    press(phone, "Annuler")
    assert practice.call("GET", binary).content == REPORT

    # d. block him, with the reason told to his software; undo
    phone.goto("/acces/")
    press(phone, "Bloquer")
    refused = practice.call("GET", SEARCH)
    assert refused.status_code == 403
    assert "opposé" in refused.json()["issue"][0]["diagnostics"]
    phone.goto("/acces/")
    press(phone, "Débloquer")
    assert practice.call("GET", SEARCH).status_code == 403  # a new consent is needed
    assert practice.call("POST", "/fhir/Consent", json=declared).status_code == 201
    assert practice.call("GET", SEARCH).json()["total"] == 1

    # f. the history tells it; the trace proves it; a superuser's edit is found and named
    phone.goto("/historique/")
    told = phone.inner_text("main")
    assert "Luc Kine" in told
    assert "Anne Biologiste" in told
    one_round_of_the_worker()
    assert main(["journal", "verify"]) == 0
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM journal_event WHERE kind = %s", [EventKind.DOCUMENT_READ])
    assert main(["journal", "verify"]) == 1
