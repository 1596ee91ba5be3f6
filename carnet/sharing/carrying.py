"""Who may read, on its way out of a house or into one (carnet.portability).

What is brought in is told in the trace as what it is: a consent, a block, a choice, noted by the
service. Caregivers are not: who they are is of one house only, and each must accept again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

import msgspec

from carnet.access.facts import Actor, ActorKind, Purpose
from carnet.base import clock
from carnet.base.database import execute, rows
from carnet.base.shapes import Moment
from carnet.identity import directory
from carnet.journal.events import EventKind, record
from carnet.sharing.emergency import SWITCHES, Emergency
from carnet.sharing.models import ConsentMode, Effect, Subject
from carnet.sharing.named import Named

_SYSTEM = Actor(ActorKind.SYSTEM)
_AUTHORIZED = """
SELECT subject, subject_id, effect, mode, recorded_by_professional_id, administrator, since, until,
       secret_from_representatives
FROM sharing_authorization
WHERE person_id = %s AND (until IS NULL OR until > %s) AND NOT (secret_from_representatives AND %s)
ORDER BY since, subject, subject_id
"""
_BRING = """
INSERT INTO sharing_authorization (person_id, subject, subject_id, effect, mode,
  recorded_by_professional_id, administrator, since, until, secret_from_representatives)
VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s) ON CONFLICT DO NOTHING
"""
_CHOICE = """
INSERT INTO sharing_emergency_choice
  (person_id, regulation, other_professionals, hidden_documents, chosen_at)
VALUES (%s, %s, %s, %s, %s) ON CONFLICT DO NOTHING
"""


class Authorization(msgspec.Struct, frozen=True, kw_only=True):
    """One standing of a professional (``rpps``) or of a structure (``finess``)."""

    rpps: str = ""
    finess: str = ""
    effect: Effect
    mode: ConsentMode
    recorded_by: str = ""  # RPPS; "" for the person
    administrator: bool = False
    since: Moment
    until: Moment | None = None
    secret: bool = False

    def __post_init__(self) -> None:
        """ValueError: a block has nothing of a consent."""
        if self.effect is Effect.BLOCKED and (self.until or self.administrator or self.secret):
            raise ValueError("a block that ends, of an administrator, or secret")


def authorizations(person_id: int, *, representative: bool = False) -> list[Authorization]:
    """Those that hold, oldest first; whom the directory does not name is left out."""
    asked = [person_id, clock.now(), representative]
    found = (_authorization(*line) for line in rows(_AUTHORIZED, asked))
    return [one for one in found if one.rpps or one.finess]


def _authorization(subject: str, number: int, *rest: Any) -> Authorization:
    effect, mode, recorder, administrator, since, until, secret = rest
    named = (
        {"rpps": _rpps(number)} if subject == Subject.PROFESSIONAL else {"finess": _finess(number)}
    )
    return Authorization(
        effect=Effect(effect), mode=ConsentMode(mode), recorded_by=_rpps(recorder),
        administrator=administrator, since=since, until=until, secret=secret, **named,
    )  # fmt: skip


def bring(person_id: int, brought: Iterable[Authorization]) -> int:
    """Write them, in the current transaction; return how many the directory does not know.

    What the person said here already stands; a consent that is over is not brought in.
    """
    unknown = 0
    for one in brought:
        whom = _whom(one)
        if whom is None:
            unknown += 1
        elif one.until is None or one.until > clock.now():
            _bring(person_id, one, whom)
    return unknown


def _bring(person_id: int, one: Authorization, whom: Named) -> None:
    found = directory.professional_by_rpps(one.recorded_by) if one.recorded_by else None
    recorder = found.professional_id if found else None
    written = execute(_BRING, [
        person_id, *whom, one.effect.value, one.mode.value, recorder, one.administrator, one.since,
        one.until, one.secret,
    ])  # fmt: skip
    for kind, detail in _events(one, whom, recorder) if written else ():
        actor = replace(_SYSTEM, purpose=Purpose.SECRET) if one.secret else _SYSTEM
        record(kind, person_id, actor, detail=detail)


def _events(
    one: Authorization, whom: Named, recorder: int | None
) -> Iterator[tuple[EventKind, dict[str, Any]]]:
    mode: dict[str, Any] = {"mode": one.mode.value}
    by: dict[str, Any] = {"recorder": recorder} if recorder else {}
    by |= {"since": one.since.isoformat()}
    if one.effect == Effect.BLOCKED:
        yield EventKind.BLOCKED, whom.detail | mode | by
        return
    end = {"until": one.until.isoformat()} if one.until else {}
    yield EventKind.CONSENT_RECORDED, whom.detail | mode | end | by
    if one.administrator:
        yield EventKind.ADMINISTRATOR_CHOSEN, whom.detail


def bring_emergency(person_id: int, chosen: Emergency) -> None:
    """Write the three switches, in the current transaction, unless the person chose here."""
    switches = [getattr(chosen, name) for name in SWITCHES]
    if execute(_CHOICE, [person_id, *switches, chosen.chosen_at]):
        detail = dict(zip(SWITCHES, switches, strict=True))
        record(EventKind.EMERGENCY_CHANGED, person_id, _SYSTEM, detail=detail)


def _whom(one: Authorization) -> Named | None:
    if one.rpps:
        person = directory.professional_by_rpps(one.rpps)
        return Named(Subject.PROFESSIONAL, person.professional_id) if person else None
    structure = directory.organization_by_finess(one.finess)
    return Named(Subject.ORGANIZATION, structure.organization_id) if structure else None


def _rpps(professional_id: int | None) -> str:
    found = directory.professional(professional_id) if professional_id else None
    return found.rpps if found else ""


def _finess(organization_id: int) -> str:
    found = directory.organization(organization_id)
    return found.finess if found else ""
