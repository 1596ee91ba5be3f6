"""The network address of a visitor, to slow those who try in series; kept nowhere in clear."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest


def network_address(request: HttpRequest) -> str:
    """The visitor's address, as seen by the farthest proxy that the operator trusts.

    ``TRUSTED_PROXIES`` counts them: behind none, the header is whatever the visitor wrote.
    """
    hops = settings.TRUSTED_PROXIES
    forwarded = request.headers.get("X-Forwarded-For", "").split(",")
    if hops and len(forwarded) >= hops:
        return forwarded[-hops].strip()
    return str(request.META.get("REMOTE_ADDR", ""))
