"""Takes the insurer's file, of any size: read, prepared by several processes, written in order.

One process writes, a block of whole lines in a transaction, so that the later line of somebody
who comes twice counts. The same command goes on where a run was cut.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import BinaryIO

from django.db import transaction

from carnet.accounts import batches, blocks, preparing, runs
from carnet.accounts.blocks import Raw
from carnet.accounts.enrolment import UNKNOWN_PARENT
from carnet.accounts.first_documents import Folder
from carnet.accounts.insured import Form
from carnet.accounts.models import EnrolmentRun
from carnet.accounts.outcomes import Outcome, Result
from carnet.accounts.prepared import Block, Prepared
from carnet.accounts.reporting import Report
from carnet.base.database import alone

_LOCK = 0x456E726F6C  # one file at a time: « Enrol » in ASCII
_WAITING = 5000  # lines of children, in a transaction
TWICE = "line: the same person comes again at line {last}, which counts"


class AlreadyEnrolling(Exception):
    """Another run takes a file."""


@dataclass(slots=True)
class Progress:
    """How far a run is."""

    size: int  # of the file, in bytes
    done: int = 0
    lines: int = 0
    went_on: bool = False  # from where an earlier run was cut
    counts: Counter[str] = field(default_factory=Counter)  # by Result, « changed », « twice »


def check(file: BinaryIO, writer: Report, tell: Callable[[Progress], None]) -> Progress:
    """Read the whole file and report its bad lines; nothing is written in the house.

    Who comes twice and parents without a line are not looked for. Raises ``BadFile``.
    """
    progress = Progress(blocks.size(file))
    form, coming = blocks.opened(file)
    with writer, preparing.crew(progress.size) as prepare:
        for raw, block in prepare(form, coming):
            writer.add_all(block.bad)
            progress.counts["sound"] += len(block.good)
            progress.counts[Result.SET_ASIDE.value] += len(block.bad)
            progress.done, progress.lines = raw.end, raw.first + block.lines - 1
            tell(progress)
    return progress


def run(
    file: BinaryIO,
    report: Callable[[int], Report],
    tell: Callable[[Progress], None],
    documents: Folder | None = None,
) -> Progress:
    """Enrol the file. Raises ``BadFile``, ``AlreadyEnrolling``.

    ``report`` opens the report of bad lines, whose first bytes an earlier run wrote.
    """
    with alone(_LOCK, AlreadyEnrolling):
        form, _ = blocks.opened(file)
        kept, went_on = runs.begin(runs.digest(file))
        _, coming = blocks.opened(file, kept.bytes_done, kept.lines_done)
        progress = Progress(
            blocks.size(file), kept.bytes_done, kept.lines_done, went_on, Counter(kept.counts)
        )
        with report(kept.report_bytes) as writer:
            taking = _Taking(kept, writer, progress, tell, documents)
            taking.file(form, coming)
            taking.waiting()
            taking.end()
    return progress


@dataclass(frozen=True, slots=True)
class _Taking:
    run: EnrolmentRun
    report: Report
    progress: Progress
    tell: Callable[[Progress], None]
    documents: Folder | None

    def file(self, form: Form, coming: Iterator[Raw]) -> None:
        """Take the lines as they come."""
        with preparing.crew(self.progress.size - self.progress.done) as prepare:
            for raw, block in prepare(form, coming):
                with transaction.atomic():
                    outcomes = batches.take(block.good, self.documents)
                    late = _of(outcomes, block.good, Result.WAITING)
                    runs.note(self.run, block.good, late)
                    self._tell_bad(block, outcomes)
                    self.progress.done, self.progress.lines = raw.end, raw.first + block.lines - 1
                    self._save()
                self.tell(self.progress)

    def waiting(self) -> None:
        """Take the children whose parents came later, until no more of them find one."""
        with transaction.atomic():
            self.progress.counts[Result.KNOWN.value] += runs.overtake(self.run)
            self._save()
        while self._round():
            pass

    def _round(self) -> int:
        """Offer each line that waits once more; return how many were taken."""
        taken, after = 0, 0
        while lines := runs.waiting(self.run, after, _WAITING):
            after = lines[-1].number
            with transaction.atomic():
                outcomes = batches.take(lines, self.documents)
                done = [one for one in outcomes if one.result is not Result.WAITING]
                runs.settled(self.run, [one.number for one in done])
                self._count(done)
                self.report.add_all((one.number, one.reason) for one in done if one.reason)
                self._save()
            taken += len(done)
            self.tell(self.progress)
        return taken

    def end(self) -> None:
        """Report who came twice and the children of nobody; the run is over."""
        with transaction.atomic():
            self.report.add_all((line, UNKNOWN_PARENT) for line in runs.orphans(self.run))
            self.progress.counts[Result.SET_ASIDE.value] += runs.count_orphans(self.run)
            before = self.report.lines
            self.report.add_all(
                (line, TWICE.format(last=last)) for line, last in runs.twice(self.run)
            )
            self.progress.counts["twice"] = self.report.lines - before
            self.report.flush()
            self._save()
            runs.finish(self.run)

    def _tell_bad(self, block: Block, outcomes: list[Outcome]) -> None:
        self.progress.counts[Result.SET_ASIDE.value] += len(block.bad)
        self._count([one for one in outcomes if one.result is not Result.WAITING])
        wrong = [(one.number, one.reason) for one in outcomes if one.reason]
        self.report.add_all(sorted([*block.bad, *wrong]))

    def _count(self, outcomes: list[Outcome]) -> None:
        counts = self.progress.counts
        counts.update(
            {one.value: many for one, many in Counter(one.result for one in outcomes).items()}
        )
        counts["changed"] += sum(one.changed for one in outcomes)

    def _save(self) -> None:
        self.run.bytes_done, self.run.lines_done = self.progress.done, self.progress.lines
        self.run.report_bytes = self.report.flush()
        self.run.counts = dict(self.progress.counts)
        runs.save(self.run)


def _of(outcomes: list[Outcome], lines: list[Prepared], result: Result) -> list[Prepared]:
    return [line for line, one in zip(lines, outcomes, strict=True) if one.result is result]
