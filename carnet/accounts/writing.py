"""Writes to an account that there is news, by each message its holder wants; never what."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from carnet.accounts import mailboxes
from carnet.accounts.models import Account
from carnet.base import clock, outbox
from carnet.base.database import rows
from carnet.notify import mail, preferences, pushes, sms, waiting
from carnet.notify.sms import NotSent
from carnet.notify.topics import Channel
from carnet.notify.waiting import Wait

_ACCOUNTS = """
SELECT person_id, id, language FROM accounts_account WHERE person_id = ANY(%s) AND is_active
"""


@dataclass(frozen=True, slots=True)
class Reachable:
    """An account that may be written to, and the devices that take push messages."""

    account_id: int
    language: str
    devices: Sequence[UUID]


def accounts_of(people: Iterable[int]) -> dict[int, Reachable]:
    """The accounts of those of these people who have one: two statements."""
    wanted = sorted(set(people))
    devices = pushes.of_each(wanted)
    return {
        person_id: Reachable(number, language or settings.LANGUAGE_CODE, devices.get(person_id, ()))
        for person_id, number, language in rows(_ACCOUNTS, [wanted])
    }


def pushed(account: Reachable, count: int = 0) -> Iterator[dict[str, Any]]:
    """What ``notice.push`` needs for each device of the account."""
    with override(account.language):
        text = headline(count)
    for push_id in account.devices:
        yield {"push_id": str(push_id), "text": text, "language": account.language}


def headline(count: int = 0) -> str:
    """« Vous avez du nouveau », or how many notices wait, in the language of the moment."""
    if not count:
        return _("Vous avez du nouveau dans votre carnet")
    words = ngettext(
        "%(n)d nouveauté dans votre carnet", "%(n)d nouveautés dans votre carnet", count
    )
    return words % {"n": count}


@outbox.sender("notice.write")
def write(
    person_id: int, account_id: int, by: str = Channel.EMAIL, *, urgent: bool = False,
    count: int = 0,
) -> None:  # fmt: skip
    """Send one message to one account, by another way when this one is closed.

    ``urgent``: whatever the day's number of text messages; ``count``: the daily message.
    """
    account = Account.objects.filter(pk=account_id, is_active=True).first()
    if account is None:
        return
    wanted = preferences.of(account.person_id).texts()
    email = mailboxes.alive(account.email)
    with override(account.language or settings.LANGUAGE_CODE):
        if by == Channel.EMAIL and email:
            _mail(account, email, count)
        elif by == Channel.SMS and account.mobile:
            _text(account, person_id, urgent=urgent, alone=not (email and Channel.EMAIL in wanted))
        elif email and by == Channel.SMS and Channel.EMAIL not in wanted:
            _mail(account, email, count)
        elif account.mobile and by == Channel.EMAIL and Channel.SMS not in wanted:
            _text(account, person_id, urgent=urgent, alone=True)


def _mail(account: Account, email: str, count: int) -> None:
    template = "notify/digest.txt" if count else "notify/news.txt"
    with mailboxes.watched(account.person_id, email):
        mail.send(email, template, headline=headline(count))


def _text(account: Account, person_id: int, *, urgent: bool, alone: bool) -> None:
    """One text message, within those of the day.

    ``alone``: nothing else tells of it, so what does not leave is of the daily message to come.
    """
    reader_id = account.person_id
    taken = not urgent and preferences.take_sms(reader_id)
    if not (urgent or taken):
        if alone:
            waiting.add([Wait(person_id, reader_id, clock.midnight())])
        return
    try:
        sms.carrier().send(account.mobile, mail.render("notify/news_sms.txt"))
    except NotSent:
        if taken:
            preferences.give_back_sms(reader_id)
        raise
