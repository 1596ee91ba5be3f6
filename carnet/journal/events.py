"""Writing the one trace: one lean row, in the transaction of what it records (law 3)."""

from __future__ import annotations

import json
import secrets
from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING, Any, NamedTuple

from django.utils.translation import gettext_lazy as _

from carnet.access.facts import Actor
from carnet.access.replay import FACTS, written
from carnet.base import clock
from carnet.base.copying import copy, texts
from carnet.base.database import execute
from carnet.journal import contexts
from carnet.journal.kinds import EventKind
from carnet.journal.leaves import COLUMNS, content, mac

if TYPE_CHECKING:
    from carnet.access.decide import Decision

__all__ = ["NOBODY", "SENTENCES", "EventKind", "record", "record_each"]

NOBODY = 0  # the person of an event that concerns no record (a sign-in under an unknown name)

# The sentences of the journal's own kinds; journal.presenter says what may stand in braces.
SENTENCES = {
    EventKind.HISTORY_READ: _("{who} {a} consulté l’historique des accès."),
    EventKind.EVENT_SHOWN: _("{who} {a} regardé le détail d’une ligne de l’historique."),
    EventKind.PROOF_DOWNLOADED: _("{who} {a} téléchargé la preuve de l’historique."),
    EventKind.MATRIX_IMPORTED: _("Le service a changé la matrice des droits de lecture."),
    EventKind.DECISION_EXPLAINED: _(
        "{who} {a} vérifié une décision d’accès à propos de {subject}."
    ),
    EventKind.CENSUS_TAKEN: _("Le service a compté les lignes de chaque historique."),
}

_NONCES = 32
_INSERT = f"INSERT INTO journal_event ({COLUMNS}, mac) VALUES ({'%s, ' * 13}%s)"


class Named(NamedTuple):
    """What names one event."""

    at: datetime
    person_id: int
    nonce: int


def record(
    kind: EventKind,
    person_id: int,
    actor: Actor,
    *,
    entry_no: int | None = None,
    decision: Decision | None = None,
    detail: dict[str, Any] | None = None,
) -> Named:
    """Write one event in the current transaction. ``detail``: small, JSON, no identity in it."""
    context = contexts.number_of(actor.software)
    values = _row(
        clock.now(), kind, person_id, actor, context,
        entry_no=entry_no, decision=decision, detail=detail,
    )  # fmt: skip
    execute(_INSERT, values)
    return Named(values[0], person_id, values[3])


def record_each(
    kind: EventKind, told: Iterable[tuple[int, dict[str, Any] | None]], actor: Actor
) -> None:
    """Write one event for each of many people (person_id, detail), as ``record`` does, at once."""
    at = clock.now()
    context = contexts.number_of(actor.software)  # before: a COPY lets no other statement through
    copy(
        "journal_event",
        f"{COLUMNS}, mac",
        (
            _line(*_row(at, kind, person_id, actor, context, detail=detail))
            for person_id, detail in told
        ),
    )


def _line(at: datetime, *values: Any) -> str:
    *numbers, detail, mac_ = values
    return "\t".join([str(at), *map(str, numbers), texts(detail), str(mac_)])


def _row(
    at: datetime,
    kind: EventKind,
    person_id: int,
    actor: Actor,
    context: int,
    *,
    entry_no: int | None = None,
    decision: Decision | None = None,
    detail: dict[str, Any] | None = None,
) -> tuple[Any, ...]:
    rule, policy = (decision.rule.number, decision.version) if decision else (0, 0)
    numbers = (
        person_id, actor.actor_id, secrets.randbits(_NONCES) - 2 ** (_NONCES - 1),
        actor.organization_id, entry_no or 0, context,
        int(kind), int(actor.kind), rule, policy, int(actor.purpose),
    )  # fmt: skip
    told = ({FACTS: written(decision.facts)} if decision else {}) | (detail or {})
    text = json.dumps(told, ensure_ascii=False, separators=(",", ":")) if told else ""
    return (at, *numbers, text, mac(content(at, *numbers, detail=text)))
