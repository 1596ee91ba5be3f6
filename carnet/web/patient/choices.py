"""Addresses of what one decides: to oppose, to accept the terms, to take the first steps."""

from __future__ import annotations

from django.urls import URLPattern, path

from carnet.web.patient import first_questions, first_steps, opposing, terms, verifying

urlpatterns: list[URLPattern] = [
    path("opposition/", opposing.identity, name="opposition"),
    path("opposition/confirmer/", opposing.confirm, name="opposition_confirm"),
    path("opposition/faite/", opposing.done, name="opposition_done"),
    path("opposition/preuve.pdf", opposing.document, name="opposition_proof"),
    path("opposition/changer-d-avis/", opposing.withdraw, name="opposition_withdraw"),
    path("opposition/terminer/", opposing.finish, name="opposition_finish"),
    path("opposition/verifier/", verifying.verify, name="opposition_verify"),
    path("conditions/", terms.read, name="terms"),
    path("conditions/accepter/", terms.accept, name="terms_accept"),
    path("conditions/refuser/", terms.refuse, name="terms_refuse"),
    path("premiers-pas/", first_steps.facts, name="first_steps"),
    path(
        "premiers-pas/confidentialite/",
        first_steps.confidentiality,
        name="first_confidentiality",
    ),
    path("premiers-pas/urgence/", first_steps.emergency, name="first_emergency"),
    path("premiers-pas/taille-et-poids/", first_questions.measures, name="first_measures"),
    path("premiers-pas/antecedents/", first_questions.history, name="first_history"),
    path("premiers-pas/traitements/", first_questions.treatments, name="first_treatments"),
]
