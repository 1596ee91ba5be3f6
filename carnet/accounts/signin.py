"""Signing in: identifier and password, then a one-time code."""

from __future__ import annotations

import enum

from django.contrib.auth.hashers import check_password, make_password

from carnet.access.facts import Actor, ActorKind
from carnet.accounts import attempts, mailboxes, one_time
from carnet.accounts.models import Account
from carnet.accounts.problems import Locked, WrongProof
from carnet.journal.events import NOBODY, EventKind, record
from carnet.notify import sms

PURPOSE = "signin"


class Means(enum.StrEnum):
    """What proved, this time, that the person is who they say."""

    PASSWORD = "password"  # noqa: S105 - and a one-time code
    PASSKEY = "passkey"
    FEDERATION = "federation"
    ACTIVATION = "activation"


def verify(identifier: str, password: str, address: str) -> int:
    """Return the account that this pair opens; ``address`` is the network address of the try.

    Raises ``WrongProof``, ``Slowed``, ``Locked``, the same for an unknown identifier.
    """
    name = identifier.strip().lower()
    account = Account.objects.filter(identifier=name, is_active=True).first()
    try:
        with attempts.guard(("identifier", name), ("address", address)):
            _match(account, password)
    except (WrongProof, Locked) as problem:
        locked = isinstance(problem, Locked)
        kind = EventKind.SIGN_IN_LOCKED if locked else EventKind.SIGN_IN_FAILED
        _tell(kind, account, proven=False)
        raise
    assert account is not None  # noqa: S101 - _match refused it
    return int(account.pk)


def _match(account: Account | None, password: str) -> None:
    """As slow for an unknown account, so that time tells nothing."""
    if account is None:
        make_password(password)
        raise WrongProof
    if not check_password(password, account.password):
        raise WrongProof


def ways(account_id: int) -> dict[str, str]:
    """Where the one-time code may go, half hidden: ``email``, ``sms``; the usual one first."""
    return {way: half_hidden(to) for way, to in _confirmed(account_id).items()}


def send_code(account_id: int, way: str = "") -> str:
    """Send the one-time code of the second step by this way, else the usual one; return it.

    Raises ``Slowed``, ``Locked``, ``notify.sms.NotSent``.
    """
    known, account = _confirmed(account_id), Account.objects.get(pk=account_id)
    chosen = way if way in known else next(iter(known))
    with mailboxes.watched(account.person_id, known[chosen]):
        one_time.send(PURPOSE, str(account_id), known[chosen])
    _tell(EventKind.ONE_TIME_CODE_SENT, account, proven=False)
    return chosen


def _confirmed(account_id: int) -> dict[str, str]:
    """An address that is refused for good is tried again when there is nothing else."""
    account = Account.objects.get(pk=account_id)
    email, mobile = mailboxes.alive(account.email), account.mobile if sms.available() else ""
    known = {"email": email, "sms": mobile} if email or mobile else {"email": account.email}
    return {way: to for way, to in known.items() if to} or {"sms": account.mobile}


def half_hidden(address: str) -> str:
    """Enough of an address to recognise one's own."""
    if "@" in address:
        name, _, domain = address.partition("@")
        return f"{name[:1]}…@{domain}"
    return f"… {address[-2:]}"


def confirm(account_id: int, typed: str) -> Account:
    """Check the one-time code, return the account to open the session of (``opened``).

    Raises ``WrongProof``, ``Slowed``, ``Locked``.
    """
    account = Account.objects.get(pk=account_id, is_active=True)
    try:
        mailboxes.answered(account.person_id, one_time.check(PURPOSE, str(account_id), typed))
    except WrongProof:
        _tell(EventKind.ONE_TIME_CODE_REFUSED, account, proven=False)
        raise
    return account


def opened(account: Account, means: Means) -> None:
    """Journal that a session of this account was opened, and by what means."""
    holder = account.person_id
    actor = Actor(ActorKind.PERSON, actor_id=holder)
    record(EventKind.SIGNED_IN, holder, actor, detail={"means": means})


def speaks(account_id: int, language: str) -> None:
    """Remember the language that the person reads: that of the messages to come."""
    Account.objects.filter(pk=account_id).exclude(language=language).update(language=language)


def left(account_id: int) -> None:
    """Journal that the person signed out."""
    _tell(EventKind.SIGNED_OUT, Account.objects.filter(pk=account_id).first())


def _tell(kind: EventKind, account: Account | None, *, proven: bool = True) -> None:
    """Journal in the record of the holder, or of nobody: an unknown identifier costs as much."""
    holder = account.person_id if account else NOBODY
    record(kind, holder, Actor(ActorKind.PERSON, actor_id=holder if proven else NOBODY))
