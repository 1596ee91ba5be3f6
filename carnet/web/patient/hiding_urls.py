"""Addresses of what one hides from professionals, and of the record as it was."""

from __future__ import annotations

from django.urls import URLPattern, path

from carnet.web.patient import confidentiality, keeping, past, readers, selecting

_ONE = "documents/<uuid:identifier>/"
_READER = f"{_ONE}lecteurs/<slug:kind>/<int:number>/"
_CATEGORY = "acces/confidentialite/<slug:code>/"

urlpatterns: list[URLPattern] = [
    path("acces/confidentialite/", confidentiality.confidentiality, name="confidentiality"),
    path("acces/confidentialite/a-venir", confidentiality.to_come, name="hide_to_come"),
    path(_CATEGORY, confidentiality.category, name="hidden_category"),
    path(f"{_CATEGORY}masquer", confidentiality.hide_category, name="hide_category"),
    path(f"{_CATEGORY}afficher", confidentiality.show_category, name="show_category"),
    path("documents/a-une-date/", past.past, name="past"),
    path("documents/choisir/", selecting.choose, name="choose_documents"),
    path("documents/choisir/masquer", selecting.hide, name="hide_documents"),
    path("documents/choisir/afficher", selecting.show, name="show_documents"),
    path(f"{_ONE}lecteurs/", readers.readers, name="readers"),
    path(f"{_ONE}masquer", readers.hide, name="hide"),
    path(f"{_ONE}afficher", readers.show, name="show"),
    path(_READER, keeping.preview, name="keep_from"),
    path(f"{_READER}masquer", keeping.keep, name="keep_from_now"),
    path(f"{_READER}afficher", keeping.lift, name="keep_from_no_longer"),
]
