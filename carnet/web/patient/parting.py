"""Signing out at the identity provider too, for those who came through it."""

from __future__ import annotations

import base64
import secrets

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse

from carnet.accounts.openid import flow, provider
from carnet.accounts.problems import ProviderFailed
from carnet.vault import fields

_KEY = "federated"  # the provider's token of this session, sealed: it names the person


def remember(request: HttpRequest, id_token: str) -> None:
    """Keep what the provider will ask for when the person leaves."""
    sealed = fields.seal(id_token.encode(), _KEY.encode())
    request.session[_KEY] = base64.b64encode(sealed).decode()


def farewell(request: HttpRequest, code: str) -> str:
    """The provider's page that ends its session, "" for those who did not come through it.

    To be asked before the session ends. The provider gives ``state`` back to the last page, with
    the ``code`` of the language in it: the browser may forget all that it kept.
    """
    kept, known = request.session.get(_KEY), provider.configured()
    if not kept or known is None:
        return ""
    id_token = fields.unseal(base64.b64decode(kept), _KEY.encode()).decode()
    last_page = settings.BASE_URL.rstrip("/") + reverse("patient:signed_out")
    state = f"{secrets.token_urlsafe(24)}.{code}"
    try:
        return flow.farewell(known, id_token, last_page, state)
    except ProviderFailed:
        return ""  # the person leaves us all the same


def language(request: HttpRequest) -> str:
    """The language in the ``state`` that the provider gave back, if it is that."""
    return request.GET.get("state", "").rpartition(".")[2]
