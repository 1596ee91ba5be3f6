"""Records to come, by thousands: those of the people whom the insurer's register brings."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from carnet.base import clock
from carnet.base.copying import copy
from carnet.base.database import rows
from carnet.records.models import State
from carnet.vault import keys

_COLUMNS = (
    "person_id, state, state_since, closing_reason, hide_new_documents, last_entry_no,"
    " last_submission_no"
)


def expect_many(people: Sequence[int]) -> None:
    """Make the records « non créé » of people who have none, and their keys, with one flush.

    No event: a record to come is none yet, the information of the person is.
    """
    keys.store().create(*people)  # durable before any document may come
    now = clock.now().isoformat()
    state = State.NOT_CREATED.value
    same = f"{state}\t{now}\t\tf\t0\t0"
    copy("records_record", _COLUMNS, (f"{one}\t{same}" for one in people))


def expected(people: Collection[int]) -> set[int]:
    """Those of these people whose record is still « non créé »."""
    found = rows(
        "SELECT person_id FROM records_record WHERE person_id = ANY(%s) AND state = %s",
        [list(people), State.NOT_CREATED.value],
    )
    return {int(one) for (one,) in found}
