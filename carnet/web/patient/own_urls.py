"""Addresses of what one adds, corrects and deletes oneself."""

from __future__ import annotations

from django.urls import URLPattern, path

from carnet.web.patient import adding, mending

_DRAFT = "documents/ajouter/<uuid:draft>/"
_ONE = "documents/<uuid:identifier>/"

urlpatterns: list[URLPattern] = [
    path("documents/ajouter/", adding.add, name="add_document"),
    path(_DRAFT, adding.complete, name="complete_document"),
    path(f"{_DRAFT}page", adding.go_on, name="add_page"),
    path(f"{_DRAFT}abandonner", adding.give_up, name="give_up_document"),
    path(f"{_DRAFT}apercu.webp", adding.preview, name="draft_preview"),
    path(f"{_ONE}modifier/", mending.correct, name="correct_document"),
    path(f"{_ONE}modifier/annuler", mending.undo_correction, name="undo_correction"),
    path(f"{_ONE}supprimer", mending.delete, name="delete_document"),
    path("documents/choisir/supprimer", mending.delete_several, name="delete_documents"),
    path("documents/corbeille/", mending.in_bin, name="bin"),
    path("documents/corbeille/reprendre", mending.restore, name="restore"),
]
