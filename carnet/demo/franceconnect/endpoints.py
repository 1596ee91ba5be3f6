"""What the stand-in answers to the house's server: discovery, keys, token, userinfo."""

from __future__ import annotations

import base64
import binascii
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.utils.crypto import constant_time_compare
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from carnet.base import clock
from carnet.demo.franceconnect import grants, identities, signing
from carnet.demo.franceconnect.authorize import issuer


@require_safe
def discovery(request: HttpRequest) -> HttpResponse:
    """OpenID Connect Discovery 1.0, section 3."""
    return JsonResponse({
        "issuer": issuer(),
        "authorization_endpoint": _address("authorize"),
        "token_endpoint": _address("token"),
        "userinfo_endpoint": _address("userinfo"),
        "jwks_uri": _address("jwks"),
        "end_session_endpoint": _address("end_session"),
        "response_types_supported": ["code"],
        "subject_types_supported": ["pairwise"],
        "id_token_signing_alg_values_supported": [signing.ALGORITHM],
        "userinfo_signing_alg_values_supported": [signing.ALGORITHM],
        "token_endpoint_auth_methods_supported": ["client_secret_post"],
        "code_challenge_methods_supported": ["S256"],
        "acr_values_supported": ["eidas1", "eidas2"],
        "authorization_response_iss_parameter_supported": True,
    })  # fmt: skip


@require_safe
def jwks(request: HttpRequest) -> HttpResponse:
    """The public half of the key."""
    issuer()
    return JsonResponse({"keys": [signing.key().as_dict(private=False)]})


@csrf_exempt
@require_POST
def token(request: HttpRequest) -> HttpResponse:
    """A code and its verifier for an id_token (Core 3.1.3)."""
    provider, form = issuer(), request.POST
    if not _is_client(request):
        return JsonResponse({"error": "invalid_client"}, status=401)
    if form.get("grant_type") != "authorization_code":
        return JsonResponse({"error": "unsupported_grant_type"}, status=400)
    words = (form.get(name, "") for name in ("code", "redirect_uri", "code_verifier"))
    granted = grants.take_code(*words)
    if granted is None:
        return JsonResponse({"error": "invalid_grant"}, status=400)
    return JsonResponse({
        "access_token": grants.give_token(granted["person"]),
        "token_type": "Bearer",
        "expires_in": grants.TOKEN_LIVES,
        "id_token": signing.signed(_id_token(provider, granted)),
    })  # fmt: skip


@require_safe
def userinfo(request: HttpRequest) -> HttpResponse:
    """The pivot identity, signed as FranceConnect does."""
    provider = issuer()
    scheme, _, given = request.headers.get("Authorization", "").partition(" ")
    person = identities.chosen(grants.take_token(given)) if scheme == "Bearer" else None
    if person is None:
        return JsonResponse({"error": "invalid_token"}, status=401)
    about = {"iss": provider, "aud": settings.FRANCECONNECT_CLIENT_ID, **_times()}
    signed = signing.signed(about | identities.claims(person))
    return HttpResponse(signed, content_type="application/jwt")


def _id_token(provider: str, granted: dict[str, Any]) -> dict[str, Any]:
    person = identities.chosen(granted["person"])
    return {
        "iss": provider,
        "aud": settings.FRANCECONNECT_CLIENT_ID,
        "sub": identities.subject(person) if person else "",
        "nonce": granted["nonce"],
        "acr": granted["acr"],
        **_times(),
    }


def _times() -> dict[str, int]:
    now = int(clock.now().timestamp())
    return {"iat": now, "exp": now + grants.TOKEN_LIVES}


def _is_client(request: HttpRequest) -> bool:
    """The client's name and secret, in the form or in the header (RFC 6749 2.3.1)."""
    given = f"{request.POST.get('client_id', '')}:{request.POST.get('client_secret', '')}"
    scheme, _, text = request.headers.get("Authorization", "").partition(" ")
    if scheme == "Basic":
        given = _decoded(text)
    known = f"{settings.FRANCECONNECT_CLIENT_ID}:{settings.FRANCECONNECT_CLIENT_SECRET}"
    return constant_time_compare(given, known)


def _decoded(text: str) -> str:
    try:
        return base64.b64decode(text, validate=True).decode()
    except (binascii.Error, UnicodeDecodeError):
        return ""


def _address(name: str) -> str:
    return settings.BASE_URL.rstrip("/") + reverse(f"demo:franceconnect_{name}")
