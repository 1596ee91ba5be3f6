from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from carnet.accounts.models import Account
from carnet.assistance import mandates
from carnet.assistance.roles import Role
from carnet.base import clock
from carnet.base.ids import Kind, Pointer, conceal
from carnet.journal.presenter import present
from carnet.journal.queries import history
from carnet.records import queries as records
from carnet.sharing import families
from tests.accounts.world import CHILD, MOTHER, code, enrol
from tests.assistance.world import KNOWN, account, known, picture
from tests.web.desk.conftest import Enter
from tests.web.desk.visit import CASE, FIND, opened

ACT = "/guichet/dossier/acte/{}/"


def scan(data: bytes | None = None) -> dict[str, SimpleUploadedFile]:
    return {"scan": SimpleUploadedFile("mandat.png", picture() if data is None else data)}


def test_contacts_are_half_hidden(hotline: Client) -> None:
    person_id = known()
    account(person_id)
    page = opened(hotline)
    assert "n…@example.org" in page
    for word in (MOTHER.email, KNOWN.mobile, MOTHER.address, MOTHER.vitale, MOTHER.matricule):
        assert word not in page


def test_no_case_no_page(hotline: Client) -> None:
    assert hotline.get(CASE)["Location"] == FIND


def test_the_case_ends_after_half_an_hour(hotline: Client) -> None:
    known()
    opened(hotline)
    for minutes in (14, 28, 42):
        with clock.moved(timedelta(minutes=minutes)):
            answer = hotline.get(CASE)
    assert answer["Location"] == FIND


def test_closing_the_case_ends_it(hotline: Client) -> None:
    known()
    opened(hotline)
    assert hotline.post("/guichet/dossier/fermer")["Location"] == FIND
    assert hotline.get(CASE)["Location"] == FIND


def test_finding_somebody_else_closes_the_case(hotline: Client) -> None:
    known()
    opened(hotline)
    opened(hotline)
    from carnet.assistance.models import Case

    assert Case.objects.filter(closed_at=None).count() == 1


def test_a_new_code_is_sent_and_not_shown(hotline: Client) -> None:
    known()
    opened(hotline)
    answer = hotline.post("/guichet/dossier/code", {"channel": "email"})
    assert answer["Location"] == CASE
    assert mail.outbox[-1].to == [MOTHER.email]
    assert code() not in hotline.get(CASE).content.decode().replace("-", "")


@pytest.mark.parametrize("channel", ["", "pigeon"])
def test_an_unknown_way_is_404(hotline: Client, channel: str) -> None:
    known()
    opened(hotline)
    assert hotline.post("/guichet/dossier/code", {"channel": channel}).status_code == 404
    assert hotline.post("/guichet/dossier/identifiant", {"channel": channel}).status_code == 404


def test_unlocking_and_reminding(hotline: Client) -> None:
    person_id = known()
    account(person_id)
    opened(hotline)
    assert hotline.post("/guichet/dossier/debloquer")["Location"] == CASE
    assert hotline.post("/guichet/dossier/identifiant", {"channel": "email"})["Location"] == CASE


def test_an_opposition_on_a_signed_mandate(hotline: Client) -> None:
    person_id = known()
    opened(hotline)
    assert hotline.get(ACT.format("oppose")).status_code == 200
    assert hotline.post(ACT.format("oppose"), scan())["Location"] == CASE
    assert records.state(person_id) == "opposed"


@pytest.mark.parametrize("data", [b"", b"nothing", b"%PDF-1.7 broken"])
def test_without_a_sound_scan_nothing_happens(hotline: Client, data: bytes) -> None:
    person_id = known()
    opened(hotline)
    page = hotline.post(ACT.format("oppose"), scan(data))
    assert page.status_code == 422
    assert 'aria-invalid="true"' in page.content.decode()
    assert records.state(person_id) == "not_created"
    assert mandates.of_person(person_id) == []


def test_an_impossible_act_gets_words_and_an_unknown_one_404(hotline: Client) -> None:
    known()
    opened(hotline)
    page = hotline.post(ACT.format("cancel_deletion"), scan())
    assert page.status_code == 422
    assert "ne le permet pas" in page.content.decode()
    assert hotline.get(ACT.format("explode")).status_code == 404


def test_too_heavy_a_file_is_413(hotline: Client) -> None:
    known()
    opened(hotline)
    heavy = {"CONTENT_LENGTH": "999999999"}
    page = hotline.post(ACT.format("oppose"), scan(), **heavy)  # type: ignore[arg-type]
    assert page.status_code == 413


def test_a_scan_is_for_the_person_and_a_supervisor(
    client: Client, hotline: Client, enter: Enter
) -> None:
    person_id = known()
    client.force_login(Account.objects.get(pk=account(person_id)))
    opened(hotline)
    hotline.post(ACT.format("close"), scan())
    key = conceal(Pointer(Kind.MANDATE, person_id, 1))
    assert hotline.get(f"/guichet/mandats/{key}").status_code == 403
    caisse = enter(Role.SUPERVISOR)
    found = caisse.get(f"/guichet/mandats/{key}")
    assert found.content == picture()
    assert found["Content-Disposition"].startswith("attachment")
    other = conceal(Pointer(Kind.ENTRY, person_id, 1))
    assert caisse.get(f"/guichet/mandats/{other}").status_code == 404
    own = f"/parametres/qui-m-aide/{key}/mandat"
    assert own in client.get("/parametres/qui-m-aide/").content.decode()
    assert client.get(own).content == picture()


def test_a_mandate_of_help_lets_the_desk_come_back(house: Client) -> None:
    person_id = known()
    opened(house)
    answer = house.post("/guichet/dossier/mandat/", {"days": "31", **scan()})
    assert answer["Location"] == CASE
    house.post("/guichet/dossier/fermer")
    from tests.web.desk.visit import found

    found(house)
    assert house.post("/guichet/preuve/mandat")["Location"] == CASE
    key = conceal(Pointer(Kind.MANDATE, person_id, 1))
    assert house.post(f"/guichet/dossier/mandat/{key}/terminer")["Location"] == CASE
    assert house.post(f"/guichet/dossier/mandat/{key}/terminer").status_code == 404


@pytest.mark.parametrize("typed", [{}, {"days": "2"}, {"days": "31"}])
def test_a_mandate_needs_days_and_a_signature(house: Client, typed: dict[str, str]) -> None:
    known()
    opened(house)
    assert house.post("/guichet/dossier/mandat/", typed).status_code == 422


def test_a_mandate_proposed_is_agreed_to_online(client: Client, house: Client) -> None:
    person_id = known()
    client.force_login(Account.objects.get(pk=account(person_id)))
    opened(house)
    assert house.post("/guichet/dossier/mandat/", {"days": "31"})["Location"] == CASE
    page = client.get("/parametres/qui-m-aide/").content.decode()
    assert "France Services de Lens" in page
    key = conceal(Pointer(Kind.MANDATE, person_id, 1))
    assert client.post(f"/parametres/qui-m-aide/{key}/accepter").status_code == 302
    assert "En cours" in house.get(CASE).content.decode()
    assert "Relire" not in client.get("/parametres/qui-m-aide/").content.decode()  # no paper
    assert client.post(f"/parametres/qui-m-aide/{key}/terminer").status_code == 302
    assert client.post(f"/parametres/qui-m-aide/{key}/terminer").status_code == 404
    assert "En cours" not in house.get(CASE).content.decode()


def test_a_child_is_opened_from_the_parent(caisse: Client) -> None:
    _mother, child = (one.person_id for one in enrol(replace(KNOWN), CHILD))
    assert "Jules" in opened(caisse)
    key = str(conceal(Pointer(Kind.PERSON, child)))
    assert caisse.post("/guichet/dossier/enfant", {"person": key})["Location"] == CASE
    page = caisse.get(CASE).content.decode()
    assert "<h1>Jules Desmaux</h1>" in page
    assert "Nathalie" in page
    parent = conceal(Pointer(Kind.PERSON, _mother))
    assert "<h2>Mandats</h2>" not in page  # nothing would stand below it
    for verb in ("refuser", "permettre", "terminer"):
        address = f"/guichet/dossier/representant/{verb}/{parent}/"
        if verb == "permettre":
            assert caisse.get(address.replace(verb, "terminer")).status_code == 404
        else:  # nobody who never said no is asked again
            assert caisse.get(address.replace(verb, "permettre")).status_code == 404
        assert caisse.post(address, {}).status_code == 422
        assert caisse.post(address, {"paper": "JUDGMENT"})["Location"] == CASE
        assert ("Ne le représente pas" in caisse.get(CASE).content.decode()) is (verb == "refuser")
    assert families.parents(child) == []
    told = " ".join(present(event).sentence for event in history(child))
    assert "a enregistré que Nathalie" in told
    assert "Caisse de l’Artois" in told


def test_somebody_elses_child_is_404(hotline: Client) -> None:
    person_id = known()
    opened(hotline)
    for key in ("", "x", str(conceal(Pointer(Kind.PERSON, person_id + 5)))):
        assert hotline.post("/guichet/dossier/enfant", {"person": key}).status_code == 404


def test_only_supervisors_touch_representatives(hotline: Client) -> None:
    person_id = known()
    opened(hotline)
    key = conceal(Pointer(Kind.PERSON, person_id))
    address = f"/guichet/dossier/representant/terminer/{key}/"
    assert hotline.post(address, {"paper": "JUDGMENT"}).status_code == 403
