"""Reading under facts that hold from its first statement to its last."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from carnet.access.facts import Facts

Found = TypeVar("Found")


def steadily(now: Callable[[], Facts], read: Callable[[Facts], Found]) -> Found:
    """Read under the facts of this moment, and again if what is kept from the reader changed.

    A document that replaces a kept one inherits that it is kept, in the transaction that brings
    it: who sees the new document in a second statement sees, in a third, that it is kept too.
    Nobody pays for this but readers from whom something is kept.
    """
    facts = now()
    while True:
        found = read(facts)
        after = now() if facts.kept_from else facts
        if after.kept_from == facts.kept_from:
            return found
        facts = after
