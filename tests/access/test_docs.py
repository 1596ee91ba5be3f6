"""docs/rights.md says what the table says, rule by rule, in its order."""

from __future__ import annotations

import re
from pathlib import Path

from carnet.access.rules import RULES

RIGHTS = Path(__file__).resolve().parents[2] / "docs" / "rights.md"
_LINE = re.compile(r"\| (\d+) \| `(\w+)` \| (\*\*yes\*\*|no) \| [^|]+ \| ([^|]+) \| ([^|]+) \|")


def test_the_page_has_the_table() -> None:
    found = [line.groups() for line in _LINE.finditer(RIGHTS.read_text(encoding="utf-8"))]
    assert found == [
        (
            str(rule.number),
            rule.code,
            "**yes**" if rule.allows else "no",
            *_said(rule.for_patient, rule.for_reader),
        )
        for rule in RULES
    ]


def _said(*sentences: str) -> tuple[str, ...]:
    return tuple(sentence.replace("\u00a0", " ") for sentence in sentences)
