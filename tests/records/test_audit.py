"""What a superuser of the database does to entries is named, whatever the edit."""

from __future__ import annotations

import pytest

from carnet.base.database import execute, rows
from carnet.records import actions, audit
from carnet.records.actions import hide, show
from tests.records.world import DOCTOR, HOLDER, LAB, OTHER, PERSON, consent, document, put

EDITS = {
    "title": "title || ' '",
    "type_code": "'11488-4'",
    "category": "'AUTRE'",
    "author_name": "'Dr Autre'",
    "author_professional_id": "coalesce(author_professional_id, 0) + 1",
    "source_organization_id": "source_organization_id + 1",
    "service_start": "service_start + interval '1 microsecond'",
    "submitted_at": "submitted_at - interval '1 day'",
    "confidentiality": "'V'",
    "unique_id": "unique_id || '.1'",
    "mime_type": "'text/plain'",
    "header": 'header || \'{"title": "x"}\'',
    "source_patient": "source_patient || '\\x00'",
    "sha256": "sha256(sha256)",
    "segment": "segment + 1",
    "position": "position + 1",
    "wrapped_key": "sha256(wrapped_key)",
    "replaces_entry_no": "3",
    "mac": "mac # 1",
    # Those that change by a version.
    "status": "4",
    "hidden_from_professionals": "NOT hidden_from_professionals",
    "hidden_from_patient": "NOT hidden_from_patient",
    "hidden_from_representatives": "NOT hidden_from_representatives",
    "hidden_with_category": "NOT hidden_with_category",
    "replaced_by_entry_no": "9",
    "version": "version + 1",
}
OF_ONE = "WHERE person_id = 501 AND entry_no = 2"


@pytest.fixture(autouse=True)
def lived_in(record: int) -> None:
    """Deposits, a lot of two, changes of visibility one by one and together, a replacement."""
    put(document(1), document(2))
    put(document(3, hidden_from_patient=True))
    consent(DOCTOR)
    hide(PERSON, HOLDER, 2)
    show(PERSON, HOLDER, 2)
    hide(PERSON, HOLDER, 2)
    actions.hide_category(PERSON, HOLDER, "BIOLOGIE")
    actions.show_category(PERSON, HOLDER, "BIOLOGIE")
    put(document(4, replaces_unique_id="1.2.250.1"), actor=LAB)


def problems() -> str:
    return "\n".join(audit.check().problems)


def test_what_the_house_did_is_sound() -> None:
    assert audit.check() == audit.Audit(entries=4, problems=[])


@pytest.mark.parametrize("column", EDITS)
def test_an_edited_entry_is_named(column: str) -> None:
    assert execute(f"UPDATE records_entry SET {column} = {EDITS[column]} {OF_ONE}") == 1
    assert "entry 2 of person 501" in problems()


def test_every_column_is_covered() -> None:
    found = rows("SELECT attname FROM pg_attribute WHERE attrelid = 'records_entry'::regclass"
                 " AND attnum > 0 AND NOT attisdropped")  # fmt: skip
    assert {name for (name,) in found} == {*audit._NAMES}


@pytest.mark.parametrize("column", ["since", "status", "hidden_from_professionals", "mac"])
def test_an_edited_version_is_named(column: str) -> None:
    value = {"since": "since + interval '1 s'", "status": "2", "mac": "mac # 1"}
    change = value.get(column, f"NOT {column}")
    execute(f"UPDATE records_entry_version SET {column} = {change} {OF_ONE} AND version = 2")
    assert problems() == "version 2 of entry 2 of person 501 was altered or inserted"


def test_a_removed_entry_is_named() -> None:
    execute(f"DELETE FROM records_entry {OF_ONE}")
    assert problems() == "entry 2 of person 501 was removed"
    execute(f"DELETE FROM records_entry_version {OF_ONE}")
    assert problems() == "entry 2 of person 501 was removed"


@pytest.mark.parametrize("version", [1, 3, 4])
def test_a_removed_version_is_named(version: int) -> None:
    execute(f"DELETE FROM records_entry_version {OF_ONE} AND version = {version}")
    assert "versions of entry 2 of person 501 are missing" in problems()


def test_going_back_to_an_earlier_version_is_named() -> None:
    execute(f"DELETE FROM records_entry_version {OF_ONE} AND version = 4")
    execute(f"UPDATE records_entry SET version = 3, hidden_from_professionals = FALSE {OF_ONE}")
    assert "versions of entry 2 of person 501 are missing" in problems()


@pytest.mark.parametrize(
    ("column", "value", "told"), [("entry_no", 12, "entry 12 of person 501"),
                                  ("person_id", OTHER, f"entry 2 of person {OTHER}")]
)  # fmt: skip
def test_an_entry_that_moved_is_named_twice(column: str, value: int, told: str) -> None:
    for table in ("records_entry", "records_entry_version"):
        execute(f"UPDATE {table} SET {column} = %s {OF_ONE}", [value])
    found = problems()
    assert f"{told} was inserted" in found
    assert "entry 2 of person 501 was removed" in found


def test_two_entries_that_exchange_their_bytes_are_named() -> None:
    execute("UPDATE records_entry e SET segment = o.segment, position = o.position,"
            " wrapped_key = o.wrapped_key, sha256 = o.sha256, mac = o.mac FROM records_entry o"
            " WHERE o.person_id = e.person_id AND e.entry_no IN (1, 3)"
            " AND o.entry_no = 4 - e.entry_no")  # fmt: skip
    found = problems()
    assert "entry 1 of person 501 was altered" in found
    assert "entry 3 of person 501 was altered" in found


def test_a_destroyed_record_leaves_nothing_to_compare() -> None:
    actions.close_now(PERSON, HOLDER)
    from carnet.records import destruction

    destruction.destroy(PERSON)
    assert audit.check() == audit.Audit(entries=0, problems=[])
