"""A file of proof goes on from the one that was downloaded before."""

from __future__ import annotations

import pytest

from carnet.journal import census, checking, proofs
from carnet.journal.checking import Checked, check, check_grown
from carnet.journal.events import EventKind, record
from carnet.journal.paths import WrongProof
from tests.journal.proven import HOLDER, Sealing, happen, log, proof

__all__ = ["log"]
pytestmark = pytest.mark.django_db(transaction=True)


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
