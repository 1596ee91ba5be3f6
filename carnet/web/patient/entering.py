"""Entering the house: one door, whatever proved who the person is."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth import login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from carnet.accounts import actions
from carnet.accounts.models import Account
from carnet.accounts.signin import Means, opened
from carnet.web.ui import language


def enter(request: HttpRequest, account: Account, *, means: Means, to: str = "") -> HttpResponse:
    """Open the session of this account, under a new key, and go ``to`` (else to its home)."""
    login(request, account)
    opened(account, means)
    answer = redirect(to or settings.LOGIN_REDIRECT_URL)
    _speak(request, account, answer)
    return answer


def _speak(request: HttpRequest, account: Account, answer: HttpResponse) -> None:
    """The browser's latest choice wins; one that keeps nothing learns the account's."""
    if chosen := language.chosen(request):
        actions.speaks(int(account.pk), chosen)
    elif account.language:
        language.keep(answer, account.language)
