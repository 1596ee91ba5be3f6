"""« Voir comme »: the record as somebody else would get it now, shown to its person.

What the person may not see themself stays unseen here too: a list through two doors at once.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any

from carnet.access import matrix
from carnet.access.decide import Decision, decide
from carnet.access.facts import Action, Actor, ActorKind, Facts, Purpose
from carnet.access.visibility import NOTHING, Predicate, predicate
from carnet.base import clock
from carnet.records import columns, lists
from carnet.records.filters import conditions
from carnet.records.views import EntryView, Filters, Page
from carnet.sharing import queries as sharing

MOST_KEPT = 50
_NOBODY_SEES = Page((), 0, None)


@dataclass(frozen=True, slots=True)
class Kept:
    """One document that they are not shown, and the rule that says so."""

    entry: EntryView
    decision: Decision


@dataclass(frozen=True, slots=True)
class SeenAs:
    """What they would get: ``decision`` about the record; ``kept`` is told to the holder only."""

    decision: Decision
    page: Page = _NOBODY_SEES
    counts: dict[str, int] = field(default_factory=dict)
    kept: tuple[Kept, ...] = ()
    kept_total: int = 0


def facts_of(person_id: int, actor: Actor, *, representative: bool = False) -> Facts:
    """What the policy would be told if this actor asked now.

    One to whom a minor agreed in a « connexion secrète » would use it again, as the minor alone may
    be shown: to a ``representative`` it is as if there were no agreement.
    """
    if not representative and _in_secret(person_id, actor):
        actor = replace(actor, purpose=Purpose.SECRET)
    return sharing.facts(person_id, actor, Action.SEARCH)


def facts_of_trade(profession: str, specialty: str = "") -> Facts:
    """The same, of somebody of this trade whom the person would authorise by name."""
    actor = Actor(ActorKind.PROFESSIONAL, profession=profession, specialty=specialty)
    number = matrix.in_force(clock.today())
    return Facts(Action.SEARCH, actor, record_open=True, consent=True, matrix=number)


def seen_as(
    person_id: int,
    viewer: Facts,
    other: Facts,
    category: str | None = None,
    *,
    after: str | None = None,
    limit: int = 50,
) -> SeenAs:
    """List what ``other`` would see. A bad ``after`` is a ValueError."""
    decision = decide(other)
    theirs = predicate(other) if decision.allowed else NOTHING
    both = _and(predicate(viewer), theirs)
    page = lists.timeline(
        person_id, both, conditions(Filters(), category), after, limit, full=False
    )
    found = SeenAs(decision, page, lists.counts(person_id, both))
    return _with_kept(person_id, viewer, other, found) if viewer.holder else found


def journaled(viewer: Actor, other: Actor) -> tuple[Actor, dict[str, Any]]:
    """Who is written to have looked, and as whom: never as if that one had read."""
    if other.kind is ActorKind.PERSON:
        return viewer, {"person": other.actor_id}
    if not other.actor_id:
        return viewer, {"profession": "/".join(filter(None, (other.profession, other.specialty)))}
    secret = other.purpose is Purpose.SECRET
    looker = replace(viewer, purpose=Purpose.SECRET) if secret else viewer
    return looker, {"professional": other.actor_id}


def _with_kept(person_id: int, viewer: Facts, other: Facts, found: SeenAs) -> SeenAs:
    sql, params = predicate(other)
    only_mine = _and(predicate(viewer), (f"NOT ({sql})", params))
    if not found.decision.allowed:
        only_mine = predicate(viewer)
    wanted = conditions(Filters(), None)
    page = lists.timeline(person_id, only_mine, wanted, None, MOST_KEPT, full=False)
    kept = tuple(
        Kept(entry, decide(other.about(columns.document(entry)))) for entry in page.entries
    )
    return replace(found, kept=kept, kept_total=page.total)


def _and(one: Predicate, other: Predicate) -> Predicate:
    return f"({one[0]}) AND ({other[0]})", [*one[1], *other[1]]


def _in_secret(person_id: int, actor: Actor) -> bool:
    """Whether a consent by name stands, of which the representatives know nothing."""
    known = {line.professional_id for line in sharing.authorizations(person_id)}
    told = {line.professional_id for line in sharing.authorizations(person_id, representative=True)}
    professional = actor.kind is ActorKind.PROFESSIONAL and actor.actor_id
    return bool(professional) and actor.actor_id in known - told
