"""A record compared with what the trace tells of it: each edit of a superuser is named."""

from __future__ import annotations

import pytest

from carnet.base.database import execute
from carnet.records import audit
from carnet.records.actions import (
    close_now,
    create_record,
    hide_category,
    keep_from,
    lift,
    reopen,
    set_hide_new_documents,
)
from tests.records.world import DOCTOR, HOLDER, OTHER, PERSON, consent, document, put

pytestmark = [pytest.mark.django_db, pytest.mark.edits_tables]


@pytest.fixture
def lived_in(record: int) -> None:
    """A record closed and opened again, with a hidden category and a document kept from two."""
    for number in (1, 2):
        put(document(number))
    consent(DOCTOR)
    keep_from(PERSON, HOLDER, 1, "P", DOCTOR.actor_id)
    keep_from(PERSON, HOLDER, 1, "O", 70)
    put(document(3, replaces_entry_no=1))
    keep_from(PERSON, HOLDER, 2, "P", DOCTOR.actor_id)
    lift(PERSON, HOLDER, 2, "P", DOCTOR.actor_id)
    hide_category(PERSON, HOLDER, "BIOLOGIE")
    set_hide_new_documents(PERSON, HOLDER, hidden=True)
    close_now(PERSON, HOLDER)
    reopen(PERSON, HOLDER)
    create_record(OTHER, "closed")
    assert audit.check().problems == []


EDITS = {
    "UPDATE records_record SET state = 'active' WHERE state = 'closed'": (
        f"the state of the record of person {OTHER}"
    ),
    "UPDATE records_record SET hide_new_documents = FALSE": (
        f"the choice to hide what comes of person {PERSON}"
    ),
    "UPDATE records_record SET hidden_categories = '{}'": (
        f"the choice of hidden categories of person {PERSON}"
    ),
    "DELETE FROM records_kept_from WHERE entry_no = 3": "from whom entry 3 is kept",
    "DELETE FROM records_record WHERE state = 'closed'": "the state of the record of person",
    "UPDATE records_kept_from SET subject_id = subject_id + 1": "from whom entry 1 is kept",
    "UPDATE records_kept_from SET entry_no = 2 WHERE entry_no = 1": "from whom entry 2 is kept",
}


@pytest.mark.parametrize("edit", EDITS)
def test_each_edit_is_named(lived_in: None, edit: str) -> None:
    execute(edit)
    assert any(EDITS[edit] in problem for problem in audit.check().problems), audit.check().problems
