"""Addresses of the people's doors."""

from __future__ import annotations

from django.apps import apps
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, URLResolver, include, path

from carnet.base.database import row


def healthz(request: HttpRequest) -> HttpResponse:
    """Answer 200 once the database answers."""
    row("SELECT 1")
    return HttpResponse("ok", content_type="text/plain")


urlpatterns: list[URLPattern | URLResolver] = [
    path("healthz", healthz, name="healthz"),
    path("guichet/", include("carnet.web.desk.urls")),
    path("", include("carnet.web.patient.urls")),
]
handler400 = "carnet.web.errors.bad_request"
handler403 = "carnet.web.errors.forbidden"
handler404 = "carnet.web.errors.not_found"
handler500 = "carnet.web.errors.failure"
if apps.is_installed("carnet.demo"):
    urlpatterns.append(path("demo/", include("carnet.demo.urls")))
