"""Who may read, as the trace tells it: what each event of this room leaves, replayed in order.

Only what opens or closes a record is kept. ``carnet.sharing.audit`` compares it with the tables.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from carnet.access.facts import ActorKind, Purpose
from carnet.journal.kinds import EventKind
from carnet.journal.told import Told
from carnet.sharing.emergency import SWITCHES
from carnet.sharing.models import ConsentMode, Effect, Subject
from carnet.sharing.named import Named

NEAR = timedelta(minutes=1)  # between a row and its event, which one transaction wrote


class Authorized(NamedTuple):
    """A row of authorisations."""

    effect: str
    mode: str
    recorded_by: int | None
    administrator: bool
    until: datetime | None
    secret: bool
    since: datetime

    def living(self, at: datetime) -> bool:
        """Whether it is a consent that has not ended."""
        return self.effect == Effect.CONSENT and (self.until is None or self.until > at)


@dataclass(slots=True)
class Retold:
    """What the trace tells of one person, up to its last event."""

    authorized: dict[Named, Authorized] = field(default_factory=dict)
    emergency: tuple[bool, ...] | None = None
    treating_doctor: int | None = None
    representatives: set[int] = field(default_factory=set)  # to whom the record is open
    majority: dict[int, str] = field(default_factory=dict)  # … until when: scopes.majority_hash
    code: bool = False  # one was made, and nobody has presented it yet
    without_code: list[int] = field(default_factory=list)  # professionals
    caregivers: dict[int, int] = field(default_factory=dict)  # delegation_no: caregiver_id
    scopes: dict[int, str] = field(default_factory=dict)  # delegation_no: scopes.scope_hash

    def add(self, told: Told) -> None:
        """Replay one event; one whose detail was altered is named by ``journal.verify``."""
        with suppress(ValueError, TypeError, KeyError):
            _REPLAY[told.kind](self, told)

    def consent(self, told: Told) -> None:
        """A consent, new or renewed; a « connexion secrète » leaves a living one as it was."""
        whom = named(told.detail)
        before, secret = self.authorized.get(whom), told.purpose == Purpose.SECRET
        living = before is not None and before.living(told.at)
        if before and living and secret and not before.secret:
            return
        end = told.detail.get("until")
        self.authorized[whom] = Authorized(
            Effect.CONSENT, str(told.detail.get("mode")), _recorder(told),
            administrator=bool(before and living and before.administrator),
            until=datetime.fromisoformat(end) if end else None, secret=secret, since=_since(told),
        )  # fmt: skip

    def present(self, told: Told) -> None:
        """A consent by a code that was shown; each code serves once."""
        if told.detail.get("mode") == ConsentMode.CODE and told.actor_kind != ActorKind.SYSTEM:
            self.without_code += [] if self.code else [told.actor_id]
            self.code = False

    def block(self, told: Told) -> None:
        """A block, which ends a consent; one brought in says how it was expressed."""
        by = _recorder(told)
        mode = str(told.detail.get("mode", ConsentMode.ORAL if by else ConsentMode.ONLINE))
        self.authorized[named(told.detail)] = Authorized(
            Effect.BLOCKED, mode, by, administrator=False, until=None, secret=False,
            since=_since(told),
        )  # fmt: skip

    def end(self, told: Told) -> None:
        """A consent or a block that is no more."""
        self.authorized.pop(named(told.detail), None)

    def administer(self, told: Told) -> None:
        """An administrator chosen, or not any more."""
        whom = named(told.detail)
        if whom in self.authorized:
            chosen = told.kind == EventKind.ADMINISTRATOR_CHOSEN
            self.authorized[whom] = self.authorized[whom]._replace(administrator=chosen)

    def choose_emergency(self, told: Told) -> None:
        """The three switches."""
        self.emergency = tuple(bool(told.detail.get(name)) for name in SWITCHES)

    def declare_doctor(self, told: Told) -> None:
        """The médecin traitant that the insurer declares."""
        self.treating_doctor = told.detail.get("professional")

    def represent(self, told: Told) -> None:
        """A parent attached, who certified, or whose representation ended."""
        certified = told.kind == EventKind.REPRESENTATION_CERTIFIED
        who = told.actor_id if certified else int(told.detail.get("representative", 0))
        if "until" in told.detail:
            self.majority[who] = str(told.detail["until"])
        if certified:
            self.representatives.add(who)
        elif told.kind != EventKind.REPRESENTATION_RECORDED:
            self.representatives.discard(who)

    def show_code(self, _told: Told) -> None:
        """A code made, to be shown."""
        self.code = True

    def offer(self, told: Told) -> None:
        """A delegation offered: what it would entrust."""
        if "scope" in told.detail:
            self.scopes[int(told.detail["delegation"])] = str(told.detail["scope"])

    def delegate(self, told: Told) -> None:
        """A delegation accepted, in the place of a former one of the same two, or ended."""
        number = int(told.detail.get("delegation", 0))
        self.caregivers.pop(number, None)
        if told.kind == EventKind.DELEGATION_ACCEPTED:
            who = int(told.detail["person"])
            self.caregivers = {no: one for no, one in self.caregivers.items() if one != who}
            self.caregivers[number] = who

    def forget(self, _told: Told) -> None:
        """The record was destroyed; who represents a minor stays (carnet.sharing.erasing)."""
        for kept in (self.authorized, self.caregivers, self.scopes):
            kept.clear()
        self.emergency = self.treating_doctor = None


def named(detail: dict[str, Any]) -> Named:
    """Whom an event names."""
    if "professional" in detail:
        return Named(Subject.PROFESSIONAL, detail["professional"])
    return Named(Subject.ORGANIZATION, detail.get("organization", 0))


def alike(told: Authorized | None, kept: Authorized | None) -> bool:
    """Whether a row is the one that was told; it was written a moment before its event."""
    if told is None or kept is None:
        return told is kept
    return told._replace(since=kept.since) == kept and abs(told.since - kept.since) < NEAR


def _since(told: Told) -> datetime:
    """When it began: with its event, but for what a record brought in had before."""
    before = told.detail.get("since")
    return datetime.fromisoformat(before) if before else told.at


def _recorder(told: Told) -> int | None:
    """Who noted it: the professional who acted, or whom a record brought in names."""
    if told.actor_kind == ActorKind.PROFESSIONAL:
        return told.actor_id
    return told.detail.get("recorder") if told.actor_kind == ActorKind.SYSTEM else None


def _consent(retold: Retold, told: Told) -> None:
    retold.present(told)
    retold.consent(told)


_REPLAY: dict[EventKind, Callable[[Retold, Told], None]] = {
    EventKind.CONSENT_RECORDED: _consent,
    EventKind.CONSENT_CODE_MADE: Retold.show_code,
    EventKind.CONSENT_WITHDRAWN: Retold.end,
    EventKind.CONSENT_EXPIRED: Retold.end,
    EventKind.BLOCKED: Retold.block,
    EventKind.UNBLOCKED: Retold.end,
    EventKind.ADMINISTRATOR_CHOSEN: Retold.administer,
    EventKind.ADMINISTRATOR_ENDED: Retold.administer,
    EventKind.EMERGENCY_CHANGED: Retold.choose_emergency,
    EventKind.TREATING_DOCTOR_DECLARED: Retold.declare_doctor,
    EventKind.REPRESENTATION_RECORDED: Retold.represent,
    EventKind.REPRESENTATION_CERTIFIED: Retold.represent,
    EventKind.REPRESENTATION_REJECTED: Retold.represent,
    EventKind.REPRESENTATION_ENDED: Retold.represent,
    EventKind.DELEGATION_OFFERED: Retold.offer,
    EventKind.DELEGATION_RECORDED: Retold.offer,
    EventKind.DELEGATION_ACCEPTED: Retold.delegate,
    EventKind.DELEGATION_ENDED: Retold.delegate,
    EventKind.RECORD_DELETED: Retold.forget,
}
KINDS = tuple(_REPLAY)
