"""A structure's software, as its vendor would write it: a key, a token, FHIR over HTTP."""

from __future__ import annotations

import time
import uuid
from dataclasses import dataclass
from typing import Any

import httpx
from django.conf import settings
from joserfc import jwt
from joserfc.jwk import ECKey

ASSERTION = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"


@dataclass(frozen=True)
class Software:
    """One installed software: who acts is named in each signed assertion."""

    address: str
    client_id: str
    key: ECKey
    rpps: str = ""

    def token(self) -> str:
        """Ask for an access token with a signed assertion (RFC 7523)."""
        now = int(time.time())
        claims: dict[str, Any] = {
            "iss": self.client_id, "sub": self.client_id, "aud": f"{settings.BASE_URL}/oauth/token",
            "iat": now, "exp": now + 60, "jti": str(uuid.uuid4()),
        }  # fmt: skip
        if self.rpps:
            claims["extensions"] = {"ihe_iua": {"person_id": self.rpps}}
        form = {
            "grant_type": "client_credentials",
            "client_assertion_type": ASSERTION,
            "client_assertion": jwt.encode({"alg": "ES256"}, claims, self.key),
        }
        answer = httpx.post(f"{self.address}/oauth/token", data=form)
        assert answer.status_code == 200, answer.text
        return str(answer.json()["access_token"])

    def call(self, method: str, path: str, **content: Any) -> httpx.Response:
        """Call the FHIR door."""
        headers = {"Authorization": f"Bearer {self.token()}"}
        if "json" in content:
            headers["Content-Type"] = "application/fhir+json"
        return httpx.request(method, f"{self.address}{path}", headers=headers, **content)
