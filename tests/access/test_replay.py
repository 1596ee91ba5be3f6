"""A decision made again from what the journal stores of it is the decision that was made."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from carnet.access import replay
from carnet.access.conditions import BITS, OF_DOCUMENT, OF_READER
from carnet.access.decide import decide
from carnet.access.facts import Action, Actor, ActorKind, Document, Facts
from carnet.access.rules import VERSION, version
from tests.access.cases import at_the_threshold, documents, of_archives

DOCTOR = Actor(ActorKind.PROFESSIONAL, 7, 3, "G15_10")
READING = Facts(Action.READ, DOCTOR, record_open=True, consent=True, basis="oral 2026-11-22")
DOCUMENT = Document("11502-2", author_professional_id=8)
FILES = sorted(replay.FOLDER.glob("policy-*.json"))


def test_the_table_of_today_is_kept() -> None:
    kept = json.loads((replay.FOLDER / f"policy-{VERSION}.json").read_text(encoding="utf-8"))
    assert kept == replay.table()


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_the_places_of_words_never_change(path: object) -> None:
    kept = json.loads(path.read_text(encoding="utf-8"))  # type: ignore[attr-defined]
    assert tuple(kept["bits"]) == BITS[: len(kept["bits"])]


def test_each_word_has_one_place_and_all_fit_in_a_number_of_javascript() -> None:
    assert len(set(BITS)) == len(BITS) <= 53
    assert set(BITS) == OF_READER.keys() | OF_DOCUMENT.keys() | {"about_document"}


def test_any_decision_is_replayed() -> None:
    some = (None, *documents()[::23])
    for facts in (*at_the_threshold(), *of_archives(), READING, READING.about_nothing()):
        for document in some:
            decision = decide(replace(facts, document=document))
            stored = replay.written(decision.facts)
            again = replay.replay(decision.version, replay.read(stored))
            assert again == (decision.allowed, decision.rule.number)


def test_an_ordinary_reading_takes_six_characters_and_four_of_consent() -> None:
    stored = replay.written(READING.about(DOCUMENT))
    assert (len(stored), replay.consent(stored)) == (11, "oral 2026-11-22")


@pytest.mark.parametrize("mode", ["oral", "written", "online", "code"])
def test_the_consent_relied_on_is_kept(mode: str) -> None:
    basis = f"{mode} 2027-01-31"
    assert replay.consent(replay.written(replace(READING, basis=basis))) == basis
    assert replay.consent(replay.written(replace(READING, basis=""))) == ""


def test_the_words_that_held_are_told() -> None:
    told = replay.words(replay.bits(READING.about(DOCUMENT)))
    assert {"about_document", "record_open", "named_consent", "type_for_profession"} <= set(told)
    assert not {"blocked", "author", "holder", "hidden_from_professionals"} & set(told)


def test_an_import_of_the_matrix_changes_the_version_not_the_table() -> None:
    decision = decide(replace(READING, matrix=2))
    assert decision.version == version(2) == VERSION + 200
    stored = replay.bits(decision.facts)
    assert replay.replay(decision.version, stored) == (True, decision.rule.number)


def test_a_table_that_is_not_kept_is_named() -> None:
    with pytest.raises(LookupError, match="no table of version 2"):
        replay.replay(2, 0)
