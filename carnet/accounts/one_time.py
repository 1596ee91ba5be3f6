"""Six-digit codes sent to confirm a contact or a sign-in; the newest one counts."""

from __future__ import annotations

import hmac
import re
import secrets
from datetime import timedelta

from django.conf import settings
from django.db.models import F

from carnet.accounts import attempts
from carnet.accounts.models import OneTimeCode
from carnet.accounts.problems import WrongProof
from carnet.base import clock
from carnet.base.secrets import secret
from carnet.notify import mail, sms

DIGITS = 6
TRIES = 5  # for one code; the subject as a whole is slowed and locked by attempts


def send(purpose: str, subject: str, address: str) -> None:
    """Send a new code to an e-mail address or a mobile; the former one dies.

    Raises ``Slowed`` or ``Locked`` when asked too often, ``notify.sms.NotSent``.
    """
    key = f"{purpose}:{subject}"
    attempts.check("message", key)
    attempts.failed("message", key)
    code = f"{secrets.randbelow(10**DIGITS):0{DIGITS}}"
    OneTimeCode.objects.update_or_create(
        key=key,
        defaults={
            "code_hash": _keyed(key, code),
            "sent_to": address,
            "expires_at": clock.now() + settings.ONE_TIME_CODE_VALIDITY,
            "failures": 0,
        },
    )
    _deliver(address, f"{code[:3]} {code[3:]}", settings.ONE_TIME_CODE_VALIDITY)


def check(purpose: str, subject: str, typed: str) -> str:
    """Return the address that the right code confirms; the code then dies.

    Raises ``WrongProof`` (wrong, expired or none), ``Slowed``, ``Locked``.
    """
    key = f"{purpose}:{subject}"
    with attempts.guard(("one_time_code", key)):
        address = _take(key, re.sub(r"\D", "", typed))
    attempts.succeeded("message", key)
    return address


def forget() -> int:
    """Delete the codes whose time is over, with the address that each went to; return how many."""
    gone, _tables = OneTimeCode.objects.filter(expires_at__lte=clock.now()).delete()
    return gone


def _take(key: str, digits: str) -> str:
    alive = OneTimeCode.objects.filter(
        key=key, expires_at__gt=clock.now(), failures__lt=TRIES
    ).first()
    if alive is None or not hmac.compare_digest(_keyed(key, digits), alive.code_hash):
        OneTimeCode.objects.filter(key=key).update(failures=F("failures") + 1)
        raise WrongProof
    taken, _rows = OneTimeCode.objects.filter(key=key, code_hash=alive.code_hash).delete()
    if not taken:  # the same code, sent twice at once
        raise WrongProof
    return alive.sent_to


def _keyed(key: str, digits: str) -> str:
    """What is kept of a code: a keyed hash, and a fast one.

    Six digits are tried at once by whoever has the key, be it slow; without it nothing is found,
    and the code dies in ten minutes.
    """
    return hmac.digest(secret("codes.key"), f"{key}:{digits}".encode(), "sha256").hex()


def _deliver(address: str, code: str, validity: timedelta) -> None:
    minutes = int(validity.total_seconds() // 60)
    if "@" in address:
        mail.send(address, "accounts/one_time_code.txt", code=code, minutes=minutes)
    else:
        text = mail.render("accounts/one_time_code_sms.txt", code=code, minutes=minutes)
        sms.carrier().send(address, text)
