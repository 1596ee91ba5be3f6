"""The file of proof of a person: complete, checked with nothing of the house, and unforgeable."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from datetime import timedelta
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from carnet.access.facts import Actor, ActorKind
from carnet.base import clock
from carnet.base.database import execute, row
from carnet.journal import (
    census,
    chains,
    checking,
    cosignatures,
    material,
    proofs,
    seals,
    signing,
    statements,
)
from carnet.journal.checking import Checked, check, check_grown
from carnet.journal.events import EventKind, record
from carnet.journal.leaves import Row, microseconds
from carnet.journal.material import Broken, NotYet, Openness
from carnet.journal.merkle import leaf_hash
from carnet.journal.paths import WrongProof
from carnet.journal.verify import verify

DOCTOR = Actor(ActorKind.PROFESSIONAL, 3, organization_id=4, software="Logiciel 2.1")
HOLDER = Actor(ActorKind.PERSON, 7)
Sealing = Callable[[], int]
File = dict[str, Any]
pytestmark = pytest.mark.django_db(transaction=True)


def happen(*people: int) -> None:
    for number, person in enumerate(people):
        record(EventKind.DOCUMENT_READ, person, DOCTOR, entry_no=number, detail={"é": number})


def words(events: Iterable[Row]) -> list[dict[str, str]]:
    return [{"said": f"ligne {event.entry_no}"} for event in events]


def all_open(event: Row) -> Openness:
    return Openness.OPEN


def proof(
    person: int = 7,
    openness: Callable[[Row], Openness] = all_open,
    *,
    complete: bool = True,
    head: seals.Seal | None = None,
) -> bytes:
    head = head or proofs.ready_head(complete=complete)
    return "".join(proofs.person(person, head, openness, words, complete=complete)).encode()


@pytest.fixture
def log(seal_all: Sealing) -> None:
    """Two people over three seals, a census after the second, and one event that waits."""
    happen(7, 8, 7, 7, 8)
    seal_all()
    happen(8, 7)
    seal_all()
    census.take()
    seal_all()
    happen(7, 8)
    seal_all()
    happen(7)


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


def _leaf(file: File, number: int) -> str:
    return str(file["events"][number]["leaf"])


def _alter(file: File) -> None:
    file["events"][1]["leaf"] = _leaf(file, 1)[:-2] + "7e"


def _alter_time(file: File) -> None:
    leaf = _leaf(file, 1)
    file["events"][1]["leaf"] = f"{leaf[:46]}{int(leaf[46:48], 16) ^ 1:02x}{leaf[48:]}"


def _remove_first(file: File) -> None:
    del file["events"][0]


def _remove_counted(file: File) -> None:
    del file["events"][1]
    file["census"]["events"] -= 1


def _remove_after_the_census(file: File) -> None:
    del file["events"][4]


def _remove_waiting(file: File) -> None:
    del file["waiting"][0]


def _reorder(file: File) -> None:
    file["events"][1:3] = reversed(file["events"][1:3])


def _reorder_whole(file: File) -> None:
    one, other = file["events"][1:3]
    file["events"][1:3] = [other | {"place": one["place"]}, one | {"place": other["place"]}]


def _duplicate(file: File) -> None:
    file["events"].insert(1, file["events"][0])


def _close(file: File) -> None:
    file["events"][1] = {"hash": "00" * 32}


def _move(file: File) -> None:
    file["events"][4]["place"] += 1


def _forge_signature(file: File) -> None:
    other = Ed25519PrivateKey.generate().sign(bytes.fromhex(file["head"]["statement"]))
    file["head"]["signature"] = other.hex()


def _grow_the_head(file: File) -> None:
    statement = bytes.fromhex(file["head"]["statement"])
    head = statements.read_head(statement)
    file["head"]["statement"] = statements.head(head._replace(tree_size=11)).hex()


def _replay_the_head(file: File) -> None:
    old = seals.numbered(2)
    assert old
    file["head"] = proofs.signed_head(old)


def _count_less(file: File) -> None:
    file["census"]["events"] = 3


def _forge_the_census(file: File) -> None:
    file["census"]["nodes"][0] = "11" * 32


def _tell_another_census(file: File) -> None:
    file["census"]["event"]["leaf"] = file["census"]["event"]["leaf"].replace("30", "31")


def _stand_in_its_place(file: File) -> None:
    """The service signs for an event that the log does not hold, where the census stands."""
    file["events"].insert(4, {"leaf": _leaf(file, 0), "place": file["census"]["event"]["place"]})
    lines, waiting = file["events"], file["waiting"]
    chain = chains.head(leaf_hash(bytes.fromhex(one["leaf"])) for one in [*lines, *waiting])
    said = statements.standing(7, len(lines), len(waiting), 10, chain)
    file["standing"] = signing.sign(said).hex()


def _no_census(file: File) -> None:
    del file["census"]


def _forge_a_receipt(file: File) -> None:
    file["waiting"][0]["at"] += 1


def _forge_the_standing(file: File) -> None:
    file["standing"] = file["head"]["signature"]


def _another_person(file: File) -> None:
    file["person"] = 8


def _forge_nodes(file: File) -> None:
    file["nodes"][0] = "22" * 32


def _too_many_nodes(file: File) -> None:
    file["nodes"].append("22" * 32)


def _no_node(file: File) -> None:
    del file["nodes"][-1]


def _another_version(file: File) -> None:
    file["version"] = 2


def _a_shape(file: File) -> None:
    file["events"] = {"0": file["events"][0]}


def _a_number(file: File) -> None:
    file["events"][0]["place"] = 0.5


def _not_hexadecimal(file: File) -> None:
    file["head"]["signature"] = "zz"


FORGERIES: dict[Callable[[File], None], str] = {
    _alter: "not in the signed log", _alter_time: "not in the signed",
    _remove_first: "missing|not in the signed|more or fewer",
    _remove_counted: "missing|not in the signed", _remove_after_the_census: "missing|not in the",
    _remove_waiting: "standing", _reorder: "order of the log", _reorder_whole: "not in the signed",
    _duplicate: "order of the log", _close: "missing|not in the signed",
    _move: "outside|not in the signed", _forge_signature: "head: wrong signature",
    _grow_the_head: "head: wrong signature", _replay_the_head: "outside the tree",
    _count_less: "more or fewer", _forge_the_census: "not all the events",
    _tell_another_census: "census|not in the signed", _no_census: "census: an object",
    _stand_in_its_place: "not in the signed log",
    _forge_a_receipt: "waiting.0.: wrong signature", _forge_the_standing: "standing",
    _another_person: "of person 7", _forge_nodes: "not in the signed",
    _too_many_nodes: "too many", _no_node: "missing", _another_version: "version",
    _a_shape: "a list", _a_number: "a whole number", _not_hexadecimal: "hexadecimal",
}  # fmt: skip


@pytest.mark.parametrize("forge", FORGERIES, ids=lambda forge: forge.__name__)
def test_a_forged_file_is_refused(log: None, forge: Callable[[File], None]) -> None:
    file = json.loads(proof())
    forge(file)
    with pytest.raises(WrongProof, match=FORGERIES[forge]):
        check(json.dumps(file).encode())


def test_a_truncated_file_is_refused(log: None) -> None:
    whole = proof()
    for end in (0, 1, len(whole) // 2, len(whole) - 3):
        with pytest.raises(WrongProof, match=r"not whole|object"):
            check(whole[:end])


def test_a_file_that_only_opens_is_refused() -> None:
    with pytest.raises(WrongProof, match="not whole"):
        check(b"[" * 200_000)


def test_the_proof_of_another_is_refused(log: None) -> None:
    """Whole, and mixed with one's own."""
    with pytest.raises(WrongProof, match="the proof of person 8, not of person 7"):
        check(proof(8), person=7)
    mine, theirs = json.loads(proof(7)), json.loads(proof(8))
    for part in ("events", "census", "standing", "nodes", "waiting"):
        with pytest.raises(WrongProof):
            check(json.dumps(mine | {part: theirs[part]}).encode())
    claimed = theirs | {"person": 7}
    with pytest.raises(WrongProof, match="of person 8"):
        check(json.dumps(claimed).encode())


def test_another_key_is_refused(log: None) -> None:
    """A whole file, perfectly signed by somebody else."""
    other = Ed25519PrivateKey.generate()
    file = json.loads(proof())
    file["key"] = other.public_key().public_bytes_raw().hex()
    file["head"]["signature"] = other.sign(bytes.fromhex(file["head"]["statement"])).hex()
    with pytest.raises(WrongProof, match="not signed by the service that you named"):
        check(json.dumps(file).encode(), signing.public_key())


class TestSuperuser:
    """What someone with every right on the database can make the house say."""

    def test_a_deleted_event_leaves_no_proof(self, log: None) -> None:
        assert execute("DELETE FROM journal_event WHERE person_id = 7 AND entry_no = 2") == 1
        with pytest.raises(Broken, match="not those that were counted"):
            proof()

    def test_an_altered_event_leaves_no_proof(self, log: None) -> None:
        execute("UPDATE journal_event SET actor_id = 9 WHERE person_id = 7 AND entry_no = 2")
        with pytest.raises(Broken, match="not those that were counted"):
            proof()

    def test_a_deleted_event_and_an_altered_census(self, log: None) -> None:
        """They change the stored census too: the file then proves nothing."""
        from carnet.journal import chains, heads

        execute("DELETE FROM journal_event WHERE person_id = 7 AND entry_no = 2")
        execute("UPDATE journal_head SET events = 3, head = sha256('') WHERE person_id = 7")
        kept = material.gather(7, proofs.ready_head(), all_open, complete=False)
        leaf = chains.leaf(7, 3, chains.head(line.hash for line in kept.lines[:3]))
        execute(
            "UPDATE journal_census_tile SET hashes = overlay(hashes placing %s from 1 + 32 * 7)"
            " WHERE level = 0 AND number = 0",
            [leaf],
        )
        assert heads.read([7])[7][0] == 3
        with pytest.raises(WrongProof, match="not all the events that it counted"):
            check(proof())
        assert verify().problems

    def test_an_altered_tile_of_the_log(self, log: None) -> None:
        execute("UPDATE journal_seal SET leaves = set_byte(leaves, 33, 0) WHERE seal_no = 1")
        with pytest.raises(WrongProof, match="not in the signed log"):
            check(proof(7))

    def test_a_swapped_head(self, log: None, seal_all: Sealing) -> None:
        execute(
            "UPDATE journal_head h SET events = o.events, head = o.head FROM journal_head o"
            " WHERE (h.person_id, o.person_id) IN ((7, 8), (8, 7))"
        )
        happen(7)
        seal_all()
        census.take()
        seal_all()
        with pytest.raises(Broken, match="not those that were counted"):
            proof()

    def test_an_inserted_event_is_not_in_the_file(self, log: None) -> None:
        execute(
            "INSERT INTO journal_event SELECT * FROM journal_event"
            " WHERE person_id = 7 AND entry_no = 2"
        )
        assert len(check(proof()).lines) == 5


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


class TestBefore:
    """A file downloaded before: the new one must go on from it."""

    def download(self) -> tuple[bytes, Checked]:
        head = proofs.ready_head()
        record(EventKind.PROOF_DOWNLOADED, 7, HOLDER, detail={"size": head.tree_size})
        data = proof(head=head)
        return data, check(data)

    def test_it_goes_on(self, log: None, seal_all: Sealing) -> None:
        _, before = self.download()
        happen(7, 8)
        seal_all()
        census.take()
        seal_all()
        data, checked = self.download()
        check_grown(checked, data, before)
        assert checked.counted > before.counted
        assert len(checked.lines) == 8

    def test_the_same_file_twice(self, log: None) -> None:
        data, checked = self.download()
        check_grown(checked, data, checked)

    def test_an_older_one_does_not_go_on(self, log: None, seal_all: Sealing) -> None:
        old, before = self.download()
        seal_all()
        _, checked = self.download()
        with pytest.raises(WrongProof, match="the log has"):
            check_grown(before, old, checked)

    def test_a_log_rewritten_in_between(self, log: None, seal_all: Sealing) -> None:
        _, before = self.download()
        seal_all()
        data, checked = self.download()
        forged = before.head._replace(root=bytes(32))
        before.head = forged
        with pytest.raises(WrongProof, match="rewritten"):
            check_grown(checked, data, before)

    def test_a_line_that_the_file_before_hid(self, log: None, seal_all: Sealing) -> None:
        """Signed then as all there was: the next file tells on it."""
        _, before = self.download()
        del before.lines[-1]
        seal_all()
        data, checked = self.download()
        with pytest.raises(WrongProof, match="kept silent"):
            check_grown(checked, data, before)

    def test_a_line_that_is_no_more(self, log: None, seal_all: Sealing) -> None:
        _, before = self.download()
        before.lines[1] = checking.Line(bytes(32), None, None)
        seal_all()
        data, checked = self.download()
        with pytest.raises(WrongProof, match="not in this one"):
            check_grown(checked, data, before)

    def test_that_of_another(self, log: None) -> None:
        data, checked = self.download()
        with pytest.raises(WrongProof, match="of person 8"):
            check_grown(checked, data, check(proof(8)))

    def test_one_that_we_did_not_give(self, log: None, seal_all: Sealing) -> None:
        before = check(proof())
        seal_all()
        data = proof()
        with pytest.raises(WrongProof, match="does not tell how the log grew"):
            check_grown(check(data), data, before)


def test_one_leaf_alone(log: None) -> None:
    """What a software asks with its receipt."""
    found = row("SELECT xid FROM journal_event WHERE person_id = 8 ORDER BY xid LIMIT 1")
    assert found
    [seal, *_] = seals.after(0)
    checked = check(json.dumps(proofs.of_leaf(seal.hashes()[1], found[0])).encode())
    assert (checked.scope, checked.lines[0].place) == ("event", 1)
    with pytest.raises(NotYet):
        proofs.of_leaf(bytes(32), found[0])


class TestWitnesses:
    @pytest.fixture
    def witness(self, settings: Any) -> Ed25519PrivateKey:
        key = Ed25519PrivateKey.generate()
        settings.JOURNAL_WITNESSES = f"ordre:{key.public_key().public_bytes_raw().hex()}"
        return key

    def sign(self, key: Ed25519PrivateKey, seal_no: int) -> tuple[int, bytes, Any, bytes]:
        seal, at = seals.numbered(seal_no), clock.now()
        assert seal
        said = statements.cosignature(microseconds(at), seal.digest())
        return seal_no, key.public_key().public_bytes_raw(), at, key.sign(said)

    def test_their_signatures_travel(self, log: None, witness: Ed25519PrivateKey) -> None:
        for number in (1, 2, 2):
            assert cosignatures.add(*self.sign(witness, number)) == "ordre"
        data = proof()
        [(name, _, head)] = check(data).witnesses
        assert (name, head.seal_no) == ("ordre", 2)
        for part in ("signature", "key"):
            file = json.loads(data)
            file["witnesses"][0][part] = "33" * len(bytes.fromhex(file["witnesses"][0][part]))
            with pytest.raises(WrongProof, match="wrong signature of the witness"):
                check(json.dumps(file).encode())

    def test_a_witness_of_another_log(self, log: None, witness: Ed25519PrivateKey) -> None:
        cosignatures.add(*self.sign(witness, 1))
        file = json.loads(proof())
        file["witnesses"][0]["growth"] = []
        with pytest.raises(WrongProof):
            check(json.dumps(file).encode())

    def test_strangers_are_not_heard(self, log: None, witness: Ed25519PrivateKey) -> None:
        with pytest.raises(cosignatures.NotHeard, match="not that of a witness"):
            cosignatures.add(*self.sign(Ed25519PrivateKey.generate(), 1))
        _, key, at, signature = self.sign(witness, 1)
        with pytest.raises(cosignatures.NotHeard, match="wrong signature"):
            cosignatures.add(2, key, at, signature)
        with pytest.raises(cosignatures.NotHeard, match="no seal 99"):
            cosignatures.add(99, key, at, signature)
        assert row("SELECT count(*) FROM journal_cosignature") == (0,)

    @pytest.mark.parametrize("value", ["ordre", "ordre:00", "ordre:zz", ":" + "00" * 32])
    def test_a_setting_that_is_not_sound(self, settings: Any, value: str) -> None:
        settings.JOURNAL_WITNESSES = value
        with pytest.raises(ValueError, match=r"JOURNAL|hexadecimal"):
            cosignatures.witnesses()
