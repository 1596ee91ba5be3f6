"""/parametres/resultats/: refuse that results be drawn, and allow it again."""

from __future__ import annotations

from carnet.contents import refusals
from carnet.journal.kinds import EventKind
from tests.web.settings.conftest import Somebody

PAGE = "/parametres/resultats/"


def test_it_says_how_it_is_and_what_it_serves(nathalie: Somebody) -> None:
    page = nathalie.get(PAGE)
    assert "Permis" in page
    assert "Cela sert à dessiner les courbes" in page
    assert "Permis. Vous pouvez refuser." in nathalie.get("/parametres/")


def test_it_is_refused_then_allowed_again(nathalie: Somebody) -> None:
    page = nathalie.done(PAGE, wanted="refuse")
    assert "C’est refusé." in page
    assert refusals.refuses(nathalie.person_id)
    assert nathalie.last_event == EventKind.VALUES_REFUSED
    assert "Permettre de nouveau" in page
    page = nathalie.done(PAGE, wanted="allow")
    assert "C’est permis." in page
    assert not refusals.refuses(nathalie.person_id)
    assert nathalie.last_event == EventKind.VALUES_ALLOWED


def test_a_tab_left_open_changes_nothing_back(nathalie: Somebody) -> None:
    for _ in range(2):
        nathalie.done(PAGE, wanted="refuse")
    assert refusals.refuses(nathalie.person_id)
    assert nathalie.told(EventKind.VALUES_REFUSED) == 1


def test_anything_else_changes_nothing(nathalie: Somebody) -> None:
    nathalie.done(PAGE, wanted="x")
    assert not refusals.refuses(nathalie.person_id)
