"""Entering the house: one door, whatever proved who the person is."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth import login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from carnet.accounts import actions, devices
from carnet.accounts.queries import Account
from carnet.accounts.signin import Means, opened
from carnet.web.patient import presence
from carnet.web.ui import language

DEVICE_COOKIE = "appareil"


def enter(
    request: HttpRequest, account: Account, *, means: Means, to: str = "", shared: bool = False
) -> HttpResponse:
    """Open the session of this account, under a new key, and go ``to`` (else to its home).

    On a ``shared`` computer nothing is remembered and the session ends with the browser.
    """
    login(request, account)
    presence.begin(request, shared=shared)
    opened(account, means)
    answer = redirect(to or settings.LOGIN_REDIRECT_URL)
    _remember(request, account, answer, shared=shared, told=means is not Means.ACTIVATION)
    _speak(request, account, answer)
    return answer


def _remember(
    request: HttpRequest, account: Account, answer: HttpResponse, *, shared: bool, told: bool
) -> None:
    """List the session and its device, which a cookie makes known again."""
    token = devices.arrive(
        account,
        str(request.session.session_key),
        token=request.COOKIES.get(DEVICE_COOKIE, ""),
        user_agent=request.headers.get("User-Agent", ""),
        shared=shared,
        told=told,
    )
    if token:
        answer.set_cookie(
            DEVICE_COOKIE, token, max_age=settings.DEVICE_REMEMBERED,
            secure=settings.SESSION_COOKIE_SECURE, httponly=True, samesite="Lax",
        )  # fmt: skip


def _speak(request: HttpRequest, account: Account, answer: HttpResponse) -> None:
    """The browser's latest choice wins; one that keeps nothing learns the account's."""
    if chosen := language.chosen(request):
        actions.speaks(int(account.pk), chosen)
    elif account.language:
        language.keep(answer, account.language)
