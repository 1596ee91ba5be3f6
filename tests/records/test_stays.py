"""Which documents belong to one stay or one visit."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import permutations
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from carnet.records.stays import Care, grouped
from carnet.records.views import EntryView

NOON = datetime(2024, 3, 1, 11, tzinfo=UTC)


def entry(number: int, day: int = 0, until: int | None = None, **changes: Any) -> EntryView:
    """A report of the hospital 70 by default; days count from 1 March 2024."""
    values: dict[str, Any] = {
        "person_id": 1,
        "entry_no": number,
        "version": 1,
        "status": 1,
        "submission_no": number,
        "type_code": "34112-3",
        "class_code": "10",
        "format_code": "",
        "category": "CPT_REND",
        "title": f"Document {number}",
        "created_at": NOON,
        "service_start": NOON + timedelta(days=day),
        "service_stop": None if until is None else NOON + timedelta(days=until),
        "submitted_at": NOON,
        "author_name": "Dr A",
        "author_professional_id": 7,
        "source_organization_id": 70,
        "hidden_from_professionals": False,
        "hidden_from_patient": False,
        "hidden_from_representatives": False,
        "confidentiality": "N",
        "size": 1,
        "mime_type": "text/xml",
    }
    return EntryView(**(values | changes))


def prescription(number: int, day: int, **changes: Any) -> EntryView:
    kind = {"type_code": "57833-6", "class_code": "42", "category": "ORD_SOIN"}
    return entry(number, day, **(kind | changes))


def numbers(cares: list[Care]) -> list[list[int]]:
    return [sorted(one.entry_no for one in care.entries) for care in cares]


def test_a_report_of_several_days_is_a_stay_with_what_happened_then() -> None:
    (stay,) = grouped([entry(1, 2, 8), prescription(2, 8), entry(3, 4)])
    assert stay.stay
    assert (stay.first.isoformat(), stay.last.isoformat(), stay.nights) == (
        "2024-03-03",
        "2024-03-09",
        6,
    )
    assert [one.entry_no for one in stay.entries] == [2, 3, 1]


def test_the_day_before_and_the_day_after_belong_to_a_stay_and_no_more() -> None:
    around = [prescription(n, day) for n, day in ((2, 0), (3, 1), (4, 9), (5, 10))]
    assert numbers(grouped([entry(1, 2, 8), *around])) == [[5], [1, 3, 4], [2]]


def test_a_transfer_and_an_overlap_are_one_stay() -> None:
    (stay,) = grouped([entry(1, 0, 3), entry(2, 4, 6), entry(3, 5, 9)])
    assert (stay.nights, len(stay.entries)) == (9, 3)
    assert len(grouped([entry(1, 0, 3), entry(2, 5, 6)])) == 2


def test_prescription_results_and_report_of_one_day_are_one_visit() -> None:
    results = entry(2, 0, category="BIOLOGIE", type_code="11502-2")
    visit, before = grouped([prescription(1, 0), results, entry(3, 1), entry(4, -9)])
    assert numbers([visit, before]) == [[1, 2, 3], [4]]
    assert (visit.stay, visit.nights, visit.first.isoformat()) == (False, 0, "2024-03-01")


def test_visits_of_each_day_do_not_run_into_one() -> None:
    assert numbers(grouped([prescription(n, n) for n in range(6)])) == [[4, 5], [2, 3], [0, 1]]


def test_places_are_never_mixed() -> None:
    other = entry(2, 0, source_organization_id=71)
    alone = entry(3, 0, source_organization_id=None)
    doctor = entry(4, 0, source_organization_id=None, author_professional_id=8)
    own = [entry(n, 0, source_organization_id=None, author_professional_id=None) for n in (5, 6)]
    cares = grouped([entry(1, 0, 5), other, alone, doctor, *own])
    assert sorted(numbers(cares)) == [[1], [2], [3], [4], [5], [6]]


def test_long_examinations_plans_and_mistakes_make_no_stay() -> None:
    cares = grouped(
        [
            entry(1, 0, 5, category="BIOLOGIE"),
            entry(2, 20, 300, class_code="44"),
            entry(3, 40, 1000),
            entry(4, 60, 50),
        ]
    )
    assert not any(care.stay for care in cares)
    assert [care.nights for care in cares] == [0, 0, 0, 0]


def test_without_the_report_of_the_stay_the_rest_tells_of_no_stay() -> None:
    """What a reader who may not see the report is given: rules over the others alone."""
    others = [prescription(2, 3), prescription(3, 8)]
    assert any(care.stay for care in grouped([entry(1, 2, 8), *others]))
    assert [(care.stay, care.nights) for care in grouped(others)] == [(False, 0), (False, 0)]


DAYS = st.integers(0, 12)
ENTRIES = st.lists(
    st.tuples(DAYS, st.none() | DAYS, st.sampled_from([70, 71, None]), st.booleans()), max_size=7
)


@given(ENTRIES, st.randoms())
def test_every_document_is_in_one_group_whatever_the_order(drawn: list[Any], random: Any) -> None:
    entries = [
        entry(n, day, until, source_organization_id=place)
        if report
        else prescription(n, day, source_organization_id=place)
        for n, (day, until, place, report) in enumerate(drawn)
    ]
    cares = grouped(entries)
    assert sorted(one.entry_no for care in cares for one in care.entries) == list(
        range(len(entries))
    )
    assert [care.first for care in cares] == sorted((c.first for c in cares), reverse=True)
    random.shuffle(entries)
    shuffled = grouped(entries)
    assert sorted(numbers(shuffled)) == sorted(numbers(cares))


def test_the_order_of_three_changes_nothing() -> None:
    three = [entry(1, 2, 8), prescription(2, 9), prescription(3, 1)]
    assert len({repr(grouped(order)) for order in permutations(three)}) == 1
