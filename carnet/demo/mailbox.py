"""Stand-in for the mail servers of the world: keeps each e-mail where ``/demo/`` shows it."""

from __future__ import annotations

from collections.abc import Sequence

from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend

from carnet.base import clock


class EmailBackend(BaseEmailBackend):
    """Django's ``EMAIL_BACKEND`` of the demonstration."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Keep one row for each recipient; return how many messages were taken."""
        from carnet.demo.models import Message

        Message.objects.bulk_create(
            Message(
                channel="email",
                sent_to=to,
                subject=str(m.subject),
                text=str(m.body),
                at=clock.now(),
            )
            for m in email_messages
            for to in m.recipients()
        )
        return len(email_messages)
