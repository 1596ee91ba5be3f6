"""E-mail without medical content: plain text from a template whose first line is the subject."""

from __future__ import annotations

import smtplib
from typing import Any, NamedTuple

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string

from carnet.notify.sms import NotSent


class Attachment(NamedTuple):
    """One file that goes with a message."""

    name: str
    content: bytes
    mime_type: str


_FOR_GOOD = 500  # RFC 5321, 4.2.1: 4yz may be tried again, 5yz may not


class Undeliverable(NotSent):
    """The address takes no message, and will take none later."""


def send(address: str, template: str, **context: Any) -> None:
    """Send the template (``room/name.txt``) to one address.

    Raises ``Undeliverable`` when the server refuses the address for good, else ``NotSent``.
    """
    _hand_over(_message(address, template, context))


def send_file(address: str, template: str, attachment: Attachment, **context: Any) -> None:
    """Send the template with a file; raises ``NotSent``."""
    message = _message(address, template, context)
    message.attach(*attachment)
    _hand_over(message)


def _message(address: str, template: str, context: dict[str, Any]) -> EmailMessage:
    subject, _, body = render(template, **context).partition("\n")
    return EmailMessage(subject, body.strip() + "\n", to=[address])


def _hand_over(message: EmailMessage) -> None:
    try:
        message.send()
    except smtplib.SMTPRecipientsRefused as refused:
        final = all(code >= _FOR_GOOD for code, _words in refused.recipients.values())
        kind = Undeliverable if final else NotSent
        raise kind("the mail server refused the address") from refused
    except (smtplib.SMTPException, OSError) as problem:
        raise NotSent("the mail server did not take the message") from problem


def render(template: str, **context: Any) -> str:
    """The text of a message; the service's name, phone and address are known to each."""
    service = {
        "service": settings.SERVICE_NAME,
        "phone": settings.SUPPORT_PHONE,
        "base_url": settings.BASE_URL.rstrip("/"),
    }
    return render_to_string(template, service | context).strip()
