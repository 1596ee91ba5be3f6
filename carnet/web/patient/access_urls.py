"""Addresses of « Accès et partage »."""

from __future__ import annotations

from django.urls import URLPattern, path

from carnet.web.patient import (
    access,
    access_one,
    blocking,
    emergency,
    relatives,
    relatives_giving,
    showing,
)

urlpatterns: list[URLPattern] = [
    path("acces/", access.access, name="access"),
    path("acces/urgence/", emergency.emergency, name="emergency"),
    path("acces/code/", showing.code, name="consent_code"),
    path("acces/code/annuler", showing.cancel, name="consent_code_cancel"),
    path("acces/proches/", relatives.relatives, name="relatives"),
    path("acces/proches/confier/", relatives_giving.who, name="entrust"),
    path("acces/proches/confier/choix/", relatives_giving.what, name="entrust_scope"),
    path("acces/proches/<uuid:identifier>/retirer", relatives.end, name="relative_end"),
    path("acces/<slug:kind>/<int:number>/", access_one.one, name="caregiver"),
    path(
        "acces/soignants/<int:number>/administrateur",
        access_one.choose_administrator,
        name="administrator",
    ),
    path(
        "acces/soignants/<int:number>/sans-administrateur",
        access_one.end_administrator,
        name="administrator_end",
    ),
    path("acces/<slug:kind>/<int:number>/bloquer", blocking.block, name="block"),
    path("acces/<slug:kind>/<int:number>/debloquer", blocking.unblock, name="unblock"),
    path("acces/<slug:kind>/<int:number>/autoriser", blocking.allow, name="allow"),
    path("acces/<slug:kind>/<int:number>/retirer", blocking.withdraw, name="withdraw"),
]
