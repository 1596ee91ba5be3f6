"""The SQL predicate of visible entries, compiled from the table that decide() walks."""

from __future__ import annotations

from typing import Any

from carnet.access.facts import Facts


def predicate(facts: Facts) -> tuple[str, list[Any]]:
    """Return the condition over ``records_entry e`` that holds for what this reader may see."""
    raise NotImplementedError
