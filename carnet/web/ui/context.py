"""What every page knows about the service and about the reader's comfort."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from carnet.web.ui.language import of_documents, others

COMFORT_COOKIE = "taille"
COMFORT_SIZES = ("100", "125", "150")


def service(request: HttpRequest) -> dict[str, Any]:
    """Name, logo, phone and status of the service, from the settings; size of the text."""
    return {
        "SERVICE_NAME": settings.SERVICE_NAME,
        "SERVICE_LOGO": settings.SERVICE_LOGO,
        "SUPPORT_PHONE": settings.SUPPORT_PHONE,
        "LEGAL_ENTITY": settings.LEGAL_ENTITY,
        "FRANCECONNECT": bool(settings.FRANCECONNECT_ISSUER and settings.FRANCECONNECT_CLIENT_ID),
        "DEMONSTRATION": not settings.PRODUCTION,
        "comfort": comfort(request),
        "other_languages": others(),
        "document_language": of_documents(),
    }


def comfort(request: HttpRequest) -> str:
    """The class of ``<html>`` for the size of text that the reader chose, "" for the usual one."""
    size = request.COOKIES.get(COMFORT_COOKIE, "")
    return f"text-{size}" if size in COMFORT_SIZES[1:] else ""
