"""The information that the law owes to each insured person, and the code that comes with it.

By e-mail when the insurer knows one, else by letter (R1111-28 CSP). What concerns a child goes to
the attached parent. The code is made when the message is: it exists in clear there only. Letters
wait in their queue for ``carnet letters`` (carnet.accounts.printing).
"""

from __future__ import annotations

import time
from dataclasses import replace

from django.db import transaction

from carnet.access.facts import Actor, ActorKind
from carnet.accounts import codes, letters, mailboxes, provisional
from carnet.accounts.addressees import Addressee, addressee
from carnet.accounts.models import Contact
from carnet.accounts.problems import NoChannel
from carnet.base import clock
from carnet.journal.events import EventKind, record
from carnet.notify import mail, sms
from carnet.notify.sms import NotSent
from carnet.records import queries as record_queries

SECONDS = 2.0  # of one round: the worker has other things to do
DOWN = 3  # refusals in a row: the server, not the addresses
_SYSTEM = Actor(ActorKind.SYSTEM)


def inform_by_email(seconds: float = SECONDS) -> int:
    """Send the first information to those whom an e-mail reaches; return how many were told.

    A transaction each, and the message leaves before it commits: a cut may write twice to one
    person (the second code counts), and forgets nobody. Several workers share the queue. Raises
    ``NotSent`` when the mail server takes nothing more: everybody waits.
    """
    done, after, end, refused = 0, 0, time.monotonic() + seconds, list[int]()
    while time.monotonic() < end and (person_id := _next_by_email(after)):
        after = person_id
        try:
            done += _inform(person_id)
        except NotSent:
            refused.append(person_id)
            if len(refused) == DOWN:
                raise
        else:
            _give_up(refused)
    return done


def _give_up(refused: list[int]) -> None:
    """The server works, and did not want these: they get a letter."""
    if refused:
        Contact.objects.filter(person_id__in=refused).update(inform_by="letter")
        refused.clear()


def _next_by_email(after: int) -> int | None:
    waiting = Contact.objects.filter(inform_by="email", person_id__gt=after).order_by("person_id")
    return waiting.values_list("person_id", flat=True).first()


def _inform(person_id: int) -> bool:
    with transaction.atomic():
        mine = Contact.objects.filter(person_id=person_id, inform_by="email")
        if not mine.select_for_update(skip_locked=True).exists():
            return False  # another worker's
        to = addressee(person_id, first=True)
        if record_queries.state(person_id) != "not_created":
            _move(person_id, "")  # activated or opposed meanwhile, by another way
        elif to.contact.email and _taken(to):
            _informed(person_id, "email")
            return True
        else:
            _move(person_id, "letter")
    return False


def _taken(to: Addressee) -> bool:
    try:
        return _mail(to, codes.make())
    except mail.Undeliverable:
        mailboxes.refuse(to.contact.person_id, to.contact.email)
        return False


def send(person_id: int, code: str = "") -> None:
    """Send the first information of one person now, by e-mail or a letter of its own.

    ``code`` imposes the code (demonstration). Raises ``NotSent``.
    """
    code = codes.normalise(code) if code else codes.make()
    to = addressee(person_id, first=True)
    with transaction.atomic():
        channel = "email" if to.contact.email and _mail(to, code) else _write(to, code)
        _informed(person_id, channel)


def renew_code(person_id: int, channel: str = "") -> str:
    """Send a new code by letter, email or sms, the former one dies; return the channel.

    Only what the insurer knows is used; without a channel it goes as the first one did, or by
    letter once the address is refused. A letter leaves with the next batch. Raises
    ``NoChannel``, ``notify.sms.NotSent``.
    """
    to = addressee(person_id, first=False)
    channel = channel or ("email" if mailboxes.alive(to.contact.email) else "letter")
    with mailboxes.watched(to.contact.person_id, to.contact.email), transaction.atomic():
        if channel == "letter" and to.by_letter:
            provisional.kill(person_id)
            _wait_for_letter(person_id)
            return channel
        _send_now(to, channel)
        record(EventKind.CODE_SENT, person_id, _SYSTEM, detail={"channel": channel})
    return channel


def write_renewed(limit: int = 20) -> int:
    """Write each new code that waits as a letter of its own; return how many.

    For a house without a printer (the demonstration): ``carnet letters`` makes files of hundreds.
    """
    asked = Contact.objects.filter(inform_by="renew").order_by("person_id")
    return sum(map(_write_renewed, asked.values_list("person_id", flat=True)[:limit]))


def _write_renewed(person_id: int) -> bool:
    with transaction.atomic():
        mine = Contact.objects.filter(person_id=person_id, inform_by="renew")
        if not mine.select_for_update(skip_locked=True).exists():
            return False
        to = addressee(person_id, first=False)
        _move(person_id, "" if to.by_letter else "none")
        if to.by_letter:
            detail = {"channel": _write(to, codes.make())}
            record(EventKind.CODE_SENT, person_id, _SYSTEM, detail=detail)
        return to.by_letter


def _send_now(to: Addressee, channel: str) -> None:
    code = codes.make()
    if channel == "email" and to.contact.email:
        _mail(to, code)
    elif channel == "sms" and to.contact.mobile:
        text = mail.render("accounts/new_code_sms.txt", code=codes.show(code))
        sms.carrier().send(to.contact.mobile, text)
        provisional.keep({to.person_id: codes.protect(code)}, channel)
    else:
        raise NoChannel


def _mail(to: Addressee, code: str) -> bool:
    letter = to.letter
    template = "accounts/information.txt" if letter.first else "accounts/new_code.txt"
    context = {
        "child": letter.child,
        "code": codes.show(code),
        "until": letter.until,
        "of_age": letter.of_age,
    }
    mail.send(to.contact.email, template, **context)
    provisional.keep({to.person_id: codes.protect(code)}, "email")
    return True


def _write(to: Addressee, code: str) -> str:
    provisional.keep({to.person_id: codes.protect(code)}, "letter")
    letters.write(to.person_id, replace(to.letter, code=codes.show(code)))
    return "letter"


def _informed(person_id: int, channel: str) -> None:
    Contact.objects.filter(person_id=person_id).update(informed_at=clock.now(), inform_by="")
    record(EventKind.INFORMED, person_id, _SYSTEM, detail={"channel": channel})


def _wait_for_letter(person_id: int) -> None:
    """Who waits for their first letter gets a code with it anyway."""
    contact, _new = Contact.objects.get_or_create(person_id=person_id)
    if contact.inform_by != "letter":
        _move(person_id, "renew")


def _move(person_id: int, queue: str) -> None:
    Contact.objects.filter(person_id=person_id).update(inform_by=queue)
