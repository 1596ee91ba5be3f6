"""Addresses of the history, of reports, and of what others would see."""

from __future__ import annotations

from django.urls import URLPattern, path

from carnet.web.patient import history, history_event, reporting, rights, seeing_as

urlpatterns: list[URLPattern] = [
    path("historique/", history.history, name="history"),
    path("historique/<uuid:identifier>/", history_event.history_event, name="history_event"),
    path("historique/<uuid:identifier>/signaler/", reporting.report, name="report"),
    path("signalements/", reporting.all_reports, name="reports"),
    path(
        "documents/<uuid:identifier>/historique/",
        history.document_history,
        name="document_history",
    ),
    path("droits-de-lecture/", rights.rights, name="rights"),
    path("droits-de-lecture/<slug:code>/", rights.rights_of, name="rights_of"),
    path("acces/soignants/<int:number>/voir/", seeing_as.as_professional, name="see_as"),
    path("acces/metiers/<slug:code>/voir/", seeing_as.as_trade, name="see_as_trade"),
    path("acces/proches/<uuid:identifier>/voir/", seeing_as.as_relative, name="see_as_relative"),
]
