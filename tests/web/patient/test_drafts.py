"""/documents/ajouter/<draft>/: what was begun waits, sealed, for whom began it, some hours."""

from __future__ import annotations

import uuid
from datetime import timedelta

from django.test import Client
from pytest_django.fixtures import Settings

from carnet.accounts.models import Account
from carnet.base import clock
from carnet.base.database import rows
from carnet.records import actions
from tests.formats.files import photograph, text_pdf
from tests.web.patient.adding import PAGE, TEXT, begun, file
from uichecks.world import World


def test_what_was_begun_waits_and_can_be_forgotten(julie: Client, world: World) -> None:
    address = begun(julie, file(text_pdf("Certificat")))
    page = julie.get(PAGE).content.decode()
    assert f'href="{address}"' in page
    assert "Certificat" in page
    julie.post(f"{address}abandonner")
    assert rows("SELECT 1 FROM records_draft") == []
    answer = julie.get(address, follow=True)
    assert "Ce fichier n’attend plus" in answer.content.decode()


def test_the_worker_forgets_what_nobody_finished(julie: Client, world: World) -> None:
    begun(julie, file(TEXT))
    assert actions.forget_drafts() == 0
    with clock.moved(timedelta(hours=25)):
        assert actions.forget_drafts() == 1


def test_only_some_wait(julie: Client, world: World, settings: Settings) -> None:
    settings.DRAFTS_MAX = 2
    addresses = [begun(julie, file(TEXT)) for _ in range(3)]
    assert julie.get(addresses[0]).status_code == 302
    assert julie.get(addresses[2]).status_code == 200


def test_the_draft_says_nothing_in_the_database(julie: Client, world: World) -> None:
    begun(julie, file(text_pdf("Certificat confidentiel"), "certificat.pdf"))
    [text] = rows("SELECT d::text, content, proposal FROM records_draft d")
    assert "ertificat" not in text[0]
    assert b"ertificat" not in bytes(text[1]) + bytes(text[2])


def test_anothers_draft_is_not_there(julie: Client, world: World) -> None:
    address = begun(julie, file(TEXT))
    laura = Client()
    laura.force_login(Account.objects.get(person_id=world.laura))
    assert laura.get(address).headers["Location"] == PAGE
    assert laura.get(f"{address}apercu.webp").status_code == 404
    assert laura.post(f"{address}page", {"photo": file(photograph())}).status_code == 302
    laura.post(f"{address}abandonner")
    assert julie.get(address).status_code == 200
    assert julie.get(f"{PAGE}{uuid.uuid4()}/").headers["Location"] == PAGE
