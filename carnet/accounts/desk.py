"""What the desk may ask of how a person is reached and signs in, and no more.

Facts that prove are compared here and never leave; contacts leave half hidden.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from carnet.accounts import attempts, channels, devices, fields, sessions
from carnet.accounts.attempts import Subject
from carnet.accounts.models import Account, Contact, ProvisionalCode
from carnet.accounts.problems import Locked, Slowed
from carnet.accounts.signin import PURPOSE, half_hidden
from carnet.base import clock, outbox
from carnet.identity import people
from carnet.notify import sms

_LETTERS, _DIGITS = 3, 4  # of an address, of a mobile: what a person says on the phone


@dataclass(frozen=True, slots=True)
class Code:
    """The provisional code: when it left, how, and whether it still serves."""

    sent_at: datetime
    channel: str
    expires_at: datetime
    used: bool

    @property
    def expired(self) -> bool:
        """Whether its validity is over."""
        return self.expires_at <= clock.now()


@dataclass(frozen=True, slots=True)
class Standing:
    """What an agent may know of the way into a record; contacts are half hidden."""

    informed_at: datetime | None
    code: Code | None
    account_since: datetime | None
    ways: list[channels.Channel]
    account_contacts: list[str]
    locked: bool  # too many wrong tries, at the moment


@dataclass(frozen=True, slots=True)
class AccountData:
    """What a person may show to solve their question: their account, in clear, nothing medical."""

    identifier: str
    email: str
    mobile: str
    since: datetime
    devices: int
    sessions: int


def standing(person_id: int) -> Standing:
    """Where this person stands between the letter and the sign-in."""
    contact = Contact.objects.filter(person_id=person_id).first()
    kept = ProvisionalCode.objects.filter(person_id=person_id).first()
    account = Account.objects.filter(person_id=person_id, is_active=True).first()
    return Standing(
        contact.informed_at if contact else None,
        _code(kept) if kept else None,
        account.created_at if account else None,
        channels.known(person_id),
        [half_hidden(one) for one in (account.email, account.mobile) if one] if account else [],
        _locked(person_id, account),
    )


def account_data(person_id: int) -> AccountData | None:
    """The account in clear, for an agent to whom its holder showed it; None without account."""
    account = Account.objects.filter(person_id=person_id, is_active=True).first()
    if account is None:
        return None
    return AccountData(
        account.identifier, account.email, account.mobile, account.created_at,
        len(devices.listed(account.pk, "")),
        sessions.alive().filter(account_id=account.pk).count(),
    )  # fmt: skip


def lives_in(person_id: int, postal_code: str) -> bool:
    """Whether the insurer writes to this person there."""
    known = _contact(person_id).postal_code
    return bool(known) and known == fields.compact(postal_code)


def begins(person_id: int, typed: str) -> bool:
    """Whether an e-mail address of this person begins by these three letters."""
    wanted = typed.strip().casefold()
    found = [_contact(person_id).email, *_accounts(person_id, "email")]
    return len(wanted) == _LETTERS and any(one.casefold().startswith(wanted) for one in found)


def ends(person_id: int, typed: str) -> bool:
    """Whether a mobile of this person ends by these four digits."""
    wanted = fields.compact(typed)
    found = [_contact(person_id).mobile, *_accounts(person_id, "mobile")]
    return len(wanted) == _DIGITS and any(one.endswith(wanted) for one in found if one)


def has(person_id: int, what: str) -> bool:
    """Whether the house knows a ``postal_code``, an ``email`` or a ``mobile`` of this person."""
    if getattr(_contact(person_id), what):
        return True
    return what != "postal_code" and any(_accounts(person_id, what))


def unlock(person_id: int) -> None:
    """Forget the wrong tries on this person's code, card and sign-in."""
    account = Account.objects.filter(person_id=person_id).first()
    for kind, value in _subjects(person_id, account):
        attempts.succeeded(kind, value)


def remind(person_id: int, channel: str) -> None:
    """Send the identifier to a confirmed contact (email or sms), as the person may ask alone.

    Raises ``Slowed``, ``Locked`` when asked too often.
    """
    with transaction.atomic():
        attempts.spend(("recovery", str(person_id)))
        outbox.put(person_id, "identifier.reminded", channel=channel)


def channels_of_account(person_id: int) -> list[str]:
    """The ways to remind an identifier: email, sms."""
    ways = [("email", "email"), ("mobile", "sms")]
    found = [way for field, way in ways if any(_accounts(person_id, field))]
    return [way for way in found if way == "email" or sms.available()]


def _code(kept: ProvisionalCode) -> Code:
    return Code(kept.sent_at, kept.channel, kept.expires_at, kept.used_at is not None)


def _contact(person_id: int) -> Contact:
    return Contact.objects.filter(person_id=person_id).first() or Contact()


def _accounts(person_id: int, field: str) -> list[str]:
    found = Account.objects.filter(person_id=person_id, is_active=True)
    return list(found.values_list(field, flat=True))


def _locked(person_id: int, account: Account | None) -> bool:
    for kind, value in _subjects(person_id, account):
        try:
            attempts.check(kind, value)
        except Locked:
            return True
        except Slowed:
            continue
    return False


def _subjects(person_id: int, account: Account | None) -> list[Subject]:
    """Everything about this person that wrong tries lock."""
    _oid, matricule = people.matricule(person_id)
    found = [("matricule", matricule), ("card", matricule), ("renewal", str(person_id))]
    if account is not None:
        key = f"{PURPOSE}:{account.pk}"
        found += [("identifier", account.identifier), ("one_time_code", key), ("message", key)]
    return found
