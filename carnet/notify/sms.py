"""Text messages, through whatever carrier the operator has (setting ``SMS_BACKEND``)."""

from __future__ import annotations

from typing import Protocol, cast

from django.conf import settings
from django.utils.module_loading import import_string


class NotSent(Exception):
    """The message could not be handed over; the message says why, without content or number."""


class Sms(Protocol):
    """A carrier of text messages."""

    def send(self, number: str, text: str) -> None:
        """Hand one message over to the number (E.164), or raise ``NotSent``."""


class Unavailable:
    """No carrier: the pages then offer e-mail only."""

    def send(self, number: str, text: str) -> None:
        """Refuse: nothing can carry this message."""
        raise NotSent("no SMS carrier is configured (SMS_BACKEND)")


def carrier() -> Sms:
    """The carrier that the settings name."""
    return cast(Sms, import_string(settings.SMS_BACKEND)())


def available() -> bool:
    """Whether text messages can be sent at all."""
    return not isinstance(carrier(), Unavailable)
