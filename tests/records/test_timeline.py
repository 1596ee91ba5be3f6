from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from carnet.journal.kinds import EventKind
from carnet.records import door
from carnet.records.actions import hide
from carnet.records.views import APPROVED, DEPRECATED, Filters, Page, Span
from tests.records.world import (
    DOCTOR,
    HOLDER,
    PERSON,
    START,
    consent,
    document,
    events,
    put,
)


@pytest.fixture
def opened(record: int) -> door.OpenRecord:
    for number in range(1, 8):
        put(document(number))
    return door.open(record, HOLDER)


def numbers(page: Page) -> list[int]:
    return [entry.entry_no for entry in page.entries]


def kept(opened: door.OpenRecord, **filters: object) -> list[int]:
    wanted = Filters(**filters)  # type: ignore[arg-type]
    page = opened.timeline(filters=wanted)
    assert page.total == len(page.entries)
    return numbers(page)


def test_newest_act_first(opened: door.OpenRecord) -> None:
    page = opened.timeline()
    assert numbers(page) == [7, 6, 5, 4, 3, 2, 1]
    assert (page.total, page.next) == (7, None)


def test_pages_follow_without_gap_or_repeat(opened: door.OpenRecord) -> None:
    seen, after = [], None
    for _ in range(10):
        page = opened.timeline(after=after, limit=3)
        assert page.total == 7
        seen.append(numbers(page))
        after = page.next
        if after is None:
            break
    assert seen == [[7, 6, 5], [4, 3, 2], [1]]


def test_pages_follow_through_acts_of_the_same_moment(record: int) -> None:
    put(*[document(n, service_start=START) for n in range(1, 6)])
    opened = door.open(record, HOLDER)
    first = opened.timeline(limit=2)
    second = opened.timeline(limit=2, after=first.next)
    assert numbers(first) + numbers(second) == [5, 4, 3, 2]


@pytest.mark.parametrize("mark", ["", "nonsense", "6d6b8a6e-0000-4000-8000-000000000000"])
def test_a_forged_mark_is_an_error_of_the_caller(opened: door.OpenRecord, mark: str) -> None:
    with pytest.raises(ValueError, match="not a page mark"):
        opened.timeline(after=mark)


def test_a_mark_of_another_record_is_refused(opened: door.OpenRecord) -> None:
    other = str(replace(opened.timeline().entries[0], person_id=999).logical_id)
    with pytest.raises(ValueError, match="not a page mark"):
        opened.timeline(after=other)


def test_a_mark_whose_entry_was_hidden_meanwhile_still_holds_the_place(record: int) -> None:
    put(*[document(n) for n in range(1, 5)])
    consent(DOCTOR)
    first = door.open(record, DOCTOR).timeline(limit=2)
    hide(PERSON, HOLDER, first.entries[-1].entry_no)
    second = door.open(record, DOCTOR).timeline(limit=2, after=first.next)
    assert numbers(second) == [2, 1]
    assert second.total == 3


def test_an_empty_record_has_an_empty_page(record: int) -> None:
    page = door.open(record, HOLDER).timeline()
    assert (page.entries, page.total, page.next) == ((), 0, None)


def test_filters(opened: door.OpenRecord) -> None:
    put(
        document(
            20,
            type_code="34112-3",
            class_code="42",
            format_code="f",
            category="CPT_REND",
            confidentiality="R",
            author_name="Mme Léa 100%",
            author_professional_id=55,
            created_at=START + timedelta(days=400),
            service_stop=START + timedelta(days=30),
            hidden_from_professionals=True,
            header={
                "facility_type": {"code": "SA01"},
                "practice_setting": {"code": "ETABLISSEMENT"},
                "event_codes": [{"code": "X1"}, {"code": "X2"}],
            },
        )
    )
    assert numbers(opened.timeline("CPT_REND")) == [8]
    assert kept(opened, types=("34112-3", "zz")) == [8]
    assert kept(opened, classes=("42",)) == [8]
    assert kept(opened, formats=("f",)) == [8]
    assert kept(opened, facilities=("SA01",)) == [8]
    assert kept(opened, settings=("ETABLISSEMENT",)) == [8]
    assert kept(opened, events=("X2",)) == [8]
    assert kept(opened, confidentialities=("R",)) == [8]
    assert kept(opened, confidentialities=("MASQUE_PS",)) == [8]
    assert kept(opened, unique_ids=("1.2.250.20",)) == [8]
    assert kept(opened, entry_nos=(8, 3)) == [8, 3]
    assert kept(opened, submission_no=8) == [8]
    assert kept(opened, author="léa 100%") == [8]
    assert kept(opened, author="100_") == []
    assert kept(opened, author_professional_id=55) == [8]
    assert kept(opened, created=Span(since=START + timedelta(days=399))) == [8]
    assert kept(opened, submitted=Span(before=START)) == []
    inside = Span(START + timedelta(days=25), START + timedelta(days=26))
    assert kept(opened, service=inside) == [8]


def test_filters_on_status_and_replacement(opened: door.OpenRecord) -> None:
    put(document(8, replaces_entry_no=7))
    assert kept(opened, statuses=(DEPRECATED,)) == [7]
    assert kept(opened, related_to=7) == [8]
    assert len(kept(opened, statuses=(APPROVED, DEPRECATED))) == 8


def test_a_full_list_carries_the_header(opened: door.OpenRecord) -> None:
    brief, full = opened.timeline().entries[0], opened.timeline(full=True).entries[0]
    assert (brief.header, brief.unique_id) == ({}, "")
    assert full == opened.entry(full.entry_no)
    assert full.header["practice_setting"] == {"code": "AMBULATOIRE"}


def test_the_event_names_every_entry_returned(opened: door.OpenRecord) -> None:
    opened.timeline(limit=3)
    kind, actor_id, _, rule, detail = events()[-1]
    assert (kind, actor_id, rule) == (EventKind.SEARCHED, PERSON, 21)
    assert detail == '{"entries":"5-7","total":7}'


def test_lots_are_listed_newest_first(opened: door.OpenRecord) -> None:
    first = opened.submissions(limit=5)
    assert [lot.submission_no for lot in first.submissions] == [7, 6, 5, 4, 3]
    assert first.total == 7
    second = opened.submissions(limit=5, after=first.next)
    assert [lot.submission_no for lot in second.submissions] == [2, 1]
    assert second.next is None
    assert second.submissions[0].entries == ((2, 1),)
    assert opened.submission(2) == second.submissions[0]


def test_lots_are_found_by_what_names_them(opened: door.OpenRecord) -> None:
    found = opened.submissions(unique_id="9.1.2.250.3")
    assert [lot.submission_no for lot in found.submissions] == [3]
    assert opened.submissions(source_id="nobody").total == 0
    assert opened.submissions(submitted=Span(before=START)).total == 0


def test_a_lot_that_does_not_exist_is_not_found(opened: door.OpenRecord) -> None:
    with pytest.raises(door.NotFound):
        opened.submission(99)
