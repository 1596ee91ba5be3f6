from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from carnet.access.facts import Actor, ActorKind
from carnet.base.database import row, rows
from carnet.journal.kinds import EventKind
from carnet.records import deposits, door
from carnet.records.actions import (
    Conflict,
    Deposit,
    NotFound,
    Refused,
    close_now,
    create_record,
    deposit,
    hide,
    set_hide_new_documents,
)
from carnet.records.views import APPROVED, DEPRECATED, Filters
from carnet.sharing.actions import block
from carnet.vault import store
from tests.records.world import (
    DOCTOR,
    HOLDER,
    KINE,
    LAB,
    OTHER,
    PERSON,
    STRANGER,
    document,
    events,
    lot,
    put,
)

ANY_STATUS = Filters(statuses=())


def written() -> tuple[Any, ...] | None:
    return row(
        "SELECT (SELECT count(*) FROM records_entry), (SELECT count(*) FROM records_submission),"
        " (SELECT count(*) FROM records_entry_version), (SELECT count(*) FROM base_outbox)"
    )


def test_it_is_read_back_byte_for_byte(record: int) -> None:
    new = document(1, data=bytes(range(256)) * 400)
    receipt = put(new)
    entry, data = door.open(record, HOLDER).document(receipt.entries[0])
    assert data == new.data
    assert entry.size == len(new.data)
    assert entry.sha1 == hashlib.sha1(new.data).hexdigest()
    assert (entry.title, entry.header) == (new.title, dict(new.header))
    assert receipt.entry_uuids == (entry.entry_uuid,)
    assert not receipt.replayed


def test_it_writes_one_event_and_one_effect_for_each_document(record: int) -> None:
    put(document(1), document(2))
    kind, _, entry_no, rule, detail = events()[-1]
    assert (kind, entry_no, rule) == (EventKind.DOCUMENT_DEPOSITED, 1, 10)
    assert detail == '{"entries":"1-2"}'
    assert rows("SELECT kind, payload->>'entry_no' FROM base_outbox ORDER BY id") == [
        ("document.deposited", "1"),
        ("document.deposited", "2"),
    ]


def test_a_replay_gets_the_first_answer_and_writes_nothing(record: int) -> None:
    first = put(document(1), document(2))
    before = written()
    again = put(document(1), document(2))
    assert again == replace(first, replayed=True)
    assert written() == before
    assert events()[-1][0] == EventKind.DEPOSIT_REPLAYED


def test_a_lot_may_hold_what_is_already_there(record: int) -> None:
    put(document(1))
    receipt = put(document(1), document(2))
    assert (receipt.entries, receipt.submission, receipt.replayed) == ((1, 2), 2, False)


def test_a_document_twice_in_a_lot_is_one_entry(record: int) -> None:
    assert put(document(1), document(1)).entries == (1, 1)


def test_other_bytes_under_the_same_unique_id_conflict(record: int) -> None:
    put(document(1))
    before = written()
    with pytest.raises(Conflict) as caught:
        put(document(2), document(1, data=b"other"))
    assert caught.value.unique_id == "1.2.250.1"
    assert written() == before
    assert events()[-1][0] == EventKind.DEPOSIT_REFUSED


def test_another_source_may_use_the_same_unique_id(record: int) -> None:
    put(document(1))
    assert put(document(1, data=b"other"), actor=replace(LAB, organization_id=71)).entries == (2,)


def test_the_loser_of_a_race_replays(record: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Both asked before either wrote: the second meets the unique constraint."""
    ask, first, asked = deposits._ask, put(document(1)), 0

    def blind_at_first(lot: Deposit) -> Any:
        nonlocal asked
        asked += 1
        decision, known = ask(lot)
        return decision, known if asked > 1 else {}

    monkeypatch.setattr(deposits, "_ask", blind_at_first)
    before = written()
    assert put(document(1)) == replace(first, replayed=True)
    assert written() == before


@pytest.mark.edits_tables  # no verb makes a record that is suspended or deleted at once
@pytest.mark.parametrize("state", ["not_created", "opposed", "closed", "suspended", "deleted"])
def test_a_record_that_is_not_open_takes_nothing(db: None, state: str) -> None:
    create_record(PERSON, state)
    with pytest.raises(Refused) as caught:
        put(document(1))
    assert caught.value.decision.rule.code == "RECORD_NOT_OPEN"
    assert events()[-1][:4:3] == (EventKind.DEPOSIT_REFUSED, 1)
    assert written() == (0, 0, 0, 0)


def test_a_record_that_was_never_created_takes_nothing(db: None) -> None:
    with pytest.raises(Refused):
        put(document(1), person_id=OTHER)


def test_a_record_closed_meanwhile_takes_nothing(
    record: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    ask = deposits._ask

    def close_after(asked: Any) -> Any:
        answer = ask(asked)
        close_now(PERSON, HOLDER)
        return answer

    monkeypatch.setattr(deposits, "_ask", close_after)
    with pytest.raises(Refused):
        put(document(1))
    assert written() == (0, 0, 0, 3)  # the effects of the closing, delegations among them


def test_a_lot_is_all_or_nothing(record: int) -> None:
    with pytest.raises(NotFound):
        put(document(1), document(2, replaces_entry_no=99))
    assert written() == (0, 0, 0, 0)
    assert row("SELECT last_entry_no FROM records_record") == (0,)


def test_the_blocked_still_deposit(record: int) -> None:
    block(PERSON, HOLDER, professional_id=DOCTOR.actor_id)
    assert put(document(1), actor=DOCTOR).entries == (1,)


@pytest.mark.parametrize("kind", [ActorKind.AGENT, ActorKind.APP])
def test_other_actors_do_not_deposit(record: int, kind: ActorKind) -> None:
    with pytest.raises(Refused):
        put(document(1), actor=Actor(kind, 3))


def test_only_the_holder_deposits_as_a_person(record: int) -> None:
    with pytest.raises(Refused):
        put(document(1), actor=STRANGER)
    assert put(document(1), actor=HOLDER).entries == (1,)


def test_a_replacement_supersedes_and_keeps_the_chain(record: int) -> None:
    put(document(1))
    put(document(2, replaces_unique_id="1.2.250.1"))
    opened = door.open(record, HOLDER)
    old, new = opened.entry(1), opened.entry(2)
    assert (old.status, old.replaced_by_entry_no) == (DEPRECATED, 2)
    assert (new.status, new.replaces_entry_no) == (APPROVED, 1)
    assert [e.entry_no for e in opened.timeline().entries] == [2]
    assert events()[2][0] == EventKind.DOCUMENT_REPLACED


def test_an_unknown_parent_in_the_header_is_no_obstacle(record: int) -> None:
    put(document(1, replaces_unique_id="4.5.6"))
    assert door.open(record, HOLDER).entry(1).replaces_entry_no is None


def test_what_replaces_a_hidden_document_is_hidden(record: int) -> None:
    put(document(1))
    hide(PERSON, HOLDER, 1)
    put(document(2, replaces_entry_no=1))
    assert door.open(record, HOLDER).entry(2).hidden_from_professionals


def test_another_source_cannot_replace(record: int) -> None:
    put(document(1))
    with pytest.raises(NotFound):
        put(document(2, replaces_entry_no=1), actor=KINE)
    with pytest.raises(NotFound):
        put(document(3, replaces_entry_no=1), actor=replace(LAB, organization_id=71))
    put(document(4, replaces_unique_id="1.2.250.1"), actor=KINE)
    assert door.open(record, HOLDER).entry(1).status == APPROVED


def test_its_author_replaces_from_elsewhere(record: int) -> None:
    put(document(1, author_professional_id=KINE.actor_id))
    assert put(document(2, replaces_entry_no=1), actor=KINE).entries == (2,)


def test_what_was_replaced_is_not_replaced_again(record: int) -> None:
    put(document(1))
    put(document(2, replaces_entry_no=1))
    with pytest.raises(NotFound):
        put(document(3, replaces_entry_no=1))


def test_the_choice_for_documents_to_come_is_kept(record: int) -> None:
    set_hide_new_documents(PERSON, HOLDER, hidden=True)
    put(document(1))
    assert door.open(record, HOLDER).entry(1).hidden_from_professionals
    with pytest.raises(Refused):
        set_hide_new_documents(PERSON, DOCTOR, hidden=False)


def test_an_empty_lot_is_an_error_of_the_caller(record: int) -> None:
    with pytest.raises(ValueError, match="at least one"):
        deposit(replace(lot(document(1)), documents=()))


def test_a_failing_disk_leaves_nothing(record: int, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError("disk full")

    monkeypatch.setattr(store, "put", full)
    with pytest.raises(OSError, match="disk full"):
        put(document(1))
    assert written() == (0, 0, 0, 0)


def test_the_unique_key_holds_without_the_code(record: int) -> None:
    put(document(1), actor=HOLDER)
    with pytest.raises(IntegrityError), transaction.atomic():
        rows(
            "INSERT INTO records_entry SELECT (jsonb_populate_record(e, '{\"entry_no\": 77}')).*"
            " FROM records_entry e RETURNING 1"
        )


def test_dates_and_numbers_are_kept(record: int) -> None:
    new = document(3, service_stop=document(3).service_start + timedelta(hours=2))
    put(new)
    entry = door.open(record, HOLDER).entry(1)
    assert (entry.service_start, entry.service_stop) == (new.service_start, new.service_stop)
    assert entry.service_start.date() == date(2024, 1, 4)
