"""What these robots do not check, most often because its screen does not exist; each says why."""

from __future__ import annotations

from uichecks.report import Report
from uichecks.visits import ABSENT

JOURNEYS = {
    8: "emergency card and emergency access",
    11: "record an allergy and a treatment",
    12: "reply to a professional",
    13: "prevention",
    15: "professional: the essential in 30 seconds",
}
# Walked in a browser by the journeys of the tests, which hold their screens; not by these robots.
TESTED = {
    2: "activate with an agent: tests/journeys/test_with_an_agent.py",
    10: "caregiver: tests/journeys/test_caregiver.py",
    14: "closing: tests/journeys/test_closing.py; export: its page only; apps: no screen yet",
}
SCREENS = (
    (5, "journey 9, growth of a child: no screen yet"),
    (18, "emergency card and wallet card: no screen yet"),
    (19, "no offline page yet"),
    (20, "two-minute warning that keeps a draft: no screen yet"),
    (20, "secret of a teenager: no screen yet"),
)


def wait(report: Report) -> None:
    """Note each of them."""
    for number, name in JOURNEYS.items():
        for check in (5, 6, 7):
            report.pending(check, f"journey {number}, {name}: no screen yet")
    for number, why in TESTED.items():
        for check in (5, 6, 7):
            report.pending(check, f"journey {number}, {why}")
    for kind in ABSENT:
        report.pending(1, f"{kind}: no screen yet, so no check of this visitor ran")
    for check, why in SCREENS:
        report.pending(check, why)
