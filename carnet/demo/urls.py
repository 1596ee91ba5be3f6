"""Addresses of the stand-ins for the outside world, under ``/demo/``."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from carnet.demo import push_views, views
from carnet.demo.franceconnect import authorize, endpoints

app_name = "demo"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", views.index, name="index"),
    path("professionnels/", views.professionals, name="professionals"),
    path("courriels/", views.mailbox, name="mailbox"),
    path("sms/", views.sms, name="sms"),
    path("push/", push_views.shown, name="push"),
    path("push/telephone", push_views.phone, name="push_phone"),
    path("guichet/", views.desk, name="desk"),
    path("lettres/", views.letter_list, name="letters"),
    path("lettres/<slug:name>.pdf", views.letter, name="letter"),
    path("fournisseur-d-identite/", views.identity_provider, name="identity_provider"),
    *(
        path(f"franceconnect/{words}", view, name=f"franceconnect_{name}")
        for words, view, name in (
            (".well-known/openid-configuration", endpoints.discovery, "discovery"),
            ("authorize", authorize.authorize, "authorize"),
            ("token", endpoints.token, "token"),
            ("jwks", endpoints.jwks, "jwks"),
            ("userinfo", endpoints.userinfo, "userinfo"),
            ("session/end", authorize.end_session, "end_session"),
        )
    ),
]
