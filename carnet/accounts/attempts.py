"""Slows, then locks, whoever tries codes and passwords in series (docs/adr/0005).

A subject (an identifier, a matricule, a network address, an OAuth client…) is known by a keyed
hash only. Past ``slow_after`` failures each try must wait 2, 4, 8… seconds; at every
``lock_after`` failures the subject is locked, ``LOCK_FIRST`` then twice as long, never more
than ``LOCK_LONGEST``: nobody can lock the true owner out for good. A day without a failure (an
hour for an address) and all is forgotten.

An address counts twice: by itself (an IPv6 one by its /64, which one subscriber has whole), and
by its network, for those who have many.
"""

from __future__ import annotations

import contextlib
import ipaddress
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import ceil

from django.db import transaction

from carnet.accounts import brake
from carnet.accounts.models import Attempt
from carnet.accounts.problems import Locked, Slowed, WrongProof
from carnet.base import clock, ids
from carnet.base.database import execute, rows

LOCK_FIRST = timedelta(minutes=15)
LOCK_LONGEST = timedelta(hours=1)
SLOWEST = timedelta(seconds=32)


@dataclass(frozen=True, slots=True)
class Limits:
    """After how many failures a kind of subject is slowed, then locked; when all is forgotten."""

    slow_after: int
    lock_after: int
    forget_after: timedelta = timedelta(days=1)


# An address is shared by a household, a hospital or a France Services office: it gets more room.
LIMITS = {
    "identifier": Limits(3, 10),
    "matricule": Limits(3, 10),
    "card": Limits(3, 10),
    "one_time_code": Limits(3, 10),
    "message": Limits(2, 10),  # each one-time code sent counts, until one is used
    "renewal": Limits(2, 5),  # each new provisional code counts: the former one dies each time
    "invitation": Limits(3, 10),  # each one sent counts: nobody is invited in series
    "client": Limits(10, 50),
    "address": Limits(50, 200, timedelta(hours=1)),
    "network": Limits(500, 5000, timedelta(hours=1)),
    "organization": Limits(50, 500, timedelta(hours=1)),
    "agent": Limits(3, 10),  # the sign-in of an agent of the desk
    "agent_code": Limits(3, 10),
    "desk_search": Limits(5, 20),  # people that an agent does not find
    "desk_proof": Limits(1, 3),  # proof questions about one person, whichever agent asks
    "desk": Limits(100, 500, timedelta(hours=1)),  # all that the agents of a desk miss
    "help": Limits(3, 10),  # codes of a helped activation, by network address
    "consent_code": Limits(3, 10),  # codes that a professional presents and that do not serve
    "consent_code_place": Limits(30, 100, timedelta(hours=1)),  # all those of a structure
    "recovery": Limits(2, 10),  # each request counts, found or not
}
SHARED = frozenset(
    {"address", "network", "organization", "desk", "consent_code_place"}
)  # one's success is not the others'
_OWN, _NETWORK = {4: 32, 6: 64}, {4: 24, 6: 48}  # bits
PRESSED = Limits(1, 4)  # of what carnet.accounts.brake watches, while it is pressed
Subject = tuple[str, str]  # kind, value
_FORGET = "DELETE FROM accounts_attempt WHERE last_at < %s AND (locked_until < %s) IS NOT FALSE"
# Made or found, and locked, in one statement: an activation does it seven times.
_ROW = """
INSERT INTO accounts_attempt (subject, failures, last_at) VALUES (%s, 0, %s)
ON CONFLICT (subject) DO UPDATE SET subject = excluded.subject
RETURNING failures, last_at, locked_until
"""
_SAVE = (
    "UPDATE accounts_attempt SET failures = %s, last_at = %s, locked_until = %s WHERE subject = %s"
)


def organization(organization_id: int, address: str) -> Subject:
    """The tries on an organisation's agents or software from one network.

    Never the organisation alone: anybody could then slow a hospital from outside.
    """
    return "organization", f"{organization_id} {_network(address, _NETWORK)}"


def check(kind: str, value: str) -> None:
    """Let the subject try now, or raise ``Slowed`` or ``Locked``. Counts nothing."""
    attempt = Attempt.objects.filter(subject=_key(kind, value)).first()
    if attempt is not None:
        _check(attempt, _limits(kind))


def failed(kind: str, value: str) -> None:
    """Count one failure."""
    with transaction.atomic():
        _count(_row(kind, value), _limits(kind))


def succeeded(kind: str, value: str) -> None:
    """Forget the failures of this subject."""
    Attempt.objects.filter(subject=_key(kind, value)).delete()


@contextlib.contextmanager
def guard(*subjects: Subject) -> Iterator[None]:
    """Try something for these subjects: only ``WrongProof`` counts as a failure.

    The try is counted before it is made, under a lock of the row, so that a hundred tries sent
    at once count as a hundred. A success forgets the failures; what is shared keeps those of
    others. Must not run inside a transaction that the failure rolls back.
    """
    spend(*subjects)
    try:
        yield
    except WrongProof:
        for kind, _value in subjects:
            brake.failed(kind)
        raise
    except Exception:
        _forgive(subjects)
        raise
    else:
        _forgive(subjects)


def spend(*subjects: Subject) -> None:
    """Count one try for these subjects, whatever comes of it; ``Slowed`` or ``Locked`` if none."""
    with transaction.atomic():
        attempts = [(_row(kind, value), _limits(kind)) for kind, value in _all(subjects)]
        for attempt, limits in attempts:
            _check(attempt, limits)
        for attempt, limits in attempts:
            _count(attempt, limits)


def forget() -> int:
    """Delete what no longer slows or locks anybody; return how many subjects.

    Whatever is typed as an identifier has its row: they would fill a disk.
    """
    now = clock.now()
    longest = max(limits.forget_after for limits in LIMITS.values())
    return execute(_FORGET, [now - longest, now])


def _forgive(subjects: Iterable[Subject]) -> None:
    for kind, value in _all(subjects):
        if kind in SHARED:
            _uncount(kind, value)
        else:
            succeeded(kind, value)


def _all(subjects: Iterable[Subject]) -> list[Subject]:
    """The subjects with their networks, in one order so that no two tries wait for each other."""
    found = set()
    for kind, value in subjects:
        if kind == "address":
            found.add((kind, _network(value, _OWN)))
            found.add(("network", _network(value, _NETWORK)))
        else:
            found.add((kind, value))
    return sorted(found)


def _network(address: str, bits: dict[int, int]) -> str:
    """So many bits of an address; anything else is its own."""
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return address
    if isinstance(found, ipaddress.IPv6Address) and found.ipv4_mapped:
        found = found.ipv4_mapped
    return str(ipaddress.ip_network((found, bits[found.version]), strict=False))


def _limits(kind: str) -> Limits:
    """Fewer tries for everyone while the whole house is under attack on this channel."""
    return PRESSED if brake.pressed(kind) else LIMITS[kind]


def _key(kind: str, value: str) -> bytes:
    return ids.blind(f"attempt:{kind}", value)


def _row(kind: str, value: str) -> Attempt:
    """The row of this subject, locked so that simultaneous tries are counted one by one."""
    key = _key(kind, value)
    [(failures, last_at, locked_until)] = rows(_ROW, [key, clock.now()], binary=True)
    return Attempt(key, failures, last_at, locked_until)


def _check(attempt: Attempt, limits: Limits) -> None:
    now = clock.now()
    if attempt.locked_until is not None and now < attempt.locked_until:
        raise Locked(attempt.locked_until)
    wait = attempt.last_at + _pause(attempt.failures, limits) - now
    if not _stale(attempt, limits, now) and wait > timedelta():
        raise Slowed(ceil(wait.total_seconds()))


def _count(attempt: Attempt, limits: Limits) -> None:
    now = clock.now()
    attempt.failures = 1 if _stale(attempt, limits, now) else attempt.failures + 1
    attempt.last_at = now
    if attempt.failures % limits.lock_after == 0:
        attempt.locked_until = now + _lock(attempt.failures // limits.lock_after)
    _save(attempt)


def _save(attempt: Attempt) -> None:
    execute(_SAVE, [attempt.failures, attempt.last_at, attempt.locked_until, attempt.subject])


def _uncount(kind: str, value: str) -> None:
    with transaction.atomic():
        attempt = _row(kind, value)
        attempt.failures = max(0, attempt.failures - 1)
        attempt.locked_until = None
        _save(attempt)


def _stale(attempt: Attempt, limits: Limits, now: datetime) -> bool:
    return now - attempt.last_at > limits.forget_after


def _pause(failures: int, limits: Limits) -> timedelta:
    """How long after its last failure a subject waits: nothing, then 2, 4, 8… seconds."""
    beyond = failures - limits.slow_after
    return min(SLOWEST, timedelta(seconds=2 ** min(beyond, 10))) if beyond > 0 else timedelta()


def _lock(times: int) -> timedelta:
    """How long the ``times``-th lock lasts."""
    return min(LOCK_LONGEST, LOCK_FIRST * (1 << min(times - 1, 10)))
