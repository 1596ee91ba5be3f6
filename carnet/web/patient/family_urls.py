"""Addresses of families: « Ma famille », one child, the second parent, a parent without account."""

from __future__ import annotations

from django.urls import URLPattern, path

from carnet.web.patient import caregiving, family, family_child, family_entry, family_second

urlpatterns: list[URLPattern] = [
    path("famille/", family.page, name="family"),
    path("famille/<uuid:key>/activer/", family_child.activate, name="family_activate"),
    path("famille/<uuid:key>/opposer/", family_child.oppose, name="family_oppose"),
    path("famille/<uuid:key>/code/<slug:channel>", family.new_code, name="family_code"),
    path("famille/<uuid:key>/changer-avis", family.rethink, name="family_rethink"),
    path("famille/<uuid:key>/preuve.pdf", family.proof, name="family_proof"),
    path("famille/<uuid:key>/deuxieme-parent/", family_second.second, name="family_second"),
    path(
        "famille/<uuid:key>/deuxieme-parent/retirer",
        family_second.withdraw,
        name="family_withdraw",
    ),
    path("famille/invitation/<uuid:key>/", family_second.answer, name="family_answer"),
    path("famille/aide/<uuid:key>/", caregiving.answer, name="caregiving_answer"),
    path("famille/aide/<uuid:key>/terminer", caregiving.end, name="caregiving_end"),
    path("enfant/", family_entry.entry, name="child_entry"),
    path("enfant/choix/", family_entry.choice, name="child_choice"),
    path("enfant/opposer/", family_entry.oppose, name="child_oppose"),
    path("enfant/preuve.pdf", family_entry.proof, name="child_proof"),
]
