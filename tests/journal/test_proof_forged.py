"""A file of proof that somebody touched is refused, and what a superuser can make the house say."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from carnet.base.database import execute
from carnet.journal import census, chains, material, proofs, seals, signing, statements
from carnet.journal.checking import check
from carnet.journal.kinds import EventKind
from carnet.journal.material import Broken, NotYet
from carnet.journal.merkle import leaf_hash
from carnet.journal.paths import WrongProof
from carnet.journal.verify import verify
from tests.journal.proven import File, Sealing, all_open, happen, log, proof

__all__ = ["log"]
pytestmark = pytest.mark.django_db(transaction=True)


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

    def test_a_census_told_in_words_that_nobody_reads(
        self, log: None, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(proofs, "_PATIENCE", 0)
        assert (
            execute(
                "UPDATE journal_event SET detail = 'x' WHERE kind = %s", [EventKind.CENSUS_TAKEN]
            )
            == 1
        )
        with pytest.raises(NotYet):
            proof()
        assert verify().problems

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
