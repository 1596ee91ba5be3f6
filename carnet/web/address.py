"""The network address of the visitor of a page."""

from __future__ import annotations

from django.http import HttpRequest

from carnet.base.address import visitor


def network_address(request: HttpRequest) -> str:
    """Where this request comes from."""
    return visitor(
        str(request.META.get("REMOTE_ADDR", "")), request.headers.get("X-Forwarded-For", "")
    )
