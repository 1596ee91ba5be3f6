"""/parametres/messages/: what is silenced stays in the centre, and sends no message."""

import pytest
from django.core import mail

from carnet.base import outbox
from carnet.journal.events import EventKind
from carnet.notify import queries
from carnet.notify.actions import tell
from tests.web.settings.conftest import Somebody

PAGE = "/parametres/messages/"


def sent(nathalie: Somebody, kind: str) -> int:
    mail.outbox.clear()
    tell(nathalie.person_id, kind)
    outbox.drain()
    return len(mail.outbox)


def test_everything_sends_a_message_at_first(nathalie: Somebody) -> None:
    assert nathalie.get(PAGE).count(" checked") == 2
    assert sent(nathalie, "AJOUT_DOCUMENT") == sent(nathalie, "ACCES_DMP_PS") == 1


def test_a_silenced_group_sends_none_but_is_listed(nathalie: Somebody) -> None:
    page = nathalie.done(PAGE, groups=["access"])
    assert "Un soignant ouvre un carnet" in page
    assert "Un document est ajouté" not in page
    before = queries.unread(nathalie.person_id)
    assert sent(nathalie, "AJOUT_DOCUMENT") == 0
    assert sent(nathalie, "ACCES_DMP_PS") == 1
    assert queries.unread(nathalie.person_id) == before + 2
    assert nathalie.told(EventKind.SETTINGS_CHANGED) == 1


def test_what_matters_for_safety_is_never_silenced(nathalie: Somebody) -> None:
    nathalie.done(PAGE)
    assert "Seulement ce qui touche à votre sécurité" in nathalie.get("/parametres/")
    assert sent(nathalie, "ACCES_BRIS_GLACE") == 1


def test_it_is_taken_back(nathalie: Somebody) -> None:
    nathalie.done(PAGE)
    nathalie.done(PAGE, groups=["documents", "access"])
    assert sent(nathalie, "AJOUT_DOCUMENT") == 1


@pytest.mark.parametrize("groups", [["x"], ["documents", "\x00"], ["ACCES_BRIS_GLACE"]])
def test_what_is_no_group_is_refused(nathalie: Somebody, groups: list[str]) -> None:
    nathalie.refused(PAGE, groups=groups)
    assert nathalie.account.silenced == []
