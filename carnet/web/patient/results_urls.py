"""Addresses of « Résultats ». Those of one analysis are opaque: they tell nothing of it."""

from __future__ import annotations

from django.urls import URLPattern, path

from carnet.web.patient import result, results

urlpatterns: list[URLPattern] = [
    path("resultats/", results.all_results, name="results"),
    path("resultats/<slug:key>/", result.result, name="result"),
    path("resultats/<slug:key>/valeurs.csv", result.result_csv, name="result_csv"),
]
