"""Size of the text and language: kept in the browser, no account needed."""

from __future__ import annotations

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST

from carnet.accounts import actions
from carnet.web.inside import inside
from carnet.web.patient.current import anyone
from carnet.web.ui.context import COMFORT_COOKIE
from carnet.web.ui.language import available, keep

_YEAR = 365 * 24 * 3600


class ComfortForm(forms.Form):
    """One choice among three sizes."""

    size = forms.ChoiceField(
        label=gettext_lazy("Taille du texte"),
        choices=[
            ("100", gettext_lazy("Habituelle")),
            ("125", gettext_lazy("Grande")),
            ("150", gettext_lazy("Très grande")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choisissez une taille.")},
    )


@anyone
@require_http_methods(["GET", "HEAD", "POST"])
def comfort(request: HttpRequest) -> HttpResponse:
    """Choose the size of the text."""
    chosen = request.COOKIES.get(COMFORT_COOKIE, "100")
    sent = request.POST if request.method == "POST" else None
    form = ComfortForm(sent, initial={"size": chosen})
    if sent is None:
        return render(request, "patient/comfort.html", {"form": form})
    if not form.is_valid():
        return render(request, "patient/comfort.html", {"form": form}, status=422)
    return _kept(request, form.cleaned_data["size"])


def _kept(request: HttpRequest, size: str) -> HttpResponse:
    messages.success(request, _("La taille du texte est changée."))
    response = redirect("patient:comfort")
    response.set_cookie(
        COMFORT_COOKIE, size, max_age=_YEAR,
        secure=settings.SESSION_COOKIE_SECURE, httponly=True, samesite="Lax",
    )  # fmt: skip
    return response


@csrf_exempt
@require_POST
def language(request: HttpRequest, code: str) -> HttpResponse:
    """Change the language of the pages, then return to where the reader was.

    A button, not a link: browsers and filters follow links that nobody pressed. It stands on pages
    that caches keep for everybody, so that it carries no token: the browser says who presses.
    """
    if code not in available() or request.headers.get("Sec-Fetch-Site") == "cross-site":
        raise Http404
    if request.user.is_authenticated:
        actions.speaks(int(request.user.pk), code)
    response = redirect(inside(request, request.headers.get("Referer", ""), "/"))
    keep(response, code)
    return response
