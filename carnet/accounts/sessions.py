"""Sessions that are open: listed to their holder, who may end any of them."""

from __future__ import annotations

from datetime import timedelta
from importlib import import_module
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet

from carnet.access.facts import Actor, ActorKind
from carnet.accounts.models import Account, Device, OpenSession
from carnet.base import clock
from carnet.journal.events import EventKind, record


def register(account_id: int, key: str, name: str, device: Device | None) -> None:
    """Remember that a session was opened; a browser has one at a time, the former one is over."""
    now = clock.now()
    if device is not None:
        _delete(OpenSession.objects.filter(device=device).exclude(session_key=key))
    OpenSession.objects.create(
        session_key=key, account_id=account_id, device=device, name=name,
        opened_at=now, last_seen_at=now,
    )  # fmt: skip


def touch(key: str) -> None:
    """Note that the session still serves, and so its device."""
    now = clock.now()
    OpenSession.objects.filter(session_key=key).update(last_seen_at=now)
    Device.objects.filter(opensession__session_key=key).update(last_seen_at=now)


def renamed(before: str, after: str) -> None:
    """Follow a session whose key was changed."""
    OpenSession.objects.filter(session_key=before).update(session_key=after)


def closed(key: str) -> None:
    """Forget a session that its own browser ended."""
    OpenSession.objects.filter(session_key=key).delete()


def device_of(key: str) -> int | None:
    """The device that a session is on; None on a computer that others use."""
    return OpenSession.objects.filter(session_key=key).values_list("device_id", flat=True).first()


def alive() -> QuerySet[OpenSession]:
    """Those that served a short while ago."""
    longest = timedelta(seconds=settings.SESSION_COOKIE_AGE)
    return OpenSession.objects.filter(last_seen_at__gt=clock.now() - longest)


def end(account_id: int, session_id: int) -> bool:
    """End one session of this account; False when it has none of this number."""
    return bool(end_all(account_id, OpenSession.objects.filter(pk=session_id)))


def end_others(account_id: int, key: str) -> int:
    """End every session of this account but the one of this key; return how many ended."""
    return end_all(account_id, OpenSession.objects.exclude(session_key=key))


def end_all(account_id: int, among: QuerySet[OpenSession] | None = None) -> int:
    """End the sessions of this account (``among`` these): each is dead at its next request."""
    with transaction.atomic():
        some = OpenSession.objects.all() if among is None else among
        ended = _delete(some.filter(account_id=account_id))
        if ended:
            holder = Account.objects.get(pk=account_id).person_id
            actor = Actor(ActorKind.PERSON, actor_id=holder)
            record(EventKind.SESSION_ENDED, holder, actor, detail={"sessions": ended})
    return ended


def forget() -> None:
    """Forget the sessions that time has ended, listed or not."""
    longest = timedelta(seconds=settings.SESSION_COOKIE_AGE)
    OpenSession.objects.filter(last_seen_at__lte=clock.now() - longest).delete()
    _store().clear_expired()


def _delete(those: QuerySet[OpenSession]) -> int:
    keys = list(those.values_list("session_key", flat=True))
    for key in keys:
        _store()(key).delete()
    OpenSession.objects.filter(session_key__in=keys).delete()
    return len(keys)


def _store() -> Any:
    return import_module(settings.SESSION_ENGINE).SessionStore
