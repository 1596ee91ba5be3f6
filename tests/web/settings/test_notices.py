"""/parametres/notifications/: how soon and by what; the centre holds it all whatever is chosen."""

from __future__ import annotations

import pytest
from django.core import mail

from carnet.base import outbox
from carnet.journal.events import EventKind
from carnet.notify import preferences, queries
from carnet.notify.actions import tell
from carnet.notify.topics import Channel, Pace
from tests.web.settings.conftest import Somebody

PAGE = "/parametres/notifications/"
EACH = {"access": "each", "documents": "each", "house": "each"}


def sent(nathalie: Somebody, kind: str) -> int:
    mail.outbox.clear()
    tell(nathalie.person_id, kind)
    outbox.drain()
    return len(mail.outbox)


def test_everything_sends_a_message_at_first(nathalie: Somebody) -> None:
    assert nathalie.get(PAGE).count(" checked") == 3
    for kind in ("AJOUT_DOCUMENT", "ACCES_DMP_PS", "CONSULTATION_PS", "REPONSE_SUPPORT"):
        assert sent(nathalie, kind) == 1


def test_documents_may_send_none_and_are_listed(nathalie: Somebody) -> None:
    nathalie.done(PAGE, **EACH | {"documents": "never"})
    assert "jamais, je regarde ici" in nathalie.get("/parametres/")
    before = queries.unread(nathalie.person_id)
    assert sent(nathalie, "AJOUT_DOCUMENT") == 0
    assert sent(nathalie, "CONSULTATION_PS") == 1
    assert queries.unread(nathalie.person_id) == before + 2
    assert nathalie.told(EventKind.NOTICES_CHANGED) == 1


def test_the_same_choice_again_is_not_an_event(nathalie: Somebody) -> None:
    nathalie.done(PAGE, **EACH)
    assert nathalie.told(EventKind.NOTICES_CHANGED) == 0


def test_an_emergency_and_what_touches_safety_are_told_at_once(nathalie: Somebody) -> None:
    nathalie.done(PAGE, access="daily", documents="never", house="daily")
    assert sent(nathalie, "ACCES_BRIS_GLACE") == 1
    assert sent(nathalie, "ACCES_DMP_PS") == 0


def test_it_is_taken_back(nathalie: Somebody) -> None:
    nathalie.done(PAGE, **EACH | {"documents": "never"})
    nathalie.done(PAGE, **EACH)
    assert sent(nathalie, "AJOUT_DOCUMENT") == 1


@pytest.mark.parametrize(
    "changed",
    [
        {"access": "never"},  # below the law
        {"house": "never"},
        {"documents": "x"},
        {"documents": "\x00"},
        {"access": ""},
    ],
)
def test_what_is_not_offered_is_refused(nathalie: Somebody, changed: dict[str, str]) -> None:
    nathalie.refused(PAGE, **EACH | changed)
    assert preferences.of(nathalie.person_id) == preferences.USUAL


def test_the_messages_are_chosen_where_there_are_two(
    nathalie: Somebody, settings: pytest.FixtureRequest
) -> None:
    settings.SMS_BACKEND = "carnet.demo.sms.Backend"  # type: ignore[attr-defined]
    assert 'name="by"' not in nathalie.get(PAGE)
    account = nathalie.account
    account.mobile = "+33639980001"
    account.save()
    assert "SMS, 1 par jour au plus" in nathalie.get(PAGE)
    assert "Gardez au moins un message." in nathalie.refused(PAGE, **EACH)
    nathalie.done(PAGE, **EACH, by=["sms"])
    chosen = preferences.of(nathalie.person_id)
    assert (chosen.channels, chosen.paces["access"]) == (frozenset({Channel.SMS}), Pace.EACH)
    assert sent(nathalie, "AJOUT_DOCUMENT") == 0  # by e-mail
