"""The identity provider: what the settings say of it, and what it says of itself."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

from carnet.accounts.openid.fetching import fetch_json
from carnet.accounts.problems import ProviderFailed
from carnet.identity.recent import Recent

_described = Recent(3600)  # seconds; a provider that moves says so long before
_keys = Recent(3600)
_new_keys = Recent(60)  # a key that we do not know has us ask again, no more than this often


@dataclass(frozen=True, slots=True)
class Provider:
    """A provider and what it knows us by."""

    issuer: str
    client_id: str
    client_secret: str
    acr: str  # the level of assurance that it must reach: eidas1, eidas2, eidas3

    def endpoint(self, name: str) -> str:
        """An address of its discovery document; raises ``ProviderFailed``."""
        found = self.optional(name)
        if not found:
            raise ProviderFailed(f"its discovery names no {name}")
        return found

    def optional(self, name: str) -> str:
        """The same, "" when it names none."""
        found = self.says(name)
        return found if isinstance(found, str) and self._safe(found) else ""

    def says(self, name: str) -> Any:
        """Anything of its discovery document, None when absent; raises ``ProviderFailed``."""
        described = _described.get(self.issuer, partial(_describe, self.issuer)) or {}
        return described.get(name)

    def keys(self, *, again: bool = False) -> KeySet:
        """The keys that it signs with; ``again``: because one was not among them."""
        address = self.endpoint("jwks_uri")
        kept = _new_keys if again else _keys
        load: Callable[[], KeySet] = partial(_load_keys, address)
        return kept.get(address, load) or KeySet([])

    def _safe(self, address: str) -> bool:
        """Encrypted, unless the whole provider is not (the demonstration on this machine)."""
        scheme = urlsplit(address).scheme
        plain = not settings.PRODUCTION and self.issuer.startswith("http:")
        return scheme == "https" or (scheme == "http" and plain)


def configured() -> Provider | None:
    """FranceConnect as the settings give it; None when they do not: no button is then shown."""
    if not settings.FRANCECONNECT_ISSUER or not settings.FRANCECONNECT_CLIENT_ID:
        return None
    return Provider(
        settings.FRANCECONNECT_ISSUER.rstrip("/"),
        settings.FRANCECONNECT_CLIENT_ID,
        settings.FRANCECONNECT_CLIENT_SECRET,
        settings.FRANCECONNECT_ACR,
    )


def forget() -> None:
    """Ask everything again."""
    for kept in (_described, _keys, _new_keys):
        kept.forget()


def _describe(issuer: str) -> dict[str, Any]:
    """OpenID Connect Discovery 1.0, section 4: the document must speak of the same issuer."""
    found = fetch_json("GET", f"{issuer}/.well-known/openid-configuration")
    if found.get("issuer") != issuer:
        raise ProviderFailed("its discovery speaks of another issuer")
    return found


def _load_keys(address: str) -> KeySet:
    found: Any = fetch_json("GET", address)
    try:
        return KeySet.import_key_set(found)
    except (JoseError, KeyError, TypeError, ValueError, AttributeError) as problem:
        raise ProviderFailed("its keys cannot be read") from problem
