"""Devices that take push messages: added, listed, told, forgotten once their service knows none."""

from __future__ import annotations

import json
import time
import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db import transaction

from carnet.access.facts import Actor, ActorKind
from carnet.base import clock, ids, outbox
from carnet.base.database import execute, row, rows
from carnet.journal.events import EventKind, record
from carnet.notify import push_service, web_push
from carnet.notify.sms import NotSent
from carnet.notify.web_push import Receiver

WITHIN = 24 * 3600  # seconds that a service keeps a message for a device that is off
_PROOF = 12 * 3600  # seconds that the house's signature lasts; at most a day (RFC 8292, 2)
_GONE = (404, 410)  # RFC 8030, 7.3
_INSERT = """
INSERT INTO notify_push (person_id, push_id, endpoint, public_key, auth, device_id, name, added_at)
VALUES (%s, %s, %s, %s, %s, %s, %s, %s)
ON CONFLICT (person_id, push_id) DO UPDATE SET public_key = excluded.public_key,
  auth = excluded.auth, device_id = excluded.device_id, name = excluded.name
RETURNING xmax = 0
"""
_OLDEST = """
SELECT push_id FROM notify_push WHERE person_id = %s ORDER BY added_at DESC OFFSET %s
"""


class PushRefused(Exception):
    """What a browser sent is no subscription to a push service that the house writes to."""


@dataclass(frozen=True, slots=True)
class Listed:
    """One device of the list."""

    push_id: uuid.UUID
    device_id: int | None
    name: str
    added_at: datetime


def add(
    person_id: int, endpoint: str, receiver: Receiver, *, device_id: int | None, name: str
) -> None:
    """Tell this person on this browser from now on; again is once. Raises PushRefused."""
    if not push_service.service().accepts(endpoint):
        raise PushRefused
    push_id = uuid.UUID(bytes=ids.blind("push", f"{person_id}:{endpoint}"))
    kept = [endpoint, receiver.public_key, receiver.auth, device_id, name, clock.now()]
    with transaction.atomic():
        if row(_INSERT, [person_id, push_id, *kept]) == (True,):
            record(EventKind.PUSH_ADDED, person_id, _of(person_id))
        for (oldest,) in rows(_OLDEST, [person_id, settings.PUSH_DEVICES_MAX]):
            remove(person_id, oldest)


def listed(person_id: int) -> list[Listed]:
    """Those of one person, the latest first."""
    found = rows(
        "SELECT push_id, device_id, name, added_at FROM notify_push WHERE person_id = %s"
        " ORDER BY added_at DESC, push_id",
        [person_id],
    )
    return [Listed(*line) for line in found]


def of_each(people: Iterable[int]) -> dict[int, list[uuid.UUID]]:
    """The devices to tell, of those of these people who have some."""
    found: dict[int, list[uuid.UUID]] = {}
    asked = [sorted(set(people))]
    for person_id, push_id in rows(
        "SELECT person_id, push_id FROM notify_push WHERE person_id = ANY(%s)", asked
    ):
        found.setdefault(person_id, []).append(push_id)
    return found


def remove(person_id: int, push_id: uuid.UUID, *, by: Actor | None = None) -> bool:
    """Tell this device no more; False when it was not there. ``by`` the person unless named."""
    with transaction.atomic():
        gone = execute(
            "DELETE FROM notify_push WHERE person_id = %s AND push_id = %s", [person_id, push_id]
        )
        if gone:
            record(EventKind.PUSH_REMOVED, person_id, by or _of(person_id))
    return bool(gone)


def forget_device(person_id: int, device_id: int) -> None:
    """The person dissociated a device: it is told no more."""
    for one in listed(person_id):
        if one.device_id == device_id:
            remove(person_id, one.push_id)


@outbox.sender("notice.push")
def send(person_id: int, push_id: str, text: str, language: str) -> None:
    """Tell one device that there is news, and nothing else. Raises NotSent, to be tried again."""
    found = row(
        "SELECT endpoint, public_key, auth FROM notify_push WHERE person_id = %s AND push_id = %s",
        [person_id, push_id],
    )
    if found is None:
        return  # removed meanwhile
    endpoint, public_key, auth = found
    words = {"title": settings.SERVICE_NAME, "text": text, "lang": language}
    body = web_push.encrypt(json.dumps(words).encode(), Receiver(bytes(public_key), bytes(auth)))
    status = push_service.service().post(endpoint, _headers(endpoint), body)
    if status in _GONE:
        remove(person_id, uuid.UUID(push_id), by=Actor(ActorKind.SYSTEM))
    elif status // 100 != 2:  # noqa: PLR2004 - a class of statuses
        raise NotSent(f"the push service answered {status}")


def _headers(endpoint: str) -> dict[str, str]:
    """``Topic``: one that waits gives its place to the next, a device that wakes is told once."""
    signed = web_push.authorization(endpoint, settings.PUSH_CONTACT, int(time.time()) + _PROOF)
    return {
        "Authorization": signed, "Content-Encoding": "aes128gcm",
        "Content-Type": "application/octet-stream", "TTL": str(WITHIN), "Topic": "nouveau",
        "Urgency": "normal",
    }  # fmt: skip


def _of(person_id: int) -> Actor:
    return Actor(ActorKind.PERSON, actor_id=person_id)
