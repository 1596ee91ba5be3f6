"""The document that proves an opposition, and its verification by whoever is shown it.

Its reference is computed from the person and the day: nothing is kept, nothing can be guessed.
A copy with another name on it is not confirmed, for the verification asks for the name too.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from django.conf import settings
from django.utils.formats import date_format
from django.utils.translation import override

from carnet.accounts import mailboxes
from carnet.accounts.credentials import bare
from carnet.accounts.queries import known_email
from carnet.base import clock, ids, outbox
from carnet.formats import typeset
from carnet.identity import people
from carnet.identity.names import spoken
from carnet.notify import mail
from carnet.records import queries as records
from carnet.sharing import families

_TEMPLATE = Path(__file__).parent / "typst" / "opposition.typ"
FILE = "preuve-opposition.pdf"


class NotOpposed(LookupError):
    """No opposition of that person is in force."""


@dataclass(frozen=True, slots=True)
class Opposition:
    """One opposition in force."""

    person_id: int
    day: date

    @property
    def reference(self) -> str:
        """Opaque, unguessable, the same each time."""
        number = self.day.toordinal()
        return str(ids.conceal(ids.Pointer(ids.Kind.OPPOSITION, self.person_id, number)))


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the verification answers: the day of the opposition, and whether it still holds."""

    day: date
    in_force: bool


def opposition(person_id: int) -> Opposition:
    """The opposition of this person; raises ``NotOpposed``."""
    life = records.life(person_id)
    if life is None or life.state != "opposed":
        raise NotOpposed
    return Opposition(person_id, life.since.astimezone(clock.LEGAL_ZONE).date())


def write(person_id: int) -> bytes:
    """The PDF; raises ``NotOpposed``, ``typeset.Unprintable``."""
    known, base = opposition(person_id), settings.BASE_URL.rstrip("/").partition("://")[2]
    who = people.person(person_id)
    facts = {
        "entity": settings.LEGAL_ENTITY or settings.SERVICE_NAME,
        "phone": settings.SUPPORT_PHONE,
        "name": _name(who),
        "day": _day(known.day),
        "made": _day(clock.today()),
        "reference": known.reference,
        "opposition": f"{base}/opposition/",
        "verification": f"{base}/opposition/verifier/",
    }
    return typeset.compose(_TEMPLATE, facts, clock.now())


def verify(reference: str, name: str) -> Verdict | None:
    """Whether a document with this reference and birth name is ours; None when it is not."""
    pointer = ids.reveal(reference.strip())
    if pointer is None or pointer.kind is not ids.Kind.OPPOSITION:
        return None
    try:
        known = people.person(pointer.person_id)
        day = date.fromordinal(pointer.number)
    except (LookupError, ValueError, OverflowError):
        return None
    if bare(name) != bare(known.birth_name):
        return None
    return Verdict(day, _in_force(pointer.person_id, day))


def address(person_id: int) -> str:
    """The e-mail address to which the document goes, that of the parent for a minor; or empty."""
    return known_email(families.attached_parent(person_id) or person_id)


@outbox.sender("opposition.tell")
def send(person_id: int) -> None:
    """E-mail the document, when an address is known; one withdrawn meanwhile sends nothing.

    Raises ``notify.sms.NotSent``.
    """
    to = address(person_id)
    try:
        pdf = write(person_id) if to else b""
    except NotOpposed:
        return
    if pdf:
        attached = mail.Attachment(FILE, pdf, "application/pdf")
        with mailboxes.watched(families.attached_parent(person_id) or person_id, to):
            mail.send_file(to, "accounts/opposition.txt", attached)


def _in_force(person_id: int, day: date) -> bool:
    try:
        return opposition(person_id).day == day
    except NotOpposed:
        return False


def _name(who: people.Person) -> str:
    used = f" ({spoken('', who.used_name)})" if who.used_name else ""
    return spoken(who.given_names, who.birth_name) + used


def _day(day: date) -> str:
    with override("fr"):  # the document is in French, whatever the reader's screen
        return date_format(day, "j F Y")
