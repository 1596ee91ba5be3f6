"""Goes through the log seal by seal, rebuilding the tree and the personal chains."""

from __future__ import annotations

from carnet.base.database import row
from carnet.journal import census, heads, recount, replaying, seals, tiles
from carnet.journal.findings import Findings
from carnet.journal.leaves import Row, leaf
from carnet.journal.merkle import Frontier
from carnet.journal.seals import Seal
from carnet.journal.stream import BEGINNING, END, Stream

Hashed = list[tuple[bytes, bool, Row]]  # leaf, whether the MAC is right, event


_FOLLOWING = """
SELECT greatest(pg_snapshot_xmax(pg_current_snapshot())::text::bigint,
                pg_current_xact_id_if_assigned()::text::bigint + 1)
"""


class Audit:
    """The state of a verification between two seals.

    A seal that is unsound or absent is reported, then its events stand in for it: if they are
    what they were, the next signed root confirms them.
    """

    def __init__(self) -> None:
        self.problems: list[str] = []
        self.findings = Findings()
        self.chains: heads.Chains = {}
        self.contexts: set[int] = set()
        self.events = self.sealed = self.seals = self.tiles = 0
        self.root = Frontier().root()
        self._tree: Frontier | None = Frontier()  # None once it cannot be rebuilt
        self._stream = Stream()
        self._previous = seals.NO_SEAL
        self._next, self._position = 1, BEGINNING
        self._unsound: set[int] = set()
        self._census = census.latest()

    def check(self, seal: Seal) -> None:
        """Check one seal, in the order of their numbers, and the events it covers."""
        self.seals += 1
        if not seal.is_sound():
            self._unsound.add(seal.seal_no)
            self.problems.append(f"seal {seal.seal_no} was altered or inserted: wrong signature")
            return
        if seal.seal_no != self._next:
            self._bridge(seal)
        elif (seal.previous, seal.xid_from) != (self._previous, self._position):
            self.problems.append(f"seal {seal.seal_no} does not follow the one before it")
        self._compare(seal, self._hashed(self._stream.take(seal.xid_to)))
        self._grow(seal)
        if self._census and self._census.seal_no == seal.seal_no:
            self.problems += recount.check(self._census, self.chains)
        self._next, self._position = seal.seal_no + 1, seal.xid_to
        self._previous, self.root = seal.digest(), seal.root

    def finish(self) -> None:
        """Check the events that no seal covers yet."""
        if self._tree:
            self.problems += tiles.check_count(self.tiles)
        self.problems += recount.check_told()
        following = row(_FOLLOWING)
        moved = self.findings.missing_macs()
        for _, genuine, event in self._hashed(self._stream.take(END)):
            future = following is not None and event.xid >= following[0]
            if not genuine or future or event.mac in moved:
                self.findings.exceed(event, genuine=genuine and not future, seal_no=0)

    def _hashed(self, events: list[Row]) -> Hashed:
        self.events += len(events)
        self.contexts.update(event.context_id for event in events)
        hashed = [(*leaf(event), event) for event in events]
        genuine = (event for _, sound, event in hashed if sound)
        self.problems += filter(None, map(replaying.problem, genuine))
        return hashed

    def _bridge(self, seal: Seal) -> None:
        """Cross the place of absent or unsound seals, by what their events are now."""
        absent = [
            number for number in range(self._next, seal.seal_no) if number not in self._unsound
        ]
        self.problems += [f"seal {number} was removed" for number in absent]
        kept: dict[bytes, Row] = {}
        for hashed, genuine, event in self._hashed(self._stream.take(seal.xid_from)):
            if genuine:
                kept[hashed] = event
            else:
                self.findings.exceed(event, genuine=False, seal_no=0)
        self._append([event.person_id for event in kept.values()], list(kept))

    def _compare(self, seal: Seal, found: Hashed) -> None:
        """Match rows and sealed leaves, whatever their number."""
        expected = seal.hashes()
        if [hashed for hashed, _, _ in found] == expected:
            return
        unseen = dict(zip(expected, seals.traces(seal), strict=True))
        for hashed, genuine, event in found:
            if unseen.pop(hashed, None) is None:
                self.findings.exceed(event, genuine=genuine, seal_no=seal.seal_no)
        for trace in unseen.values():
            self.findings.miss(trace, seal.seal_no)

    def _grow(self, seal: Seal) -> None:
        people = [trace.person_id for trace in seals.traces(seal)]
        self._append(people, seal.hashes())
        if self._tree and (self._tree.size, self._tree.root()) != (seal.tree_size, seal.root):
            self.problems.append(
                f"events before seal {seal.seal_no} are missing or too many: the log that remains"
                f" does not lead to its signed root ({seal.tree_size} events)"
            )
            self._tree = None
        elif self._tree and heads.root(self.chains, people) != seal.heads_root:
            self.problems.append(f"personal chains do not lead to those of seal {seal.seal_no}")

    def _append(self, people: list[int], leaves: list[bytes]) -> None:
        heads.advance(self.chains, people, leaves)
        self.sealed += len(leaves)
        if self._tree:
            self._tree.extend(leaves)
            complete = self._tree.take_tiles()
            self.tiles += len(complete)
            self.problems += tiles.check(complete)
