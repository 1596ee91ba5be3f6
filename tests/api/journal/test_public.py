"""The public door of the journal: heads, growth and leaves, without any identity."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import falcon.testing
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from carnet.access.facts import Actor, ActorKind
from carnet.api.app import application
from carnet.base.database import row
from carnet.journal import paths, seals, signing, statements, witness
from carnet.journal.checking import check
from carnet.journal.events import EventKind, record

HOLDER = Actor(ActorKind.PERSON, actor_id=7)
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def client() -> falcon.testing.TestClient:
    return falcon.testing.TestClient(application)


@pytest.fixture
def log(seal_all: Callable[[], int]) -> None:
    for number in (3, 4):
        for _ in range(number):
            record(EventKind.SIGNED_IN, 7, HOLDER)
        seal_all()


def test_the_key_and_the_head(client: falcon.testing.TestClient, log: None) -> None:
    key, head = client.simulate_get("/journal/key"), client.simulate_get("/journal/head")
    assert bytes.fromhex(key.json["key"]) == signing.public_key()
    said = witness.signed_head(head.json).read(signing.public_key())
    assert (said.seal_no, said.tree_size) == (2, 7)
    assert key.headers["cache-control"] == "public, max-age=86400"
    assert head.headers["cache-control"] == "public, max-age=1"


def test_an_empty_log_has_no_head(client: falcon.testing.TestClient) -> None:
    answer = client.simulate_get("/journal/head")
    assert answer.status_code == 404
    assert answer.headers["content-type"] == "application/problem+json"
    assert client.simulate_get("/journal/consistency?from=1&to=1").status_code == 422


def test_how_the_log_grew(client: falcon.testing.TestClient, log: None) -> None:
    answer = client.simulate_get("/journal/consistency?from=3&to=7")
    first, second = seals.after(0)
    paths.check_growth(3, 7, first.root, second.root, witness.nodes(answer.json))
    assert "immutable" in answer.headers["cache-control"]


@pytest.mark.parametrize(
    "query",
    ["", "from=3", "from=3&to=8", "from=0&to=7", "from=5&to=4", "from=-1&to=7", "from=x&to=7",
     "from=1&to=99999999999999999999999", "from=²&to=7", f"from=1&to={'0' * 20}{'9' * 5000}"],
)  # fmt: skip
def test_sizes_that_the_log_never_had(
    client: falcon.testing.TestClient, log: None, query: str
) -> None:
    answer = client.simulate_get("/journal/consistency", query_string=query)
    assert answer.status_code == 422
    assert "expected" in answer.json["detail"]


def test_a_leaf_of_a_receipt(client: falcon.testing.TestClient, log: None) -> None:
    found = row("SELECT max(xid) FROM journal_event")
    *_, seal = seals.after(0)
    leaf = seal.hashes()[-1].hex()
    answer = client.simulate_get(f"/journal/leaf?hash={leaf}&xid={found[0] if found else 0}")
    checked = check(answer.content)
    assert (checked.scope, checked.lines[0].place) == ("event", 6)
    assert "person" not in answer.json
    unknown = client.simulate_get(f"/journal/leaf?hash={'00' * 32}&xid=1")
    assert (unknown.status_code, unknown.json["detail"]) == (404, "no seal holds this event")
    for query in ("", "hash=zz&xid=1", f"hash={leaf}", f"hash={leaf[:-2]}&xid=1",
                  f"hash={leaf}&xid={'0' * 19}1{'9' * 20}"):  # fmt: skip
        assert client.simulate_get("/journal/leaf", query_string=query).status_code == 422


class TestCosignatures:
    @pytest.fixture
    def private(self, settings: Any) -> Ed25519PrivateKey:
        key = Ed25519PrivateKey.generate()
        settings.JOURNAL_WITNESSES = f"ordre:{key.public_key().public_bytes_raw().hex()}"
        return key

    def posted(self, private: Ed25519PrivateKey, seal_no: int = 2) -> dict[str, Any]:
        seal = seals.numbered(seal_no)
        assert seal
        head = witness.SignedHead(seal.statement(), seal.signature)
        return witness.countersign(private, head, 1_700_000_000_000_000)

    def test_that_of_a_witness_is_kept(
        self, client: falcon.testing.TestClient, log: None, private: Ed25519PrivateKey
    ) -> None:
        for _ in range(2):
            answer = client.simulate_post("/journal/cosignatures", json=self.posted(private))
            assert (answer.status_code, answer.json["witness"]) == (201, "ordre")
        assert row("SELECT count(*), max(seal_no) FROM journal_cosignature") == (1, 2)

    def test_that_of_a_stranger_is_not(
        self, client: falcon.testing.TestClient, log: None, private: Ed25519PrivateKey
    ) -> None:
        posted = self.posted(Ed25519PrivateKey.generate())
        answer = client.simulate_post("/journal/cosignatures", json=posted)
        assert (answer.status_code, row("SELECT count(*) FROM journal_cosignature")) == (403, (0,))

    def test_a_forged_one_is_not(
        self, client: falcon.testing.TestClient, log: None, private: Ed25519PrivateKey
    ) -> None:
        for change in ({"seal_no": 1}, {"seal_no": 9}, {"at": 5}, {"signature": "00" * 64}):
            answer = client.simulate_post(
                "/journal/cosignatures", json=self.posted(private) | change
            )
            assert answer.status_code == 403

    @pytest.mark.parametrize(
        "body",
        ["", "[]", "{}", '{"seal_no":1,"key":"00","at":1,"signature":""}', "x" * 5000,
         '{"seal_no":-1,"key":"","at":1,"signature":""}'],
    )  # fmt: skip
    def test_what_is_no_countersignature(
        self, client: falcon.testing.TestClient, log: None, body: str
    ) -> None:
        answer = client.simulate_post("/journal/cosignatures", body=body)
        assert answer.status_code in {413, 422}

    def test_a_moment_that_never_was(
        self, client: falcon.testing.TestClient, log: None, private: Ed25519PrivateKey
    ) -> None:
        posted = self.posted(private) | {"at": 2**62}
        answer = client.simulate_post("/journal/cosignatures", json=posted)
        assert answer.status_code == 422


def test_nothing_tells_of_a_person(client: falcon.testing.TestClient, log: None) -> None:
    """A head counts events; its statement has no other number than those of the log."""
    head = client.simulate_get("/journal/head").json
    said = statements.read_head(bytes.fromhex(head["statement"]))
    assert head.keys() == {"statement", "signature"}
    assert said.tree_size == 7
    assert json.dumps(head).count("person") == 0
