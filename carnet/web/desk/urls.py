"""Addresses of the desk. None holds anything of a person."""

from __future__ import annotations

from django.urls import URLPattern, path

from carnet.web.desk import (
    caregivers,
    case,
    entering,
    family,
    finding,
    following,
    keys,
    questions,
    setting_up,
    signing,
)

app_name = "desk"
urlpatterns: list[URLPattern] = [
    path("connexion/", entering.sign_in, name="sign_in"),
    path("connexion/code/", entering.code, name="sign_in_code"),
    path("connexion/cle/", keys.enter, name="sign_in_key"),
    path("connexion/cle/demande/", keys.ask, name="sign_in_key_options"),
    path("cles/", keys.keys, name="keys"),
    path("cles/demande/", keys.options, name="key_options"),
    path("cles/ajouter/", keys.add, name="key_add"),
    path("cles/retirer", keys.remove, name="key_remove"),
    path("deconnexion/", entering.sign_out, name="sign_out"),
    path("installation/", setting_up.begin, name="set_up"),
    path("installation/facteur/", setting_up.factor, name="set_up_factor"),
    path("installation/facteur.png", setting_up.picture, name="set_up_picture"),
    path("", finding.find, name="find"),
    path("preuve/", finding.proof, name="proof"),
    path("preuve/document/", finding.document, name="document"),
    path("preuve/mandat", finding.mandate, name="proof_by_mandate"),
    path("deces/", finding.death, name="death"),
    path("dossier/", case.case, name="case"),
    path("dossier/fermer", case.close, name="close"),
    path("dossier/code", case.renew_code, name="renew_code"),
    path("dossier/debloquer", case.unlock, name="unlock"),
    path("dossier/identifiant", case.remind, name="remind"),
    path("dossier/enfant", case.child, name="child"),
    path("dossier/acte/<slug:name>/", signing.act, name="act"),
    path("dossier/aidant/", caregivers.caregiver, name="caregiver"),
    path("dossier/mandat/", signing.mandate, name="mandate"),
    path("dossier/mandat/<uuid:identifier>/terminer", signing.revoke, name="mandate_revoke"),
    path(
        "dossier/representant/<slug:verb>/<uuid:identifier>/",
        family.representative,
        name="representative",
    ),
    path("dossier/activation/", following.follow, name="follow"),
    path("dossier/activation/arreter", following.stop, name="follow_stop"),
    path("dossier/activation/code.png", following.picture, name="follow_picture"),
    path("mandats/<uuid:identifier>", signing.scan, name="scan"),
    path("demandes/", questions.waiting, name="tickets"),
    path("demandes/<uuid:identifier>/", questions.ticket, name="ticket"),
    path("demandes/<uuid:identifier>/clore", questions.close, name="ticket_close"),
    path(
        "demandes/<uuid:identifier>/pieces/<int:number>",
        questions.attachment,
        name="ticket_attachment",
    ),
]
