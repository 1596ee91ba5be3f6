"""Where a professional stood at a moment, recomputed from what the journal tells until then.

Tables keep the present only; the trace keeps each change. What it cannot give is said in
docs/hiding.md: trade and structure as the directory has them today, today's table of rules.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime

from django.conf import settings

from carnet.access import matrix
from carnet.access.facts import Action, Actor, Facts, Purpose, TreatingDoctorSees
from carnet.base import clock
from carnet.journal.kinds import EventKind
from carnet.journal.queries import Event, history
from carnet.journal.wanted import Wanted
from carnet.records import chains, trace
from carnet.records.spans import numbers

Whom = tuple[str, int]  # « professional » or « organization », and its number
_OPENS = frozenset(
    {EventKind.RECORD_CREATED, EventKind.RECORD_OPENED, EventKind.RECORD_REOPENED}
    | {EventKind.RECORD_RESUMED, EventKind.MAJORITY_REACHED, EventKind.DEATH_WITHDRAWN}
)
_SHUTS = frozenset(
    {EventKind.RECORD_CLOSED, EventKind.RECORD_SUSPENDED, EventKind.RECORD_OPPOSED}
    | {EventKind.DEATH_RECORDED, EventKind.RECORD_DELETED}
)
_EVERY = 1_000_000  # of changes of standing: more than any record will know


@dataclass(slots=True)
class Then:
    """All standings towards one record, as the events so far leave them."""

    record_open: bool = False
    treating_doctor: int = 0
    consents: dict[Whom, datetime | None] = field(default_factory=dict)  # and when each ends
    blocked: set[Whom] = field(default_factory=set)
    administrators: set[Whom] = field(default_factory=set)
    kept: dict[Whom, set[int]] = field(default_factory=dict)


def facts_then(person_id: int, actor: Actor, moment: datetime) -> Facts:
    """What the policy would have been told of this professional just before ``moment``.

    Outside emergencies and « connexions secrètes », which leave standings as they are.
    """
    then = replayed(_events(person_id, moment))
    mine = (("professional", actor.actor_id), ("organization", actor.organization_id))
    by_name, by_place = (_lasts(then, whom, moment) for whom in mine)
    kept = set().union(*(then.kept.get(whom, set()) for whom in mine))
    return Facts(
        Action.SEARCH,
        actor,
        record_open=then.record_open,
        consent=by_name,
        team_consent=by_place,
        blocked=any(whom in then.blocked for whom in mine),
        treating_doctor=then.treating_doctor == actor.actor_id,
        administrator=by_name and mine[0] in then.administrators,
        treating_doctor_sees=TreatingDoctorSees(settings.TREATING_DOCTOR_SEES_HIDDEN),
        kept_from=frozenset(chains.of(person_id, kept)),
        matrix=matrix.in_force(moment.astimezone(clock.LEGAL_ZONE).date()),
    )


def named(person_id: int, facts: Facts, moment: datetime) -> list[int]:
    """The professionals whom the trace, as this reader may know it, names until then."""
    kept = trace.knowable(person_id, facts, Wanted()).without_entries
    events = (event for event in _events(person_id, moment) if event.entry_no not in kept)
    found = [event.detail.get("professional") for event in events]
    return [number for number in dict.fromkeys(reversed(found)) if number]


def replayed(events: Iterable[Event]) -> Then:
    """Go through the events, oldest first."""
    then = Then()
    for event in events:
        _REPLAY[event.kind](then, event)
    return then


def _events(person_id: int, moment: datetime) -> list[Event]:
    wanted = Wanted(kinds=tuple(_REPLAY), until=moment, without_purposes=(Purpose.SECRET,))
    return list(reversed(history(person_id, limit=_EVERY, wanted=wanted)))


def _lasts(then: Then, whom: Whom, moment: datetime) -> bool:
    if whom not in then.consents:
        return False
    until = then.consents[whom]
    return until is None or until > moment


def _whom(event: Event) -> Whom:
    key = "professional" if "professional" in event.detail else "organization"
    return key, int(event.detail.get(key, 0))


def _agree(then: Then, event: Event) -> None:
    until = event.detail.get("until")
    then.consents[_whom(event)] = datetime.fromisoformat(until) if until else None
    then.blocked.discard(_whom(event))


def _disagree(then: Then, event: Event) -> None:
    then.consents.pop(_whom(event), None)
    then.administrators.discard(_whom(event))


def _block(then: Then, event: Event) -> None:
    _disagree(then, event)
    then.blocked.add(_whom(event))


def _unblock(then: Then, event: Event) -> None:
    then.blocked.discard(_whom(event))


def _declare(then: Then, event: Event) -> None:
    then.treating_doctor = _whom(event)[1]


def _choose(then: Then, event: Event) -> None:
    then.administrators.add(_whom(event))


def _end_choice(then: Then, event: Event) -> None:
    then.administrators.discard(_whom(event))


def _keep(then: Then, event: Event) -> None:
    then.kept.setdefault(_whom(event), set()).update(numbers(event.detail["entries"]))


def _lift(then: Then, event: Event) -> None:
    then.kept.get(_whom(event), set()).difference_update(numbers(event.detail["entries"]))


def _state(then: Then, event: Event) -> None:
    then.record_open = event.kind in _OPENS


_REPLAY: dict[EventKind, Callable[[Then, Event], None]] = {
    EventKind.CONSENT_RECORDED: _agree,
    EventKind.CONSENT_WITHDRAWN: _disagree,
    EventKind.CONSENT_EXPIRED: _disagree,
    EventKind.BLOCKED: _block,
    EventKind.UNBLOCKED: _unblock,
    EventKind.TREATING_DOCTOR_DECLARED: _declare,
    EventKind.ADMINISTRATOR_CHOSEN: _choose,
    EventKind.ADMINISTRATOR_ENDED: _end_choice,
    EventKind.KEPT_FROM: _keep,
    EventKind.KEPT_FROM_LIFTED: _lift,
    **dict.fromkeys(_OPENS | _SHUTS, _state),
}
