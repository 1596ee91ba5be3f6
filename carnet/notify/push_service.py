"""Push services of browsers: whoever subscribed gave their address, so it is believed in nothing.

Only https to a public host, on the usual port; the address that was checked is the one that is
called, so that a name that changes meanwhile leads nowhere inside; no redirect is followed.
"""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any, Protocol, cast
from urllib.parse import urlsplit

import httpcore
from django.conf import settings
from django.utils.module_loading import import_string

from carnet.notify.sms import NotSent

LONGEST = 1000  # characters of an address; those of today have about 200
TIMEOUT = {"connect": 5.0, "read": 5.0, "write": 5.0, "pool": 5.0}
_HTTPS, _LABEL = 443, 63  # port; characters of one part of a name (RFC 1035, 2.3.4)


class PushService(Protocol):
    """What hands a message over to the push service of a browser."""

    def accepts(self, endpoint: str) -> bool:
        """Whether the house writes to such an address at all."""

    def post(self, endpoint: str, headers: Mapping[str, str], body: bytes) -> int:
        """Hand over, and return the status; ``NotSent`` when nobody answered."""


class Network:
    """The push services of the world."""

    def accepts(self, endpoint: str) -> bool:
        """Https, a name with a dot and no port: what every push service has."""
        try:
            parts = urlsplit(endpoint)
            host, port = parts.hostname or "", parts.port
        except ValueError:
            return False
        sound = endpoint.isascii() and endpoint.isprintable() and len(endpoint) <= LONGEST
        plain = parts.scheme == "https" and port in (None, _HTTPS) and "@" not in parts.netloc
        return sound and plain and _is_name(host)

    def post(self, endpoint: str, headers: Mapping[str, str], body: bytes) -> int:
        """One request; its answer is not read."""
        if not self.accepts(endpoint):
            raise NotSent("the address of a device is no push service's")
        try:
            with _pool().stream(
                "POST", endpoint, headers=list(headers.items()), content=body,
                extensions={"timeout": TIMEOUT},
            ) as answer:  # fmt: skip
                return answer.status
        except (httpcore.NetworkError, httpcore.TimeoutException, httpcore.ProtocolError) as fault:
            raise NotSent(f"the push service did not answer ({type(fault).__name__})") from fault


class Guarded(httpcore.SyncBackend):
    """Connects to public addresses only, each looked up once: checked, then called."""

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        """As httpcore's; ConnectError for an address that is not of the public network."""
        return super().connect_tcp(
            public_address(host, port), port, timeout, local_address, socket_options
        )


def public_address(host: str, port: int) -> str:
    """One address of the host; ``httpcore.ConnectError`` unless they all are public."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except OSError as unknown:
        raise httpcore.ConnectError("no such host") from unknown
    addresses = [str(place[0]) for *_, place in found]
    if not all(_is_public(one) for one in addresses):
        raise httpcore.ConnectError("not an address of the public network")
    return addresses[0]


def service() -> PushService:
    """The one that the settings name."""
    return cast("PushService", import_string(settings.PUSH_BACKEND)())


def _is_public(address: str) -> bool:
    """Also of the address inside one of IPv6 (mapped, 6to4, Teredo)."""
    known = ipaddress.ip_address(address.partition("%")[0])
    if not known.is_global or known.is_multicast:
        return False
    if isinstance(known, ipaddress.IPv4Address):
        return True
    inside = [known.ipv4_mapped, known.sixtofour, *(known.teredo or ())]
    return all(one is None or one.is_global for one in inside) and known not in _NAT64


_NAT64 = ipaddress.ip_network("64:ff9b::/96")


def _is_name(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        labels = host.removesuffix(".").split(".")
        sound = len(labels) > 1 and all(0 < len(one) <= _LABEL for one in labels)
        return sound and not labels[-1].isdigit() and not labels[-1].startswith("0x")
    return False


@cache
def _pool() -> httpcore.ConnectionPool:
    return httpcore.ConnectionPool(network_backend=Guarded(), max_connections=10)
