"""Addresses of folders, of pinned documents and of what goes together."""

from __future__ import annotations

from django.urls import URLPattern, path

from carnet.web.patient import folders, linking, placing

_ONE = "documents/<uuid:identifier>/"
_FOLDER = "documents/dossiers/<uuid:identifier>/"

urlpatterns: list[URLPattern] = [
    path("documents/dossiers/", folders.every, name="folders"),
    path("documents/dossiers/nouveau/", folders.new, name="folder_new"),
    path(f"{_FOLDER}nom/", folders.rename, name="folder_rename"),
    path(f"{_FOLDER}supprimer/", folders.delete, name="folder_delete"),
    path("documents/choisir/ranger", placing.place_several, name="place_documents"),
    path("documents/choisir/epingler", placing.pin, name="pin"),
    path("documents/choisir/desepingler", placing.unpin, name="unpin"),
    path(f"{_ONE}ranger/", placing.place_one, name="place_document"),
    path(f"{_ONE}lier/", linking.choose, name="link_document"),
    path(f"{_ONE}delier/<uuid:link>", linking.unlink, name="unlink_document"),
]
