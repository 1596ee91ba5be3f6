"""Writes resources into responses."""

from __future__ import annotations

from typing import Any

import falcon
import msgspec

from carnet.api.fhir.outcome import JSON, refuse

_encoder = msgspec.json.Encoder()
_ACCEPTED = frozenset({"application/fhir+json", "application/json", "json", "text/json"})


def write(response: falcon.Response, resource: Any, status: int = 200) -> None:
    """Answer one resource."""
    response.status = status
    response.content_type = f"{JSON}; charset=utf-8"
    response.set_header("Cache-Control", "no-store")
    response.data = _encoder.encode(resource)


def check_format(request: falcon.Request) -> None:
    """Refuse what asks for another form than JSON (``_format`` wins over Accept)."""
    asked = request.get_param("_format")
    if asked is not None:
        if asked.split(";")[0].strip() not in _ACCEPTED:
            raise refuse(406, "not-supported", "_format", JSON, asked)
    elif not any(
        request.client_accepts(media) for media in ("application/fhir+json", "application/json")
    ):
        raise refuse(406, "not-supported", "Accept", JSON, request.accept)
