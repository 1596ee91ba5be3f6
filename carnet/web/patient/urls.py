"""Addresses of the insured person's pages."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from carnet.web.patient import comfort, public

app_name = "patient"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", public.landing, name="landing"),
    path("opposition/", public.opposition, name="opposition"),
    path("aide/", public.help_page, name="help"),
    path("accessibilite/", public.accessibility, name="accessibility"),
    path("mentions-legales/", public.legal, name="legal"),
    path("affichage/", comfort.comfort, name="comfort"),
    path("langue/<slug:code>/", comfort.language, name="language"),
]
