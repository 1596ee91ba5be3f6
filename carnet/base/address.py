"""The network address of a visitor, to slow those who try in series; kept nowhere in clear."""

from __future__ import annotations

from django.conf import settings


def visitor(remote: str, forwarded: str) -> str:
    """The visitor's address, as seen by the farthest proxy that the operator trusts.

    ``remote`` is the other end of the connection, ``forwarded`` the header X-Forwarded-For, one
    address a proxy. ``TRUSTED_PROXIES`` counts ours: behind none, anybody may write that header.
    """
    hops = settings.TRUSTED_PROXIES
    seen = [address.strip() for address in forwarded.split(",")]
    return seen[-hops] if hops and len(seen) >= hops and seen[-hops] else remote
