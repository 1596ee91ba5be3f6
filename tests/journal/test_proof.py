"""The file of proof of a person: complete, checked with nothing of the house, and unforgeable."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest

from carnet.base import clock
from carnet.base.database import row
from carnet.journal import census, material, proofs, seals, signing
from carnet.journal.checking import check
from carnet.journal.leaves import Row
from carnet.journal.material import NotYet, Openness
from carnet.journal.paths import WrongProof
from carnet.journal.verify import verify
from tests.journal.proven import Sealing, happen, log, proof

__all__ = ["log"]
pytestmark = pytest.mark.django_db(transaction=True)


def test_it_holds_all_the_events_of_a_person(log: None) -> None:
    checked = check(proof(), signing.public_key(), 7)
    assert [line.row.entry_no for line in checked.lines if line.row] == [0, 2, 3, 1, 0]
    assert (checked.counted, checked.counted_size) == (4, 7)
    assert [line.place is None for line in checked.waiting] == [True]
    assert checked.head.tree_size == 10
    assert {line.row.person_id for line in checked.lines if line.row} == {7}


def test_every_line_has_its_words(log: None) -> None:
    file = json.loads(proof())
    assert [one["said"] for one in file["events"]] == [f"ligne {n}" for n in (0, 2, 3, 1, 0)]
    assert [one["said"] for one in file["waiting"]] == ["ligne 0"]


def test_somebody_without_any_event_has_a_proof_of_it(log: None) -> None:
    checked = check(proof(99))
    assert (checked.lines, checked.counted) == ([], 0)


def test_somebody_who_came_after_the_census(log: None, seal_all: Sealing) -> None:
    happen(12)
    seal_all()
    checked = check(proof(12))
    assert (len(checked.lines), checked.counted) == (1, 0)


class TestClock:
    """Times never decide the order: the log does."""

    def test_a_clock_that_jumps_back(self, log: None, seal_all: Sealing) -> None:
        with clock.moved(timedelta(days=-400)):
            happen(7, 7)
            assert seal_all() == 3
            census.take()
            happen(7)
        with clock.moved(timedelta(days=40)):
            happen(7)
            seal_all()
        happen(7)
        seal_all()
        with clock.moved(timedelta(days=-3)):
            checked = check(proof())
        at = [line.row.at for line in checked.lines if line.row]
        assert len(at) == 11
        assert at != sorted(at)
        assert checked.counted == 8
        assert verify().problems == []


class TestKept:
    """What the reader may not know of."""

    def test_in_a_complete_proof_it_is_a_hash(self, log: None) -> None:
        def openness(event: Row) -> Openness:
            return Openness.KEPT if event.entry_no == 2 else Openness.OPEN

        file = json.loads(proof(openness=openness))
        assert file["events"][1].keys() == {"hash"}
        checked = check(json.dumps(file).encode())
        assert [line.row is None for line in checked.lines] == [False, True, False, False, False]
        assert checked.counted == 4
        del file["events"][1]
        with pytest.raises(WrongProof):
            check(json.dumps(file).encode())

    def test_in_a_partial_one_nothing_tells_of_it(self, log: None) -> None:
        def openness(event: Row) -> Openness:
            if event.entry_no == 2:
                return Openness.KEPT
            return Openness.CLOSED if event.entry_no else Openness.OPEN

        file = json.loads(proof(openness=openness, complete=False))
        assert file.keys().isdisjoint({"census", "standing"})
        assert [one.keys() & {"leaf", "hash"} for one in file["events"]] == [
            {"leaf"}, {"hash"}, {"hash"}, {"leaf"}
        ]  # fmt: skip
        checked = check(json.dumps(file).encode())
        assert (checked.scope, checked.counted) == ("partial", 0)

    def test_only_the_newest_are_in_clear_in_a_very_long_history(
        self, log: None, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(material, "MOST", 2)
        checked = check(proof())
        assert [line.row is None for line in checked.lines] == [True, True, True, False, False]


class TestNotYet:
    def test_nothing_is_sealed(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(proofs, "_PATIENCE", 0)
        with pytest.raises(NotYet, match="nothing is sealed"):
            proofs.ready_head()

    def test_nobody_was_counted(self, seal_all: Sealing, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(proofs, "_PATIENCE", 0)
        happen(7)
        seal_all()
        with pytest.raises(NotYet, match="nobody was counted"):
            proofs.ready_head()
        assert proofs.ready_head(complete=False)
        census.take()
        with pytest.raises(NotYet, match="not sealed"):
            proofs.ready_head()
        seal_all()
        assert proofs.ready_head()


def test_one_leaf_alone(log: None) -> None:
    """What a software asks with its receipt."""
    found = row("SELECT xid FROM journal_event WHERE person_id = 8 ORDER BY xid LIMIT 1")
    assert found
    [seal, *_] = seals.after(0)
    checked = check(json.dumps(proofs.of_leaf(seal.hashes()[1], found[0])).encode())
    assert (checked.scope, checked.lines[0].place) == ("event", 1)
    with pytest.raises(NotYet):
        proofs.of_leaf(bytes(32), found[0])
