from __future__ import annotations

import json
from collections.abc import Callable

import pytest

from carnet.access.facts import Actor
from carnet.base.database import rows
from carnet.journal.kinds import EventKind
from carnet.records import door, queries
from carnet.records.actions import (
    Refused,
    hide,
    hide_category,
    set_hide_new_documents,
    show,
    show_category,
)
from tests.records.world import (
    BIOLOGIST,
    DOCTOR,
    HOLDER,
    KINE,
    LAB,
    MOTHER,
    PERSON,
    STRANGER,
    consent,
    document,
    events,
    put,
    represent,
    seen,
)

OPERATION = {"type_code": "34874-8", "category": "CPT_REND"}


@pytest.fixture(autouse=True)
def deposited(record: int) -> None:
    """1 and 2: biology; 3: an operation."""
    put(document(1), document(2))
    put(document(3, **OPERATION))
    consent(DOCTOR)


def told() -> tuple[int, dict[str, object]]:
    """Kind and detail of the last event, without the facts of its decision."""
    kind, _, _, _, detail = events()[-1]
    return kind, {key: value for key, value in json.loads(detail).items() if key != "f"}


def versions() -> list[tuple[int, int]]:
    return rows("SELECT entry_no, max(version) FROM records_entry_version GROUP BY 1 ORDER BY 1")


def test_it_hides_what_is_there_and_what_comes() -> None:
    assert hide_category(PERSON, HOLDER, "BIOLOGIE") == (1, 2)
    assert told() == (EventKind.CATEGORY_HIDDEN, {"category": "BIOLOGIE", "entries": "1-2"})
    assert queries.hidden_categories(PERSON) == {"BIOLOGIE"}
    put(document(4), document(5, **OPERATION))
    assert seen(DOCTOR) == [3, 5]
    assert versions() == [(1, 2), (2, 2), (3, 1), (4, 1), (5, 1)]


def test_one_event_tells_of_all() -> None:
    before = len(events())
    hide_category(PERSON, HOLDER, "BIOLOGIE")
    assert len(events()) == before + 1


def test_showing_it_again_shows_what_was_hidden_with_it() -> None:
    hide_category(PERSON, HOLDER, "BIOLOGIE")
    put(document(4))
    assert show_category(PERSON, HOLDER, "BIOLOGIE") == (1, 2, 4)
    assert told() == (EventKind.CATEGORY_SHOWN, {"category": "BIOLOGIE", "entries": "1-2,4"})
    put(document(5))
    assert seen(DOCTOR) == [1, 2, 3, 4, 5]


def test_what_was_hidden_by_itself_stays_hidden() -> None:
    hide(PERSON, HOLDER, 1)
    assert hide_category(PERSON, HOLDER, "BIOLOGIE") == (2,)
    put(document(4, hidden_from_professionals=True))  # as its depositor asked
    hide(PERSON, HOLDER, 2)
    assert show_category(PERSON, HOLDER, "BIOLOGIE") == ()
    assert seen(DOCTOR) == [3]
    assert door.open(PERSON, HOLDER).counts(hidden=True) == {"BIOLOGIE": 3}


def test_so_does_what_came_while_everything_to_come_was_hidden() -> None:
    set_hide_new_documents(PERSON, HOLDER, hidden=True)
    hide_category(PERSON, HOLDER, "BIOLOGIE")
    put(document(4))
    assert show_category(PERSON, HOLDER, "BIOLOGIE") == (1, 2)


def test_one_document_is_shown_while_its_category_stays_hidden() -> None:
    hide_category(PERSON, HOLDER, "BIOLOGIE")
    show(PERSON, HOLDER, 1)
    put(document(4))
    assert seen(DOCTOR) == [1, 3]


def test_what_replaces_a_document_hidden_with_its_category_is_hidden_with_it() -> None:
    hide_category(PERSON, HOLDER, "BIOLOGIE")
    put(document(4, replaces_entry_no=1, **OPERATION))
    assert seen(DOCTOR) == [3]
    assert show_category(PERSON, HOLDER, "BIOLOGIE") == (1, 2, 4)


def test_what_another_hidden_category_holds_stays_hidden() -> None:
    hide_category(PERSON, HOLDER, "BIOLOGIE", "CPT_REND")
    put(document(4, replaces_entry_no=1, **OPERATION))
    assert show_category(PERSON, HOLDER, "BIOLOGIE") == (2,)
    assert show_category(PERSON, HOLDER, "CPT_REND") == (1, 3, 4)


def test_twice_changes_nothing_more() -> None:
    hide_category(PERSON, HOLDER, "BIOLOGIE")
    before = len(events())
    assert hide_category(PERSON, HOLDER, "BIOLOGIE") == ()
    assert show_category(PERSON, HOLDER, "CPT_REND") == ()
    assert len(events()) == before


def test_a_category_unknown_to_the_pages_is_a_mistake() -> None:
    for change in (hide_category, show_category):
        with pytest.raises(ValueError, match="unknown category: NOPE"):
            change(PERSON, HOLDER, "BIOLOGIE", "NOPE")
    assert queries.hidden_categories(PERSON) == frozenset()


def test_the_author_still_reads() -> None:
    consent(BIOLOGIST)
    hide_category(PERSON, HOLDER, "BIOLOGIE")
    assert door.open(PERSON, BIOLOGIST).read(1) == document(1).data


@pytest.mark.parametrize("change", [hide_category, show_category])
@pytest.mark.parametrize("actor", [DOCTOR, BIOLOGIST, KINE, LAB, STRANGER])
def test_only_the_person_chooses(change: Callable[..., object], actor: Actor) -> None:
    before = versions()
    with pytest.raises(Refused):
        change(PERSON, actor, "BIOLOGIE")
    assert versions() == before
    assert events()[-1][0] == EventKind.ACCESS_REFUSED
    assert queries.hidden_categories(PERSON) == frozenset()


def test_who_represents_a_child_chooses_for_them() -> None:
    represent()
    assert hide_category(PERSON, MOTHER, "BIOLOGIE") == (1, 2)
