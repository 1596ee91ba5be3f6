"""Addresses of « Mes données »: a reader has one copy of a record at a time, so none names it."""

from __future__ import annotations

from django.urls import URLPattern, path

from carnet.web.patient import copies

urlpatterns: list[URLPattern] = [
    path("mes-donnees/", copies.copies, name="copies"),
    path("mes-donnees/choisir/", copies.choose, name="copies_choose"),
    path("mes-donnees/fichier", copies.file, name="copies_file"),
    path("mes-donnees/effacer", copies.give_up, name="copies_give_up"),
]
