"""E-mail without medical content: plain text from a template whose first line is the subject."""

from __future__ import annotations

import smtplib
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string

from carnet.notify.sms import NotSent


def send(address: str, template: str, **context: Any) -> None:
    """Send the template (``room/emails/name.txt``) to one address; raises ``NotSent``."""
    subject, body = _render(template, context)
    try:
        EmailMessage(subject, body, to=[address]).send()
    except (smtplib.SMTPException, OSError) as problem:
        raise NotSent("the mail server did not take the message") from problem


def _render(template: str, context: dict[str, Any]) -> tuple[str, str]:
    text = render_to_string(template, _service() | context)
    subject, _, body = text.strip().partition("\n")
    return subject, body.strip() + "\n"


def _service() -> dict[str, str]:
    return {
        "service": settings.SERVICE_NAME,
        "phone": settings.SUPPORT_PHONE,
        "base_url": settings.BASE_URL.rstrip("/"),
    }
