"""What every page knows about the service."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest


def service(request: HttpRequest) -> dict[str, Any]:
    """Name, phone and status of the service, from the settings."""
    return {
        "SERVICE_NAME": settings.SERVICE_NAME,
        "SUPPORT_PHONE": settings.SUPPORT_PHONE,
        "LEGAL_ENTITY": settings.LEGAL_ENTITY,
        "DEMONSTRATION": not settings.PRODUCTION,
    }
