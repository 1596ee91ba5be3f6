"""Browsers that signed in: known again by a random cookie, listed, told when new, dissociated."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db import transaction

from carnet.access.facts import Actor, ActorKind
from carnet.accounts import browsers, notices, sessions
from carnet.accounts.models import Account, Device, OpenSession
from carnet.base import clock, ids
from carnet.journal.events import EventKind, record
from carnet.notify import pushes


@dataclass(frozen=True, slots=True)
class Place:
    """One line of the list: a known device, or the session of a shared computer."""

    device_id: int | None
    session_id: int | None  # None: no session is open there
    name: str
    first_seen_at: datetime
    last_seen_at: datetime
    here: bool


def arrive(
    account: Account, key: str, *, token: str, user_agent: str, shared: bool, told: bool = True
) -> str:
    """Note that the session ``key`` opened in a browser; return the cookie that it keeps.

    ``token`` is the cookie it came with. A ``shared`` computer is remembered nowhere: "". The
    holder is ``told`` of a device that was not known: a shared one is not, each time.
    """
    name = browsers.name_of(user_agent)
    with transaction.atomic():
        device = _known(account, token)
        if shared:
            sessions.register(account.pk, key, name, None)
            if told and device is None:  # whoever would hide says that it is shared
                notices.device_seen(account, name, clock.now())
            return ""
        if device is None:
            token = secrets.token_urlsafe()
            device = _add(account, token, name, told=told)
        Device.objects.filter(pk=device.pk).update(last_seen_at=clock.now(), name=name)
        sessions.register(account.pk, key, name, device)
        return token


def _known(account: Account, token: str) -> Device | None:
    if not token:
        return None
    return Device.objects.filter(account=account, token_hash=_hash(account, token)).first()


def _hash(account: Account, token: str) -> bytes:
    """Of the account too: two people of one browser are not linked to each other."""
    return ids.blind("device", f"{account.pk}:{token}")


def _add(account: Account, token: str, name: str, *, told: bool) -> Device:
    now = clock.now()
    device = Device.objects.create(
        account=account, token_hash=_hash(account, token), name=name,
        first_seen_at=now, last_seen_at=now,
    )  # fmt: skip
    _journal(EventKind.DEVICE_NEW, account)
    if told:
        notices.device_seen(account, name, now)
    return device


def listed(account_id: int, key: str) -> list[Place]:
    """Where this account is known, the latest first; ``key`` is the session that asks."""
    open_ = list(sessions.alive().filter(account_id=account_id))
    of_device = {one.device_id: one for one in open_ if one.device_id}
    places = [
        _place(device, of_device.get(device.pk), key)
        for device in Device.objects.filter(account_id=account_id)
    ]
    places += [
        Place(None, one.pk, one.name, one.opened_at, one.last_seen_at, one.session_key == key)
        for one in open_
        if one.device_id is None
    ]
    return sorted(places, key=lambda place: (place.here, place.last_seen_at), reverse=True)


def _place(device: Device, session: OpenSession | None, key: str) -> Place:
    return Place(
        device.pk, session.pk if session else None, device.name,
        device.first_seen_at, device.last_seen_at,
        here=bool(session and session.session_key == key),
    )  # fmt: skip


def dissociate(account_id: int, device_id: int) -> bool:
    """Forget a device and end its session; False when the account has none of this number."""
    with transaction.atomic():
        device = Device.objects.filter(account_id=account_id, pk=device_id).first()
        if device is None:
            return False
        sessions.end_all(account_id, OpenSession.objects.filter(device=device))
        _revoke(device)
        return True


def share(account_id: int, key: str) -> None:
    """The session ``key`` turns out to be on a computer that others use: forget the device."""
    with transaction.atomic():
        session = OpenSession.objects.filter(account_id=account_id, session_key=key).first()
        if session is None or session.device is None:
            return
        device, session.device = session.device, None
        session.save(update_fields=["device"])
        _revoke(device)


def forget() -> None:
    """Forget the sessions that time has ended, and the devices whose cookie is over."""
    sessions.forget()
    old = Device.objects.filter(last_seen_at__lt=clock.now() - settings.DEVICE_REMEMBERED)
    for device in old.select_related("account"):
        pushes.forget_device(device.account.person_id, device.pk)
    old.delete()


def _revoke(device: Device) -> None:
    """Nothing is told there any more."""
    account, number = device.account, device.pk
    device.delete()
    _journal(EventKind.DEVICE_REVOKED, account)
    pushes.forget_device(account.person_id, number)


def _journal(kind: EventKind, account: Account) -> None:
    record(kind, account.person_id, Actor(ActorKind.PERSON, actor_id=account.person_id))
