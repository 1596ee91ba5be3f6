"""An event in a French sentence."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.utils import translation

from carnet.access.facts import Actor, ActorKind
from carnet.access.rules import RULES
from carnet.base.database import execute
from carnet.identity import directory
from carnet.journal import presenter, queries
from carnet.journal.events import EventKind, record
from carnet.journal.presenter import Line, present

pytestmark = pytest.mark.django_db
HOLDER = Actor(ActorKind.PERSON, actor_id=7)


@pytest.fixture(autouse=True)
def french() -> Iterator[None]:
    with translation.override("fr"):
        yield


@pytest.fixture(autouse=True)
def templates(monkeypatch: pytest.MonkeyPatch) -> None:
    """Sentences of this test, so that no slice's words are proven here."""
    told = {
        EventKind.DOCUMENT_READ: "{who} {a} lu {document}.",
        EventKind.SIGNED_IN: "{who} {s_est} connecté.",
        EventKind.BLOCKED: "{who} {a} bloqué {subject}.",
        EventKind.CATEGORY_HIDDEN: "{who} {a} masqué les documents {category}.",
        EventKind.CONSENT_RECORDED: "Accord donné {mode}{missing}.",
    }
    monkeypatch.setattr(presenter, "sentences", lambda: told)


@pytest.fixture
def laboratory() -> int:
    return directory.add_organization("750000010", "Laboratoire des Lilas", "SA25")


@pytest.fixture
def doctor(laboratory: int) -> Actor:
    number = directory.add_professional(
        "10001234565", "MARTIN", "Anne", "G15_10", title="DR", organization_id=laboratory
    )
    return Actor(ActorKind.PROFESSIONAL, number, laboratory, software="Cabinet 3")


def tell(actor: Actor, kind: EventKind = EventKind.DOCUMENT_READ, **options: Any) -> Line:
    title, reader = options.pop("title", ""), options.pop("reader_id", 0)
    record(kind, 7, actor, **options)
    return present(queries.history(7)[0], title=title, reader_id=reader)


def test_a_professional(doctor: Actor) -> None:
    line = tell(doctor, title="Biologie", entry_no=1)
    assert line.sentence == "Dr Anne Martin a lu «\u00a0Biologie\u00a0»."
    assert line.place == "Laboratoire des Lilas, logiciel Cabinet 3"
    assert line.rule == ""


@pytest.mark.parametrize(
    ("code", "named"),
    [
        ("BIOLOGIE", "de la catégorie «\u00a0Résultats de biologie\u00a0»"),
        ("AVANT", "d’une catégorie"),
    ],
)
def test_a_category_is_named_as_the_pages_name_it(code: str, named: str) -> None:
    line = tell(HOLDER, EventKind.CATEGORY_HIDDEN, detail={"category": code}, reader_id=7)
    assert line.sentence == f"Vous avez masqué les documents {named}."


def test_a_document_without_title(doctor: Actor) -> None:
    assert tell(doctor).sentence == "Dr Anne Martin a lu un document."


def test_the_reader_is_you() -> None:
    assert tell(HOLDER, reader_id=7).sentence == "Vous avez lu un document."
    assert tell(HOLDER, EventKind.SIGNED_IN, reader_id=7).sentence == "Vous vous êtes connecté."


def test_nobody_is_never_you() -> None:
    unknown = Actor(ActorKind.PERSON)
    assert tell(unknown).sentence == "Une personne a lu un document."


def test_a_structure(laboratory: int) -> None:
    line = tell(Actor(ActorKind.ORGANIZATION, organization_id=laboratory, software="SIL"))
    assert line.sentence == "Laboratoire des Lilas a lu un document."
    assert line.place == "logiciel SIL"


@pytest.mark.parametrize(
    ("kind", "who"),
    [
        (ActorKind.AGENT, "Un agent du service"),
        (ActorKind.SYSTEM, "Le service"),
        (ActorKind.PROFESSIONAL, "Un professionnel"),
        (ActorKind.ORGANIZATION, "Une structure"),
        (ActorKind.APP, "Une application"),
        (ActorKind.PERSON, "Une personne"),
    ],
)
def test_those_whom_the_directory_does_not_know(kind: ActorKind, who: str) -> None:
    assert tell(Actor(kind, 999_999)).sentence == f"{who} a lu un document."


def test_the_one_named_in_the_detail(doctor: Actor) -> None:
    line = tell(HOLDER, EventKind.BLOCKED, detail={"professional": doctor.actor_id}, reader_id=7)
    assert line.sentence == "Vous avez bloqué Dr Anne Martin."


def test_details_are_words_and_nothing_else() -> None:
    """A stored detail is never a template, and a missing one is empty."""
    line = tell(HOLDER, EventKind.CONSENT_RECORDED, detail={"mode": "{who.__class__}"})
    assert line.sentence == "Accord donné {who.__class__}."


def test_the_rule(doctor: Actor) -> None:
    tell(doctor)
    rule = RULES[0]
    execute("UPDATE journal_event SET rule = %s", [rule.number])
    assert present(queries.history(7)[0]).rule == rule.for_patient


def test_a_kind_that_no_slice_tells_yet(doctor: Actor) -> None:
    assert tell(doctor, EventKind.TOKEN_ISSUED).sentence == "Dr Anne Martin a agi sur le carnet."


def test_all_slices_tell_of_different_kinds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()
    told = presenter.sentences()
    assert told[EventKind.HISTORY_READ]
    assert all(isinstance(kind, EventKind) for kind in told)


def test_two_tellers_of_one_kind_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()
    monkeypatch.setattr(
        "carnet.sharing.events.SENTENCES", {EventKind.HISTORY_READ: "again"}, raising=False
    )
    with pytest.raises(ValueError, match="HISTORY_READ"):
        presenter.sentences.__wrapped__()
