"""Error pages in plain words."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The form came too late or from elsewhere: say so and offer to start again."""
    return HttpResponse("Cette page a expiré. Revenez en arrière et recommencez.", status=403)
