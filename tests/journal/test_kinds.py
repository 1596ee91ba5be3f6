"""Every kind of event is written somewhere, and has its sentence: none is there for later."""

from __future__ import annotations

from pathlib import Path

import pytest

import carnet
from carnet.journal.kinds import EventKind
from carnet.journal.presenter import sentences

HOUSE = Path(carnet.__file__).parent
WRITERS = "\n".join(
    path.read_text(encoding="utf-8")
    for path in HOUSE.rglob("*.py")
    if path.name not in {"kinds.py", "events.py"}
)


@pytest.mark.parametrize("kind", EventKind)
def test_a_kind_is_written_and_told(kind: EventKind) -> None:
    assert f"EventKind.{kind.name}" in WRITERS
    assert kind in sentences()
