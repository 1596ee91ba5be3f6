"""The signatures of outside witnesses in a file of proof."""

from __future__ import annotations

import json
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from carnet.base import clock
from carnet.base.database import row
from carnet.journal import cosignatures, seals, statements
from carnet.journal.checking import check
from carnet.journal.leaves import microseconds
from carnet.journal.paths import WrongProof
from tests.journal.proven import log, proof

__all__ = ["log"]
pytestmark = pytest.mark.django_db(transaction=True)


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
