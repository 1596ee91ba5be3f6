"""A code that the person shows: whoever presents it once, in time, has their consent.

Only a keyed hash of it is kept. The page that shows it again makes it again, from whose it is, the
moment it was made, how long the consent lasts, and a secret that is not in the database. So does
who takes it: a row that was given to another person, moment or length serves no more.
"""

from __future__ import annotations

import hashlib
import hmac
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction

from carnet.access.facts import Actor
from carnet.base import clock
from carnet.base.database import execute, row
from carnet.base.ids import blind
from carnet.base.secrets import secret
from carnet.journal.events import NOBODY, EventKind, record
from carnet.sharing import consents
from carnet.sharing.asking import allowed, allowed_to_the_person
from carnet.sharing.consents import Agreement
from carnet.sharing.models import ConsentMode
from carnet.sharing.named import name
from carnet.sharing.problems import CodeUnknown

# As the provisional code: nothing that a tired eye confuses. 20 ** 12: 51 bits.
ALPHABET = "ACDEFHJKMNPRTWXY3479"
LENGTH, GROUP = 12, 4


@dataclass(frozen=True, slots=True)
class Shown:
    """A code that waits: 12 characters, until when it serves, how long the consent then lasts."""

    code: str
    expires_at: datetime
    hours: int

    @property
    def groups(self) -> list[str]:
        """The code as people read it aloud."""
        return [self.code[start : start + GROUP] for start in range(0, LENGTH, GROUP)]


_FORGET_OTHERS = "DELETE FROM sharing_consent_code WHERE person_id = %s AND used_at IS NULL"
_MAKE = """
INSERT INTO sharing_consent_code (code_index, person_id, made_at, expires_at, hours)
VALUES (%s, %s, %s, %s, %s)
"""
_WAITING = """
SELECT made_at, expires_at, hours FROM sharing_consent_code
WHERE person_id = %s AND used_at IS NULL AND made_at <= %s AND expires_at > %s
ORDER BY made_at DESC LIMIT 1
"""
_FIND = """
SELECT person_id, hours, made_at, used_at IS NULL AND made_at <= %s AND expires_at > %s
FROM sharing_consent_code WHERE code_index = %s
"""
_USE = """
UPDATE sharing_consent_code SET used_at = %s
WHERE code_index = %s AND used_at IS NULL AND made_at <= %s AND expires_at > %s
"""


def make(person_id: int, actor: Actor, hours: int) -> Shown:
    """Make a code; the one that waited serves no more. Raises SharingRefused, ValueError."""
    if hours not in settings.CONSENT_HOURS:
        raise ValueError(f"hours: expected one of {settings.CONSENT_HOURS}")
    decision = allowed_to_the_person(person_id, actor)
    now = clock.now()
    code, until = _code(person_id, now, hours), now + settings.CONSENT_CODE_VALIDITY
    with transaction.atomic():
        execute(_FORGET_OTHERS, [person_id])
        execute(_MAKE, [_index(code), person_id, now, until, hours])
        detail = {"hours": hours}
        record(EventKind.CONSENT_CODE_MADE, person_id, actor, decision=decision, detail=detail)
    return Shown(code, until, hours)


def waiting(person_id: int) -> Shown | None:
    """The code that may still be presented."""
    now = clock.now()
    found = row(_WAITING, [person_id, now, now])
    return Shown(_code(person_id, found[0], found[2]), *found[1:]) if found else None


def cancel(person_id: int, actor: Actor) -> None:
    """Forget the code that waits, if any. Raises SharingRefused."""
    allowed_to_the_person(person_id, actor)
    execute(_FORGET_OTHERS, [person_id])


def present(typed: str, actor: Actor) -> int:
    """Take the consent of whoever showed this code; return the person.

    Raises CodeUnknown alike for one that never was, was used, or is over; SharingRefused, which
    leaves the code as it was.
    """
    index, now = _index(normalised(typed)), clock.now()
    person_id, hours = _found(index, now)
    if not hours:
        raise _refused(person_id, actor)
    decision = allowed(person_id, actor)
    until = now + timedelta(hours=hours)
    agreed = Agreement(name(actor.actor_id, None), ConsentMode.CODE.value, until)
    with transaction.atomic():
        used = execute(_USE, [now, index, now, now])
        taken = bool(used) and consents.write(person_id, actor, agreed, decision)
        transaction.set_rollback(not taken)
    if not taken:
        raise _refused(person_id, actor)
    return int(person_id)


def forget_over() -> int:
    """Delete the codes that serve no more (a timer); one stays a day, to tell of a late try."""
    over = clock.now() - timedelta(days=1)
    return execute("DELETE FROM sharing_consent_code WHERE expires_at < %s", [over])


def normalised(typed: str) -> str:
    """A code as people type it: any case, spaces and dashes aside."""
    return "".join(character for character in typed.upper() if character.isalnum())


def _found(index: bytes, now: datetime) -> tuple[int, int]:
    """Whose code it is, and for how many hours it opens: none for one that does not serve."""
    found = row(_FIND, [now, now, index])
    if found is None:
        return NOBODY, 0
    person_id, hours, made_at, serves = found
    genuine = _index(_code(person_id, made_at, hours)) == index
    in_time = now < made_at + settings.CONSENT_CODE_VALIDITY
    return (person_id, hours if serves and in_time else 0) if genuine else (NOBODY, 0)


def _refused(person_id: int, actor: Actor) -> CodeUnknown:
    """The try stays in the trace: of the person whose code it was, else of nobody."""
    record(EventKind.CONSENT_CODE_REFUSED, person_id, actor)
    return CodeUnknown()


def _index(code: str) -> bytes:
    return blind("consent_code", code)


def _code(person_id: int, made_at: datetime, hours: int) -> str:
    said = f"{person_id} {made_at.timestamp():.6f} {hours}".encode()
    number = int.from_bytes(hmac.digest(secret("consent-codes.key"), said, hashlib.sha256), "big")
    letters = []
    for _ in range(LENGTH):
        number, letter = divmod(number, len(ALPHABET))
        letters.append(ALPHABET[letter])
    return "".join(letters)
