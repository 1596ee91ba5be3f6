"""Passkeys of an account: several, named, revocable; one of them alone opens a session."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from typing import NoReturn

from django.db import IntegrityError, transaction
from django.db.models import Q

from carnet.access.facts import Actor, ActorKind
from carnet.accounts import attempts, ceremony, ways
from carnet.accounts.ceremony import Asked
from carnet.accounts.models import Account, Passkey
from carnet.accounts.problems import LastWay, PasskeyRefused
from carnet.accounts.ways import Way
from carnet.base import clock, ids
from carnet.journal.events import NOBODY, EventKind, record

MOST = 20  # of one account
_NAME = 60


@dataclass(frozen=True, slots=True)
class PasskeyLine:
    """One line of the list; ``key`` names it in the forms of its holder."""

    key: str
    name: str
    created_at: datetime
    last_used_at: datetime | None
    synchronised: bool  # kept by the maker of the phone too


def listed(account_id: int) -> list[PasskeyLine]:
    """The passkeys of this account, the newest first."""
    found = Passkey.objects.filter(account_id=account_id).order_by("-created_at")
    return [
        PasskeyLine(
            bytes(one.credential_id).hex(), one.name, one.created_at, one.last_used_at,
            one.backed_up,
        )
        for one in found
    ]  # fmt: skip


def ask_new(account_id: int) -> Asked:
    """What a browser needs to make a passkey for this account."""
    account = Account.objects.get(pk=account_id)
    known = Passkey.objects.filter(account=account).values_list("credential_id", flat=True)
    return ceremony.creation(_handle(account_id), account.identifier, map(bytes, known))


def add(account_id: int, answer: str, challenge: bytes, name: str) -> None:
    """Keep the passkey that a browser just made. Raises ``PasskeyRefused``."""
    found = ceremony.created(answer, challenge)
    if Passkey.objects.filter(account_id=account_id).count() >= MOST:
        raise PasskeyRefused("many")
    passkey = Passkey(
        credential_id=found.credential_id,
        account_id=account_id,
        public_key=found.credential_public_key,
        sign_count=found.sign_count,
        name=name[:_NAME],
        transports=_transports(answer),
        backed_up=found.credential_backed_up,
        created_at=clock.now(),
    )
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
        _check(passkey, answer, challenge)
        return passkey.account


def _check(passkey: Passkey, answer: str, challenge: bytes) -> None:
    try:
        found = ceremony.asserted(answer, challenge, bytes(passkey.public_key))
    except PasskeyRefused as problem:
        _refuse(passkey, problem.reason)
    # A counter that goes back tells of a copy. Synchronised passkeys count nothing: always 0.
    onward = Q(sign_count__lt=found.new_sign_count)
    if not found.new_sign_count:
        onward = Q(sign_count=0)
    used = Passkey.objects.filter(onward, pk=passkey.pk).update(
        sign_count=found.new_sign_count,
        backed_up=found.credential_backed_up,
        last_used_at=clock.now(),
    )
    if not used:
        _refuse(passkey, "counter")


def _refuse(passkey: Passkey | None, reason: str) -> NoReturn:
    """Journal in the record of the passkey's holder, if there is one, by nobody."""
    holder = passkey.account.person_id if passkey else NOBODY
    actor = Actor(ActorKind.PERSON, actor_id=NOBODY)
    record(EventKind.PASSKEY_REFUSED, holder, actor, detail={"reason": reason})
    raise PasskeyRefused(reason)


def _handle(account_id: int) -> bytes:
    """What stands for the account inside the authenticator: it tells nothing."""
    return ids.blind("passkey", str(account_id))


def _transports(answer: str) -> list[str]:
    """How the authenticator says that it is reached, as far as it can be believed."""
    said = json.loads(answer).get("response", {}).get("transports", [])
    return [str(one)[:20] for one in said[:8]] if isinstance(said, list) else []


def _journal(kind: EventKind, passkey: Passkey) -> None:
    holder = passkey.account.person_id
    record(kind, holder, Actor(ActorKind.PERSON, actor_id=holder))
