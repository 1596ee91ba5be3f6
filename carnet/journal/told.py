"""What the trace told of the house itself: the details of its own events."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from carnet.base.database import rows
from carnet.journal.events import NOBODY, EventKind

_OF_KIND = "SELECT detail FROM journal_event WHERE person_id = %s AND kind = %s ORDER BY at"


def details(kind: EventKind, *keys: str) -> Iterator[dict[str, Any]]:
    """Each detail that has these keys; one altered so that it has not is named by its event."""
    for (detail,) in rows(_OF_KIND, [NOBODY, kind]):
        try:
            found = json.loads(detail)
        except ValueError:
            continue
        if isinstance(found, dict) and found.keys() >= set(keys):
            yield found
