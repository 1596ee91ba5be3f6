"""How each person chose to be told; the choice is theirs alone and journaled."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.conf import settings
from django.db import transaction

from carnet.access.facts import Actor, ActorKind
from carnet.base import clock
from carnet.base.database import execute, row, rows
from carnet.journal.events import EventKind, record
from carnet.notify.topics import ACCESS, AT_ONCE, DOCUMENTS, HOUSE, PACES, Channel, Pace, topic_of


def _each() -> dict[str, Pace]:
    return dict.fromkeys(PACES, Pace.EACH)


@dataclass(frozen=True, slots=True)
class Preferences:
    """``channels`` None: by e-mail, else by SMS."""

    paces: dict[str, Pace] = field(default_factory=_each)
    channels: frozenset[Channel] | None = None

    def pace(self, kind: str) -> Pace:
        """How soon a notice of this kind is told."""
        return Pace.EACH if kind in AT_ONCE else self.paces[topic_of(kind)]

    def texts(self) -> tuple[Channel, ...]:
        """The messages wanted, the usual one when none was chosen."""
        return tuple(sorted(self.channels or {Channel.EMAIL}))


USUAL = Preferences()
_OF = """
SELECT person_id, access, documents, house, channels FROM notify_preference
WHERE person_id = ANY(%s)
"""
_CHOOSE = """
INSERT INTO notify_preference (person_id, access, documents, house, channels)
VALUES (%s, %s, %s, %s, %s)
ON CONFLICT (person_id) DO UPDATE SET access = excluded.access, documents = excluded.documents,
  house = excluded.house, channels = excluded.channels
"""
_SMS = """
INSERT INTO notify_preference AS p (person_id, sms_on, sms_sent) VALUES (%s, %s, 1)
ON CONFLICT (person_id) DO UPDATE SET sms_on = excluded.sms_on,
  sms_sent = CASE WHEN p.sms_on = excluded.sms_on THEN p.sms_sent + 1 ELSE 1 END
WHERE p.sms_on IS DISTINCT FROM excluded.sms_on OR p.sms_sent < %s
RETURNING 1
"""


def of_each(people: Iterable[int]) -> dict[int, Preferences]:
    """What each of these people chose; all of them are there."""
    wanted = sorted(set(people))
    chosen = {person_id: _read(*line) for person_id, *line in rows(_OF, [wanted])}
    return {person_id: chosen.get(person_id, USUAL) for person_id in wanted}


def of(person_id: int) -> Preferences:
    """What this person chose."""
    return of_each([person_id])[person_id]


def choose(person_id: int, chosen: Preferences) -> bool:
    """Keep a choice and journal it; False when it is what was there. ValueError: not offered."""
    if any(pace not in PACES[topic] for topic, pace in chosen.paces.items()):
        raise ValueError("a pace that this topic does not offer")
    if chosen == of(person_id):
        return False
    paces = [chosen.paces[topic] for topic in (ACCESS, DOCUMENTS, HOUSE)]
    channels = None if chosen.channels is None else sorted(chosen.channels)
    detail = dict(zip(("access", "documents", "house"), paces, strict=True))
    with transaction.atomic():
        execute(_CHOOSE, [person_id, *paces, channels])
        holder = Actor(ActorKind.PERSON, actor_id=person_id)
        by = {"by": ",".join(chosen.texts())}
        record(EventKind.NOTICES_CHANGED, person_id, holder, detail=detail | by)
    return True


def take_sms(person_id: int) -> bool:
    """Take one of the text messages of the day; False when none is left."""
    most = settings.NOTICE_SMS_PER_DAY
    return most > 0 and row(_SMS, [person_id, clock.today(), most]) is not None


def give_back_sms(person_id: int) -> None:
    """That one did not leave."""
    execute(
        "UPDATE notify_preference SET sms_sent = greatest(sms_sent - 1, 0) WHERE person_id = %s",
        [person_id],
    )


def _read(access: str, documents: str, house: str, channels: list[str] | None) -> Preferences:
    paces = {ACCESS: Pace(access), DOCUMENTS: Pace(documents), HOUSE: Pace(house)}
    found = None if channels is None else frozenset(Channel(one) for one in channels)
    return Preferences(paces, found)
