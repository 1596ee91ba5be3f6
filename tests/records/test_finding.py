"""Search in one record: what is found, in what order, with which words marked, and its event."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from carnet.access.facts import Actor
from carnet.base.database import execute
from carnet.journal.kinds import EventKind
from carnet.records import door, finding
from carnet.records.actions import hide
from carnet.records.finding import Found, Narrowed
from tests.records.world import (
    DOCTOR,
    HOLDER,
    PERSON,
    START,
    consent,
    document,
    events,
    put,
    read,
)


def search(asked: str, actor: Actor = HOLDER, **narrowed: Any) -> Found:
    return finding.search(door.open(PERSON, actor), asked, Narrowed(**narrowed))


def numbers(asked: str, actor: Actor = HOLDER, **narrowed: Any) -> list[int]:
    return [hit.entry.entry_no for hit in search(asked, actor, **narrowed).hits]


def marked(found: Found, hit: int = 0) -> list[str]:
    lines = [found.hits[hit].title, *found.hits[hit].passages]
    return [piece.text for line in lines for piece in line if piece.marked]


@pytest.fixture
def shelf(record: int) -> int:
    put(
        document(1, title="Bilan sanguin"),
        document(2, title="Ferritine", type_code="57833-6", category="ORD_SOIN"),
        document(3, title="Lettre", author_name="Dr Ferrand", category="CPT_REND"),
        document(400, title="Consultation", category="CPT_REND"),
    )
    read(1, "Ferritine basse : 9 µg/L\nHémoglobine 12,5 g/dL")
    read(2, "Dosage à contrôler")
    read(3, "Fatigue depuis un mois")
    return record


def test_title_comes_before_author_and_author_before_text(shelf: int) -> None:
    assert numbers("ferr") == [2, 3, 1]


def test_equal_ones_come_newest_first(shelf: int) -> None:
    assert numbers("biologie") == [1]
    assert numbers("compte rendu") == [4, 3, 1]
    assert numbers("2024") == [3, 2, 1]
    assert numbers("février 2025") == [4]


def test_all_words_must_be_there(shelf: int) -> None:
    assert numbers("ferritine basse") == [1]
    assert numbers("bilan 9") == [1]
    assert numbers("ferritine fatigue") == []


def test_values_are_found_with_point_or_comma(shelf: int) -> None:
    assert numbers("hémoglobine 12,5") == numbers("HEMOGLOBINE 12.5") == [1]
    assert numbers("12") == []


def test_a_document_not_read_yet_is_found_by_its_title_and_counted(shelf: int) -> None:
    found = search("consultation")
    assert [hit.entry.entry_no for hit in found.hits] == [4]
    assert (found.unread, found.hits[0].passages) == (1, ())


def test_words_are_marked_as_written(shelf: int) -> None:
    found = search("hemoglobine")
    assert marked(found) == ["Hémoglobine"]
    assert "".join(piece.text for piece in found.hits[0].passages[0]).startswith("Ferritine basse")


def test_a_typing_error_is_understood_only_where_the_word_is_nowhere(shelf: int) -> None:
    found = search("hémoglobinne")
    assert (found.words, found.understood, found.total) == (("Hémoglobine",), True, 1)
    assert not search("hemoglobine").understood


def test_a_word_that_is_nowhere_is_named(shelf: int) -> None:
    found = search("ferritine xylophone")
    assert (found.total, found.missing, found.words) == (0, ("xylophone",), ("ferritine",))


@pytest.mark.parametrize("asked", ["", "  ", "!?", "\x00\x1f\x1e", "\u0301", "de la"])
def test_nothing_asked_finds_nothing(shelf: int, asked: str) -> None:
    assert search(asked).total == 0


@pytest.mark.parametrize(
    "asked", ["'; DROP TABLE", "a" * 100_000, "%_%", "(?i).*", "[^\\W", "\ud800", "ﷺ" * 50]
)
def test_hostile_questions_are_only_words(shelf: int, asked: str) -> None:
    assert search(asked).hits == ()


def test_it_is_narrowed_by_category_and_year_with_counts(shelf: int) -> None:
    assert search("rendu").categories == {"CPT_REND": 2, "BIOLOGIE": 1}
    assert search("rendu").years == {2025: 1, 2024: 2}
    assert search("rendu", year=2024).categories == {"CPT_REND": 1, "BIOLOGIE": 1}
    assert numbers("rendu", year=2024) == [3, 1]
    assert numbers("ferr", category="BIOLOGIE") == [1]
    found = search("ferr", category="BIOLOGIE")
    assert found.categories == {"ORD_SOIN": 1, "CPT_REND": 1, "BIOLOGIE": 1}
    assert (found.total, found.years) == (1, {2024: 1})


def test_pages_follow(record: int) -> None:
    put(*[document(n, title="Ferritine") for n in range(1, finding.PAGE + 4)])
    first, second = search("ferritine"), search("ferritine", page=2)
    assert (first.total, len(first.hits), len(second.hits)) == (finding.PAGE + 3, finding.PAGE, 3)
    assert search("ferritine", page=3).hits == ()


def test_a_replaced_document_is_not_found(shelf: int) -> None:
    put(document(9, title="Ferritine corrigée", replaces_entry_no=2))
    assert numbers("ferritine")[0] == 5
    assert 2 not in numbers("ferritine")


def test_the_event_names_the_entries_and_never_the_words(shelf: int) -> None:
    search("ferritine basse")
    kind, actor_id, _, _, detail = events()[-1]
    assert (kind, actor_id, detail) == (
        EventKind.TEXT_SEARCHED, PERSON, '{"entries":"1","total":1}',
    )  # fmt: skip


def test_damaged_words_leave_the_title(shelf: int) -> None:
    execute("UPDATE contents_reading SET words = text, text = words WHERE entry_no = 1")
    assert numbers("basse") == []
    assert numbers("bilan") == [1]


def test_what_is_infected_shows_nothing_of_its_text(shelf: int) -> None:
    execute("INSERT INTO records_scan VALUES (%s, 1, 'infected', now(), 0, NULL, 'X')", [PERSON])
    assert numbers("basse") == []
    assert [hit.passages for hit in search("bilan sanguin").hits] == [()]


def test_words_of_another_document_do_not_open(shelf: int) -> None:
    """A row put in the place of another is not what that document says."""
    execute(
        "UPDATE contents_reading SET words = (SELECT words FROM contents_reading"
        " WHERE entry_no = 1) WHERE entry_no = 2"
    )
    assert numbers("basse") == [1]


def test_what_is_hidden_from_a_reader_is_found_nowhere(shelf: int) -> None:
    consent(DOCTOR)
    hide(PERSON, HOLDER, 1)
    found = search("hemoglobine", DOCTOR)
    assert (found.total, found.missing, found.understood) == (0, ("hemoglobine",), False)
    assert search("hemoglobinne", DOCTOR).words == ()
    assert numbers("hemoglobine") == [1]


def test_the_year_is_that_of_the_law(record: int) -> None:
    """Half past eleven in London on New Year's Eve is the next year in Paris."""
    eve = START.replace(month=12, day=31, hour=23) + timedelta(minutes=30)
    put(document(1, title="Minuit", service_start=eve))
    assert search("minuit").years == {2025: 1}
