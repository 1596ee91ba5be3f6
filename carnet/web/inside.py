"""Addresses that a request carries: where a person was, or was going, if it is in this house."""

from __future__ import annotations

from django.http import HttpRequest
from django.utils.http import MAX_URL_REDIRECT_LENGTH, url_has_allowed_host_and_scheme


def inside(request: HttpRequest, wanted: str, otherwise: str) -> str:
    """``wanted`` as a path of this house; ``otherwise`` when it leads elsewhere or nowhere.

    A path begins with its slash: ``redirect`` takes a word alone for the name of a page.
    """
    path = wanted.removeprefix(f"{request.scheme}://{request.get_host()}")
    sound = path.startswith("/") and len(path) <= MAX_URL_REDIRECT_LENGTH
    return path if sound and url_has_allowed_host_and_scheme(path, None) else otherwise
