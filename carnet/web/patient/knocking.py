"""Who is not signed in, or no longer: asked to sign in first, then led back to a page.

Never to what a form would have done: its address shows nothing, and nothing was done.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from carnet.web.inside import inside

View = Callable[..., HttpResponse]
_READS = frozenset({"GET", "HEAD"})


def signed_in(view: View) -> View:
    """Let in who is signed in; lead the others to the sign-in, and back to where they were."""

    @wraps(view)
    def knock(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.user.is_authenticated:
            return view(request, *args, **kwargs)
        return redirect_to_login(_where(request))

    return knock


def _where(request: HttpRequest) -> str:
    if request.method in _READS:
        return request.get_full_path()
    messages.warning(
        request,
        _("Votre session était finie\u00a0: rien n’a été fait. Connectez-vous, puis recommencez."),
    )
    return inside(request, request.headers.get("Referer", ""), settings.LOGIN_REDIRECT_URL)
