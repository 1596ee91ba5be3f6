"""Addresses of the stand-ins for the outside world, under ``/demo/``."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from carnet.demo import views

app_name = "demo"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", views.index, name="index"),
    path("professionnels/", views.professionals, name="professionals"),
    path("courriels/", views.mailbox, name="mailbox"),
    path("sms/", views.sms, name="sms"),
    path("lettres/", views.letter_list, name="letters"),
    path("lettres/<slug:name>.pdf", views.letter, name="letter"),
    path("fournisseur-d-identite/", views.identity_provider, name="identity_provider"),
]
