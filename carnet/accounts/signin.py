"""Signing in: identifier and password, then a one-time code."""

from __future__ import annotations

import enum

from django.contrib.auth.hashers import check_password, make_password

from carnet.access.facts import Actor, ActorKind
from carnet.accounts import attempts, one_time
from carnet.accounts.models import Account
from carnet.accounts.problems import Locked, WrongProof
from carnet.journal.events import NOBODY, EventKind, record

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


def send_code(account_id: int) -> str:
    """Send the one-time code of the second step; return where, half hidden (``n…@example.org``).

    Raises ``Slowed``, ``Locked``, ``notify.sms.NotSent``.
    """
    account = Account.objects.get(pk=account_id)
    address = account.email or account.mobile
    one_time.send(PURPOSE, str(account_id), address)
    _tell(EventKind.ONE_TIME_CODE_SENT, account, proven=False)
    return half_hidden(address)


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
        one_time.check(PURPOSE, str(account_id), typed)
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
