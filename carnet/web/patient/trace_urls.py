"""Addresses of the history, of reports, and of what others would see."""

from __future__ import annotations

from django.urls import URLPattern, path

from carnet.web.patient import history, history_event, reporting

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
]
