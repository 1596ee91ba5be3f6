"""Writing the one trace: one lean row, in the transaction of what it records (law 3)."""

from __future__ import annotations

import json
import secrets
import struct
from collections.abc import Iterable, Iterator
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
        "{who} {a} vérifié une décision d’accès à propos {of_subject}."
    ),
    EventKind.CENSUS_TAKEN: _("Le service a compté les lignes de chaque historique."),
    EventKind.SEAL_COSIGNED: _("Un témoin extérieur a signé l’état de tous les historiques."),
}

_NONCES = 32
_as_json = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
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
        _lines(at, kind, list(told), actor, context),
    )


def _lines(
    at: datetime,
    kind: EventKind,
    told: list[tuple[int, dict[str, Any] | None]],
    actor: Actor,
    context: int,
) -> Iterator[str]:
    """The rows of ``_row`` as COPY takes them; what all have in common is written once."""
    same = (actor.organization_id, 0, context, int(kind), int(actor.kind), 0, 0, int(actor.purpose))
    common = "\t".join(map(str, same))
    nonces = struct.unpack(f"{len(told)}i", secrets.token_bytes(len(told) * _NONCES // 8))
    for (person_id, detail), nonce in zip(told, nonces, strict=True):
        text = _as_json(detail) if detail else ""
        sealed = mac(content(at, person_id, actor.actor_id, nonce, *same, detail=text))
        own = f"{person_id}\t{actor.actor_id}\t{nonce}"
        yield f"{at}\t{own}\t{common}\t{texts(text)}\t{sealed}"


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
    text = _as_json(told) if told else ""
    return (at, *numbers, text, mac(content(at, *numbers, detail=text)))
