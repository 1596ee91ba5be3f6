"""The information that the law owes to each insured person, and the code that comes with it.

By e-mail when the insurer knows one, else by letter (R1111-28 CSP). What concerns a child goes to
the attached parent. The code exists in clear in that message only.
"""

from __future__ import annotations

from django.conf import settings

from carnet.access.facts import Actor, ActorKind
from carnet.accounts import codes, letters
from carnet.accounts.models import Contact, ProvisionalCode
from carnet.base import clock
from carnet.identity import people
from carnet.identity.names import spoken
from carnet.journal.events import EventKind, record
from carnet.notify import mail, sms
from carnet.sharing import families

_SYSTEM = Actor(ActorKind.SYSTEM)


def send(person_id: int, parent_id: int | None = None, code: str = "") -> None:
    """Send the first information with a new code; the opposition window begins now.

    ``code`` imposes the code (demonstration); call inside the transaction of the enrolment:
    the message leaves before it commits, so that a cut never leaves a person uninformed.
    """
    _send(person_id, parent_id or person_id, code or codes.make(), first=True)
    Contact.objects.filter(person_id=person_id).update(informed_at=clock.now())


def renew_code(person_id: int, channel: str = "") -> str:
    """Send a new code by letter, email or sms, the former one dies; return the channel.

    Without a channel it goes as the first one did.
    """
    reader_id = families.attached_parent(person_id) or person_id
    return _send(person_id, reader_id, codes.make(), first=False, channel=channel)


def _send(person_id: int, reader_id: int, code: str, *, first: bool, channel: str = "") -> str:
    contact = Contact.objects.filter(person_id=reader_id).first() or Contact()
    channel = channel or ("email" if contact.email else "letter")
    _keep(person_id, code, channel)
    letter = _letter(person_id, reader_id, contact, code, first=first)
    if channel == "sms":
        text = mail.render("accounts/new_code_sms.txt", code=letter.code)
        sms.carrier().send(contact.mobile, text)
    elif channel == "email":
        template = "accounts/information.txt" if first else "accounts/new_code.txt"
        mail.send(contact.email, template, child=letter.child, code=letter.code, until=letter.until)
    else:
        letters.write(person_id, letter)
    record(EventKind.CODE_SENT, person_id, _SYSTEM, detail={"channel": channel})
    return channel


def _keep(person_id: int, code: str, channel: str) -> None:
    now = clock.now()
    ProvisionalCode.objects.update_or_create(
        person_id=person_id,
        defaults={
            "code_hash": codes.protect(codes.normalise(code)),
            "channel": channel,
            "sent_at": now,
            "expires_at": now + settings.CODE_VALIDITY,
            "used_at": None,
        },
    )


def _letter(
    person_id: int, reader_id: int, contact: Contact, code: str, *, first: bool
) -> letters.Letter:
    reader = people.person(reader_id)
    return letters.Letter(
        recipient=f"{reader.first_name} {reader.used_name or reader.birth_name}",
        address=contact.address,
        town=f"{contact.postal_code} {contact.city}".strip(),
        child=spoken(people.person(person_id).first_name, "") if reader_id != person_id else "",
        code=codes.show(codes.normalise(code)),
        until=letters.day(clock.now() + settings.CODE_VALIDITY),
        first=first,
    )
