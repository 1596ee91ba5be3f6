"""Passkeys of an account: several, named, revocable; one of them alone opens a session."""

from __future__ import annotations

from typing import NoReturn

from django.db import IntegrityError, transaction

from carnet.access.facts import Actor, ActorKind
from carnet.accounts import attempts, ceremony, keyring, ways
from carnet.accounts.ceremony import Asked
from carnet.accounts.keyring import MOST, PasskeyLine
from carnet.accounts.models import Account, Passkey
from carnet.accounts.problems import LastWay, PasskeyRefused
from carnet.accounts.ways import Way
from carnet.base import ids
from carnet.journal.events import NOBODY, EventKind, record


def listed(account_id: int) -> list[PasskeyLine]:
    """The passkeys of this account, the newest first."""
    found = Passkey.objects.filter(account_id=account_id).order_by("-created_at")
    return [keyring.line(one) for one in found]


def ask_new(account_id: int) -> Asked:
    """What a browser needs to make a passkey for this account."""
    account = Account.objects.get(pk=account_id)
    known = Passkey.objects.filter(account=account).values_list("credential_id", flat=True)
    return ceremony.creation(_handle(account_id), account.identifier, map(bytes, known))


def add(account_id: int, answer: str, challenge: bytes, name: str) -> None:
    """Keep the passkey that a browser just made. Raises ``PasskeyRefused``."""
    passkey = Passkey(account_id=account_id, **keyring.made(answer, challenge, name))
    if Passkey.objects.filter(account_id=account_id).count() >= MOST:
        raise PasskeyRefused("many")
    try:
        with transaction.atomic():
            passkey.save(force_insert=True)
            _journal(EventKind.PASSKEY_ADDED, passkey)
    except IntegrityError:
        raise PasskeyRefused("known") from None


def remove(account_id: int, key: str) -> bool:
    """Revoke a passkey; False when the account has none of this key.

    Raises ``LastWay`` when nothing else opens the account.
    """
    with transaction.atomic():
        mine = Passkey.objects.select_related("account").filter(account_id=account_id)
        passkey = next((one for one in mine if bytes(one.credential_id).hex() == key), None)
        if passkey is None:
            return False
        if not ways.spares(passkey.account, Way.PASSKEY):
            raise LastWay
        _journal(EventKind.PASSKEY_REMOVED, passkey)
        passkey.delete()
        return True


def recognise(answer: str, challenge: bytes, address: str) -> Account:
    """Return the account whose passkey answered; ``address`` is the network address of the try.

    Raises ``PasskeyRefused``, ``Slowed``, ``Locked``.
    """
    with attempts.guard(("address", address)):
        credential_id, handle = ceremony.named(answer)
        known = Passkey.objects.select_related("account").filter(account__is_active=True)
        passkey = known.filter(credential_id=credential_id).first()
        if passkey is None or handle != _handle(passkey.account_id):
            _refuse(passkey, "unknown")
        try:
            keyring.check(Passkey.objects.all(), passkey, answer, challenge)
        except PasskeyRefused as problem:
            _refuse(passkey, problem.reason)
        return passkey.account


def _refuse(passkey: Passkey | None, reason: str) -> NoReturn:
    """Journal in the record of the passkey's holder, if there is one, by nobody."""
    holder = passkey.account.person_id if passkey else NOBODY
    actor = Actor(ActorKind.PERSON, actor_id=NOBODY)
    record(EventKind.PASSKEY_REFUSED, holder, actor, detail={"reason": reason})
    raise PasskeyRefused(reason)


def _handle(account_id: int) -> bytes:
    """What stands for the account inside the authenticator: it tells nothing."""
    return ids.blind("passkey", str(account_id))


def _journal(kind: EventKind, passkey: Passkey) -> None:
    holder = passkey.account.person_id
    record(kind, holder, Actor(ActorKind.PERSON, actor_id=holder))
