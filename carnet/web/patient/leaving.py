"""Signing out: the session ends here and in the list; a shared computer forgets everything."""

from __future__ import annotations

from urllib.parse import urlencode

from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import override
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from carnet.accounts import actions, sessions
from carnet.web.patient import parting, presence
from carnet.web.ui import language

# One's own browser keeps three choices: language, size of the text, and that it is known.
_PAGES, _ALL = '"cache", "storage"', '"cache", "cookies", "storage"'


@never_cache
@require_http_methods(["GET", "POST"])
def sign_out(request: HttpRequest) -> HttpResponse:
    """Leave, and have the browser forget what it kept."""
    if request.method != "POST":
        return render(request, "patient/signin/sign_out.html")
    shared, chosen = presence.shared(request), language.chosen(request)
    provider = parting.farewell(request, chosen)
    if request.user.is_authenticated:
        actions.left(int(request.user.pk))
        sessions.closed(str(request.session.session_key))
    logout(request)
    answer = redirect(provider or _farewell(chosen))
    answer["Clear-Site-Data"] = _ALL if shared else _PAGES
    return answer


@require_safe
def signed_out(request: HttpRequest) -> HttpResponse:
    """Say that it is done, in the language that the browser kept until then."""
    code = request.GET.get("langue") or parting.language(request)
    if code not in language.available():
        return render(request, "patient/signin/signed_out.html")
    with override(code):
        answer = render(request, "patient/signin/signed_out.html")
    language.keep(answer, code)
    return answer


def _farewell(code: str) -> str:
    """The last page: its address holds the language, since the browser may forget all it kept."""
    return reverse("patient:signed_out") + (f"?{urlencode({'langue': code})}" if code else "")
