"""Stand-in for the telephone network: keeps each SMS where ``/demo/`` shows it."""

from __future__ import annotations

from carnet.base import clock


class Backend:
    """The ``SMS_BACKEND`` of the demonstration."""

    def send(self, number: str, text: str) -> None:
        """Keep one text message for this mobile number."""
        from carnet.demo.models import Message

        Message.objects.create(channel="sms", sent_to=number, text=text, at=clock.now())
