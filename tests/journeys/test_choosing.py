"""Journey 1 within its budget, and opposing with the same ease: a browser without JavaScript."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import urlsplit

import pypdfium2
import pytest
from playwright.sync_api import Frame, Page

from carnet.accounts import actions, codes
from carnet.records import queries
from tests.accounts.world import MOTHER, PASSWORD, enrol
from tests.journeys.test_letter_to_first_document import one_round_of_the_worker

pytestmark = pytest.mark.browser
SCREENS, FIELDS = 5, 8  # interface.md 2.3, journey 1
GROUP = f"[{codes.ALPHABET}]{{5}}"


class Counted:
    """A phone on which screens under one address are counted, and fields as people fill them."""

    def __init__(self, page: Page, inside: str) -> None:
        self.page, self.inside = page, inside
        self.screens: list[str] = []
        self.fields: set[str] = set()
        page.on("framenavigated", self._arrived)

    def _arrived(self, frame: Frame) -> None:
        path = urlsplit(frame.url).path
        if path.startswith(self.inside):
            self.screens.append(path)

    def fill(self, **values: str) -> None:
        """Type; the three parts of a date are one field."""
        for name, value in values.items():
            self.page.fill(f"[name={name}]", value)
            self.fields.add(f"{urlsplit(self.page.url).path} {re.sub(r'_[0-2]$', '', name)}")

    def press(self, name: str) -> None:
        """Press a button, or a link that looks like one."""
        main = self.page.locator("main")
        button = main.get_by_role("button", name=name)
        (button if button.count() else main.get_by_role("link", name=name)).first.click()

    def title(self) -> str:
        """What the screen is about."""
        return self.page.get_by_role("heading", level=1).inner_text()


def mailed(page: Page, form: str) -> str:
    """The newest code of this form in the demonstration's mailbox."""
    mailbox = page.context.new_page()
    mailbox.goto("/demo/courriels/")
    found = re.search(form, mailbox.inner_text("main"))
    mailbox.close()
    assert found
    return found.group()


def prove(phone: Counted, code: str) -> None:
    """The card and the letter, typed as people do."""
    number = MOTHER.matricule
    phone.fill(
        matricule=f"{number[0]} {number[1:3]} {number[3:5]} {number[5:]}",
        vitale=f"8025000002 {MOTHER.vitale}",
        birth_date_0="14", birth_date_1="8", birth_date_2="1985",
        code=code.lower(),
    )  # fmt: skip
    phone.press("Continuer")


@pytest.fixture
def mother(address: str) -> int:
    """Somebody just informed."""
    [outcome] = enrol(MOTHER)
    return outcome.person_id


def test_activating_alone_takes_five_screens_and_eight_fields(phone: Page, mother: int) -> None:
    walk = Counted(phone, "/activer/")
    phone.goto("/")
    walk.press("Activer mon carnet")
    prove(walk, mailed(phone, f"{GROUP}-{GROUP}"))
    walk.fill(identifier="nathalie.d", password=PASSWORD)
    walk.press("Continuer")
    walk.fill(contact=MOTHER.email)
    walk.press("Recevoir le code")
    walk.fill(code=mailed(phone, r"\d{3}[ \u00a0\u202f]\d{3}"))
    walk.press("Confirmer")
    walk.press("J’accepte et j’active")
    assert walk.title() == "Ce qu’il faut savoir"
    assert len(walk.screens) <= SCREENS, walk.screens
    assert len(walk.fields) <= FIELDS, walk.fields

    walk.press("Faire mes premiers choix")
    phone.get_by_label("Masqués").check()
    walk.press("Enregistrer")
    walk.press("Passer")  # emergencies
    walk.fill(height="1,72")
    walk.press("Enregistrer")
    walk.press("Je n’en ai pas")
    walk.press("Passer")
    assert walk.title() == "Bonjour Nathalie"
    assert queries.state(mother) == "active"
    assert queries.hides_new_documents(mother)


def test_opposing_takes_no_more_and_is_proven(phone: Page, mother: int) -> None:
    walk = Counted(phone, "/opposition/")
    phone.goto("/")
    walk.press("M’opposer à sa création")
    prove(walk, mailed(phone, f"{GROUP}-{GROUP}"))
    assert walk.title() == "Confirmer mon opposition"
    walk.press("Je m’oppose à la création")
    assert len(walk.screens) <= SCREENS, walk.screens
    assert len(walk.fields) <= FIELDS, walk.fields
    assert queries.state(mother) == "opposed"
    reference = phone.locator("main dd").last.inner_text()
    with phone.expect_download() as download:
        walk.press("Télécharger ma preuve")
    assert reference in text_of(Path(download.value.path()))
    one_round_of_the_worker()
    assert "preuve d’opposition" in told(phone)

    phone.go_back()  # to the confirmation: what is done is not done again
    assert walk.title() == "Votre opposition est enregistrée"
    walk.press("J’ai terminé")
    walk.page.goto("/opposition/verifier/")
    walk.fill(reference=reference, name="Desmaux")
    walk.press("Vérifier")
    assert "Elle vaut encore aujourd’hui" in phone.inner_text("main")


def test_without_a_code_one_is_sent_then_a_mind_is_changed(phone: Page, mother: int) -> None:
    actions.oppose(mother, actions.Way.OPPOSE)
    walk = Counted(phone, "/activer/")
    phone.goto("/opposition/")
    walk.press("Je n’ai pas de code")
    number = MOTHER.matricule
    walk.fill(
        matricule=number, vitale=MOTHER.vitale,
        birth_date_0="14", birth_date_1="8", birth_date_2="1985",
    )  # fmt: skip
    walk.press("Continuer")
    walk.press("Par e-mail")
    assert walk.title() == "Un nouveau code est parti"
    walk.press("M’opposer")
    prove(walk, mailed(phone, f"{GROUP}-{GROUP}"))
    assert walk.title() == "Votre opposition est enregistrée"
    walk.press("J’ai changé d’avis")
    walk.press("Créer mon carnet")
    walk.press("Activer mon carnet")
    assert walk.title() == "Choisir mon identifiant"
    assert queries.state(mother) == "created"


def told(page: Page) -> str:
    """The newest message in the demonstration's mailbox."""
    mailbox = page.context.new_page()
    mailbox.goto("/demo/courriels/")
    text = mailbox.inner_text("main")
    mailbox.close()
    return text


def text_of(path: Path) -> str:
    document = pypdfium2.PdfDocument(path)
    text = str(document[0].get_textpage().get_text_range())
    document.close()
    return text.replace("\r\n", "")
