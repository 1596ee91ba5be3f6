"""What documents say, for a reader: visible sources only, each reading told in the trace."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from carnet.access.facts import Actor
from carnet.base.database import execute
from carnet.contents import refusals
from carnet.journal.kinds import EventKind
from carnet.records import actions, door, results
from carnet.records.problems import NotFound
from tests.contents.reports import CRP, Measured, deposited, read_all
from tests.records.world import (
    DOCTOR,
    HOLDER,
    OTHER,
    PERSON,
    consent,
    document,
    events,
    put,
    without_facts,
)

pytestmark = pytest.mark.usefixtures("record")


def opened(actor: Actor = HOLDER) -> door.OpenRecord:
    return door.open(PERSON, actor)


def told(actor: Actor = HOLDER) -> list[str]:
    """The documents that each reading of values named, oldest first."""
    return [
        without_facts(detail).partition('"entries":"')[2].rstrip('"}')
        for kind, who, _entry, _rule, detail in events()
        if kind == EventKind.VALUES_READ and who == actor.actor_id
    ]


def numbers(found: results.Results) -> dict[str, list[str]]:
    """The numbers of each series, oldest first."""
    return {
        one.name: [str(point.number) for point in one.points] for one in found.series
    }  # fmt: skip


def sources(found: results.Results) -> list[list[int]]:
    return [point.entries for one in found.series for point in one.points]


@pytest.fixture
def two_reports(record: int) -> None:
    deposited(1, Measured("0.95"), CRP)
    deposited(2, Measured("1.12", "20250301"))
    read_all()


@pytest.mark.usefixtures("two_reports")
def test_each_analysis_has_its_numbers_and_each_number_its_document() -> None:
    found = results.results(opened())
    assert numbers(found) == {"CRP": ["4"], "Glucose": ["0.95", "1.12"]}
    assert sources(found) == [[1], [1], [2]]
    assert {number: entry.title for number, entry in found.documents.items()} == {
        1: "Document 1", 2: "Document 2",
    }  # fmt: skip
    assert found.counts == {"result": 2}


@pytest.mark.usefixtures("two_reports")
def test_reading_them_is_one_event_that_names_the_documents() -> None:
    record = opened()
    results.results(record)
    results.results(record, ["allergy"])
    crp = next(one for one in results.results(record).series if one.name == "CRP")
    results.one(record, results.key(PERSON, crp))
    assert told() == ["1-2", "", "1-2", "1"]


@pytest.mark.usefixtures("two_reports")
def test_a_key_is_opaque_and_of_one_person() -> None:
    crp, glucose = results.results(opened()).series
    keys = {results.key(person, one) for person in (PERSON, OTHER) for one in (crp, glucose)}
    assert len(keys) == 4
    assert results.one(opened(), results.key(PERSON, crp)).series == (crp,)
    for unknown in (results.key(OTHER, crp), "", "1988-5", "0" * 32):
        with pytest.raises(NotFound):
            results.one(opened(), unknown)


def test_what_two_documents_say_alike_is_one_point_with_both() -> None:
    deposited(1, Measured("0.95"))
    deposited(2, Measured("0.950"), unique_id="other")
    read_all()
    assert sources(results.results(opened())) == [[1, 2]]


def test_a_hidden_source_is_no_source() -> None:
    """The same number, from a document that the reader may not see: one source is left."""
    deposited(1, Measured("0.95"))
    deposited(2, Measured("0.95"), unique_id="other", hidden_from_professionals=True)
    read_all()
    consent(DOCTOR)
    assert sources(results.results(opened(DOCTOR))) == [[1]]
    assert sources(results.results(opened())) == [[1, 2]]


def test_what_is_replaced_says_nothing_more() -> None:
    deposited(1, Measured("0.95"))
    deposited(2, Measured("0.59"), replaces_unique_id="1.2.250.1")
    read_all()
    assert numbers(results.results(opened())) == {"Glucose": ["0.59"]}


def test_what_is_deleted_says_nothing() -> None:
    deposited(1, Measured("0.95"))
    read_all()
    execute("UPDATE records_entry SET status = 4")
    assert results.results(opened()).series == ()


def test_what_is_infected_says_nothing() -> None:
    deposited(1, Measured("0.95"))
    read_all()
    execute("INSERT INTO records_scan VALUES (%s, 1, 'infected', now(), 0, NULL, 'X')", [PERSON])
    assert results.results(opened()).series == ()


def test_what_waits_is_told_with_what_may_be_seen_only() -> None:
    deposited(1, Measured("0.95"))
    deposited(2, Measured("0.95"), hidden_from_professionals=True)
    consent(DOCTOR)
    assert results.results(opened()).unread == {1, 2}
    assert results.results(opened(DOCTOR)).unread == {1}
    read_all()
    assert results.results(opened()).unread == frozenset()


def test_a_refusal_leaves_nothing_to_read() -> None:
    deposited(1, Measured("0.95"))
    read_all()
    refusals.refuse(PERSON, HOLDER)
    assert results.results(opened()).series == ()


def test_an_altered_row_hides_no_other() -> None:
    deposited(1, Measured("0.95"))
    deposited(2, Measured("1.12", "20250301"))
    read_all()
    execute("UPDATE contents_reading SET values = words WHERE entry_no = 1")
    assert numbers(results.results(opened())) == {"Glucose": ["1.12"]}


@pytest.mark.usefixtures("two_reports")
def test_a_document_tells_what_was_before_it() -> None:
    lines, found = results.of_document(opened(), 2)
    (line,) = lines
    assert line.before is not None
    assert (line.point.number, line.before.number) == (line.series.points[1].number,
                                                       line.series.points[0].number)  # fmt: skip
    assert found.documents[line.before.entries[0]].title == "Document 1"
    assert told() == ["1"]


@pytest.mark.usefixtures("two_reports")
def test_a_document_with_nothing_before_it_writes_no_event() -> None:
    lines, _found = results.of_document(opened(), 1)
    assert [line.before for line in lines] == [None, None]
    assert told() == []


def test_an_older_version_of_a_document_still_tells_its_own() -> None:
    deposited(1, Measured("0.95"))
    deposited(2, Measured("0.59"), replaces_unique_id="1.2.250.1")
    read_all()
    lines, _found = results.of_document(opened(), 1)
    assert [line.found.value.number for line in lines] == ["0.95"]


def test_what_was_before_is_what_this_reader_may_see() -> None:
    deposited(1, Measured("0.90", "20230301"))
    deposited(2, Measured("0.95", "20240301"), hidden_from_professionals=True)
    deposited(3, Measured("1.12", "20250301"))
    read_all()
    consent(DOCTOR)
    for actor, before in ((HOLDER, [2]), (DOCTOR, [1])):
        (line,), _found = results.of_document(opened(actor), 3)
        assert line.before is not None
        assert line.before.entries == before
    assert told(DOCTOR) == ["1"]


@pytest.mark.usefixtures("two_reports")
def test_the_exact_statements() -> None:
    """One that draws, with what may be seen inside; one event."""
    record = opened()
    for ask in (
        lambda: results.results(record),
        lambda: results.of_document(record, 2),
    ):
        with CaptureQueriesContext(connection) as queries:
            ask()
        verbs = [one["sql"].split()[0] for one in queries if "SAVEPOINT" not in one["sql"]]
        assert verbs == ["SELECT", "INSERT"]


def test_a_document_kept_from_one_professional_gives_them_no_value() -> None:
    deposited(1, Measured("0.95"))
    put(document(2))
    read_all()
    consent(DOCTOR)
    actions.keep_from(PERSON, HOLDER, 1, "P", DOCTOR.actor_id)
    assert results.results(opened(DOCTOR)).series == ()
