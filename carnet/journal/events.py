"""Writing the one trace: one lean row, in the transaction of what it records (law 3)."""

from __future__ import annotations

import json
import secrets
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from carnet.access.facts import Actor
from carnet.base import clock
from carnet.base.database import execute
from carnet.journal import contexts
from carnet.journal.kinds import EventKind
from carnet.journal.leaves import COLUMNS, content, mac

if TYPE_CHECKING:
    from carnet.access.decide import Decision

__all__ = ["NOBODY", "SENTENCES", "EventKind", "record"]

NOBODY = 0  # the person of an event that concerns no record (a sign-in under an unknown name)

# The sentences of the journal's own kinds; journal.presenter says what may stand in braces.
SENTENCES = {
    EventKind.HISTORY_READ: _("{who} {a} consulté l’historique des accès."),
}

_NONCES = 32
_INSERT = f"INSERT INTO journal_event ({COLUMNS}, mac) VALUES ({'%s, ' * 13}%s)"


def record(
    kind: EventKind,
    person_id: int,
    actor: Actor,
    *,
    entry_no: int | None = None,
    decision: Decision | None = None,
    detail: dict[str, Any] | None = None,
) -> None:
    """Write one event in the current transaction. ``detail``: small, JSON, no identity in it."""
    at = clock.now()
    rule, policy = (decision.rule.number, decision.version) if decision else (0, 0)
    numbers = (
        person_id, actor.actor_id, secrets.randbits(_NONCES) - 2 ** (_NONCES - 1),
        actor.organization_id, entry_no or 0, contexts.number_of(actor.software),
        int(kind), int(actor.kind), rule, policy, int(actor.purpose),
    )  # fmt: skip
    text = json.dumps(detail, ensure_ascii=False, separators=(",", ":")) if detail else ""
    execute(_INSERT, (at, *numbers, text, mac(content(at, *numbers, detail=text))))
