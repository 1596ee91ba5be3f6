"""The life of a record as one pure table: from where, by which verb, to where, told as what.

A state is *timed* where a timer runs: an open record whose closing was asked for, a suspension
that nobody contested, an archive, a deletion to come. No database here: carnet.records.states
applies the table under the lock of the row. Sources: domain.md 1.2, 1.6, 1.7 and 1.10.
"""

from __future__ import annotations

import enum
from dataclasses import dataclass
from typing import NamedTuple

from carnet.access.facts import ActorKind
from carnet.journal.kinds import EventKind
from carnet.records.models import State
from carnet.records.problems import Impossible


class Verb(enum.StrEnum):
    """What may be done to the life of a record."""

    OPPOSE = "oppose"
    BLOCK_CREATION = "block_creation"
    WITHDRAW_OPPOSITION = "withdraw_opposition"
    OPEN = "open_record"
    ACTIVATE = "activate"
    REQUEST_CLOSING = "request_closing"
    CANCEL_CLOSING = "cancel_closing"
    CLOSE = "close"
    REOPEN = "reopen"
    REQUEST_DELETION = "request_deletion"
    CANCEL_DELETION = "cancel_deletion"
    SUSPEND = "suspend"
    CONTEST = "contest"
    RESUME = "resume"
    RECORD_DEATH = "record_death"
    WITHDRAW_DEATH = "withdraw_death"
    DELETE = "delete"
    BEGIN_AGAIN = "begin_again"
    COME_OF_AGE = "come_of_age"


class Reason(enum.StrEnum):
    """Why a record was suspended or closed; stored, and told to professionals (TD0.2)."""

    REQUEST = "request"  # of the person, online
    MANDATE = "mandate"  # of the person, through the desk
    SUSPENSION = "suspension"  # that nobody contested
    DEATH = "death"
    FRAUD = "fraud"
    MALFUNCTION = "malfunction"


class Condition(enum.StrEnum):
    """What an ayant droit of a deceased person must invoke (L1110-4 V CSP); journaled."""

    CAUSES = "causes"  # to know the causes of the death
    MEMORY = "memory"  # to defend the memory of the deceased
    RIGHTS = "rights"  # to assert one's own rights


class Timer(enum.Enum):
    """What will happen by itself in a state; carnet.records.timers holds each delay."""

    NONE = "none"
    COOLING_OFF = "closing asked for"
    OBJECTION = "suspension not contested"
    ARCHIVE = "end of the archive"
    DELETION = "deletion asked for"
    KEPT = "whatever runs goes on"


class Back(enum.Enum):
    """An end that depends on the past of the record."""

    OPENED = "active if the person ever activated it, else created"
    BEFORE = "where it was before the last change"
    HERE = "where it is"


class Where(NamedTuple):
    """Where a record is, and what of its past the table asks."""

    state: State
    timed: bool = False
    activated: bool = False  # at least once
    before: State | None = None


class Step(NamedTuple):
    """One transition, settled."""

    state: State
    timer: Timer
    kind: EventKind


_TIMERS = {
    State.SUSPENDED: Timer.OBJECTION,
    State.CLOSED: Timer.ARCHIVE,
    State.DELETION_PENDING: Timer.DELETION,
    State.DECEASED: Timer.ARCHIVE,
}
_P, _A, _S = ActorKind.PERSON, ActorKind.AGENT, ActorKind.SYSTEM
_OPEN = (State.CREATED, State.ACTIVE)


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the table. ``timed``: asked of the start; None takes both."""

    verb: Verb
    starts: tuple[State, ...]
    end: State | Back
    kind: EventKind
    by: tuple[ActorKind, ...]
    source: str
    timed: bool | None = None
    timer: Timer | None = None  # None: the one that the end always has


# A professional, a structure's software or an app never moves a record. An agent of the desk
# acts on a mandate of the person; the system is a timer, the insurer's feed or the operator.
TABLE = (
    Line(Verb.OPPOSE, (State.NOT_CREATED,), State.OPPOSED,
         EventKind.RECORD_OPPOSED, (_P, _A, _S), "R1111-28: within the window"),
    Line(Verb.BLOCK_CREATION, (State.NOT_CREATED,), State.OPPOSED,
         EventKind.CREATION_BLOCKED, (_P, _A), "domain.md 1.3: the parent is not a representative"),
    Line(Verb.WITHDRAW_OPPOSITION, (State.OPPOSED,), State.CREATED,
         EventKind.OPPOSITION_WITHDRAWN, (_P, _A), "L1111-13-1: a choice may change"),
    Line(Verb.OPEN, (State.NOT_CREATED,), State.CREATED,
         EventKind.RECORD_CREATED, (_S,), "R1111-28: six weeks without opposition"),
    Line(Verb.ACTIVATE, (State.NOT_CREATED, State.CREATED), State.ACTIVE,
         EventKind.RECORD_OPENED, (_P, _A, _S), "R1111-28: to activate is to agree"),
    Line(Verb.REQUEST_CLOSING, _OPEN, Back.HERE,
         EventKind.CLOSING_REQUESTED, (_P, _A), "R1111-36: at any time; the cooling-off is ours",
         timed=False, timer=Timer.COOLING_OFF),
    Line(Verb.CANCEL_CLOSING, _OPEN, Back.HERE,
         EventKind.CLOSING_CANCELLED, (_P, _A), "ours: the way back", timed=True),
    Line(Verb.CLOSE, (*_OPEN, State.SUSPENDED), State.CLOSED,
         EventKind.RECORD_CLOSED, (_P, _A, _S), "L1111-13-1, R1111-36"),
    Line(Verb.REOPEN, (State.CLOSED, State.DELETION_PENDING), Back.OPENED,
         EventKind.RECORD_REOPENED, (_P, _A, _S), "R1111-36: at any time, everything comes back"),
    Line(Verb.REQUEST_DELETION, (State.CLOSED,), State.DELETION_PENDING,
         EventKind.DELETION_REQUESTED, (_P, _A, _S), "R1111-36: express deletion"),
    Line(Verb.CANCEL_DELETION, (State.DELETION_PENDING,), State.CLOSED,
         EventKind.DELETION_CANCELLED, (_P, _A), "ours: the way back"),
    # A record that is about to close is closed now rather than suspended: one timer at a time.
    Line(Verb.SUSPEND, _OPEN, State.SUSPENDED,
         EventKind.RECORD_SUSPENDED, (_S,), "R1111-36: malfunction or fraud", timed=False),
    Line(Verb.CONTEST, (State.SUSPENDED,), Back.HERE,
         EventKind.SUSPENSION_CONTESTED, (_P, _A, _S), "R1111-36: the objection of the person",
         timed=True, timer=Timer.NONE),
    Line(Verb.RESUME, (State.SUSPENDED,), Back.OPENED,
         EventKind.RECORD_RESUMED, (_S,), "R1111-36"),
    Line(Verb.RECORD_DEATH,
         (State.NOT_CREATED, State.OPPOSED, *_OPEN, State.SUSPENDED, State.CLOSED), State.DECEASED,
         EventKind.DEATH_RECORDED, (_A, _S), "L1111-13-1 IV: death closes"),
    # What the person asked to be destroyed is destroyed, dead or alive.
    Line(Verb.RECORD_DEATH, (State.DELETION_PENDING, State.DELETED), Back.HERE,
         EventKind.DEATH_RECORDED, (_A, _S), "R1111-36", timer=Timer.KEPT),
    Line(Verb.WITHDRAW_DEATH, (State.DECEASED,), Back.BEFORE,
         EventKind.DEATH_WITHDRAWN, (_A, _S), "an error of the register"),
    Line(Verb.WITHDRAW_DEATH, (State.DELETION_PENDING, State.DELETED), Back.HERE,
         EventKind.DEATH_WITHDRAWN, (_A, _S), "an error of the register", timer=Timer.KEPT),
    Line(Verb.DELETE, (State.CLOSED, State.DELETION_PENDING, State.DECEASED), State.DELETED,
         EventKind.RECORD_DELETED, (_S,), "R1111-36: ten years, or three months when asked for"),
    Line(Verb.BEGIN_AGAIN, (State.DELETED,), State.CREATED,
         EventKind.RECORD_CREATED, (_P, _A), "L1111-13-1: a new, empty record"),
    # Active means that a holder signs in: nobody does on the day of majority. A closing that the
    # parents asked for falls with their right to ask for it.
    Line(Verb.COME_OF_AGE, _OPEN, State.CREATED,
         EventKind.MAJORITY_REACHED, (_S,), "domain.md 1.7", timer=Timer.NONE),
    Line(Verb.COME_OF_AGE, tuple(state for state in State if state not in _OPEN), Back.HERE,
         EventKind.MAJORITY_REACHED, (_S,), "domain.md 1.7", timer=Timer.KEPT),
)  # fmt: skip


def step(where: Where, verb: Verb, kind: ActorKind) -> Step | None:
    """Return the transition, or None when the record already is where the verb leads.

    Raises Impossible when no line of the table starts there, or for such an actor.
    """
    lines = [line for line in TABLE if line.verb is verb]
    if not any(kind in line.by for line in lines):
        raise Impossible(verb, where.state)
    for line in lines:
        if where.state in line.starts and line.timed in (None, where.timed):
            end = settled(line.end, where)
            return Step(end, line.timer or _TIMERS.get(end, Timer.NONE), line.kind)
    if any(_is_there(line, where) for line in lines):
        return None
    raise Impossible(verb, where.state)


def settled(end: State | Back, where: Where) -> State:
    """The state that an end is, for a record that is there."""
    if isinstance(end, State):
        return end
    if end is Back.OPENED:
        return State.ACTIVE if where.activated else State.CREATED
    return where.state if end is Back.HERE else where.before or where.state


def _is_there(line: Line, where: Where) -> bool:
    if line.end is Back.HERE:
        return where.state in line.starts and where.timed is (line.timer is Timer.COOLING_OFF)
    if line.end is Back.OPENED:
        return where.state in _OPEN
    return where.state is line.end
