"""What the robots found: one line a check and page, a total at the end."""

from __future__ import annotations

import sys
import threading
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from uichecks.visits import Visit

TITLES = {
    1: "accessibility rules (axe)",
    2: "valid HTML",
    3: "Lighthouse",
    4: "weight",
    5: "journeys without JavaScript",
    6: "keyboard",
    7: "journey budgets",
    8: "reflow at 320 px",
    9: "zoom and spacing",
    10: "target sizes",
    11: "charts",
    12: "errors of forms",
    13: "fields",
    14: "content policy and third parties",
    15: "language",
    16: "plain words",
    17: "titles and landmarks",
    18: "print",
    19: "offline",
    20: "state and safety",
}


@dataclass(slots=True)
class Report:
    """Counts by check and verdict, and the details of what failed or waits; shared by threads."""

    counts: Counter[tuple[int, str]] = field(default_factory=Counter)
    failures: list[str] = field(default_factory=list)
    waiting: list[str] = field(default_factory=list)
    titles: dict[tuple[str, str], str] = field(default_factory=dict)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def verdict(self, check: int, subject: str, problems: Sequence[str]) -> None:
        """Note one check of one page: passed when there is no problem."""
        lines = [f"{check:2} {TITLES[check]} – {subject}: {problem}" for problem in problems]
        with self.lock:
            self.counts[check, "failed" if problems else "passed"] += 1
            self.failures += lines
        sys.stderr.writelines(f"ui-checks: FAILED {line}\n" for line in lines)

    def title(self, visit: Visit, title: str) -> None:
        """Two pages of one visitor never share a title."""
        with self.lock:
            twin = self.titles.setdefault((visit.visitor, title), visit.route)
        same = [f"same title as {twin}"] if title and twin != visit.route else []
        self.verdict(17, f"title of {visit.name}", same)

    def pending(self, check: int, why: str) -> None:
        """Note what cannot be checked yet: never counted as passed."""
        with self.lock:
            self.counts[check, "pending"] += 1
        self.waiting.append(f"{check:2} {TITLES[check]} – {why}")

    def total(self, verdict: str) -> int:
        """How many checks had this verdict."""
        return sum(count for (_check, found), count in self.counts.items() if found == verdict)

    def lines(self) -> list[str]:
        """The whole report; its last line is « N passed, N failed, N pending »."""
        verdicts = ("passed", "failed", "pending")
        table = [
            f"{check:2} {title:34} "
            + "  ".join(f"{self.counts[check, verdict]:4} {verdict}" for verdict in verdicts)
            for check, title in TITLES.items()
        ]
        last = ", ".join(f"{self.total(verdict)} {verdict}" for verdict in verdicts)
        details = [f"FAILED  {line}" for line in self.failures]
        details += [f"PENDING {line}" for line in self.waiting]
        return [*details, "", *table, "", last]
