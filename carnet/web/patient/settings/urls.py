"""Addresses under /parametres/."""

from __future__ import annotations

from django.urls import URLPattern, path

from carnet.web.patient.settings import (
    again,
    closed,
    closing,
    contacts,
    devices,
    entrants,
    federation,
    index,
    notices,
    passkeys,
    password,
    pushing,
    results,
)

urlpatterns: list[URLPattern] = [
    path("parametres/", index.index, name="settings"),
    path("parametres/confirmer/", again.again, name="again"),
    path("parametres/contacts/", contacts.contacts, name="contacts"),
    path("parametres/contacts/code/", contacts.code, name="contacts_code"),
    path("parametres/contacts/retirer", contacts.remove, name="contacts_remove"),
    path("parametres/mot-de-passe/", password.password, name="password"),
    path("parametres/cles/", passkeys.passkeys, name="passkeys"),
    path("parametres/cles/demande/", passkeys.options, name="passkey_options"),
    path("parametres/cles/ajouter/", passkeys.add, name="passkey_add"),
    path("parametres/cles/retirer", passkeys.remove, name="passkey_remove"),
    path("parametres/franceconnect/", federation.federation, name="settings_federation"),
    path("parametres/appareils/", devices.devices, name="devices"),
    path("parametres/appareils/fermer", devices.end, name="session_end"),
    path("parametres/appareils/fermer-autres", devices.end_others, name="session_end_others"),
    path("parametres/appareils/dissocier", devices.dissociate, name="device_dissociate"),
    path("parametres/appareils/partage", devices.share, name="device_share"),
    path("parametres/notifications/", notices.notices, name="notices"),
    path("parametres/notifications/ajouter", pushing.add, name="push_add"),
    path("parametres/notifications/retirer", pushing.remove, name="push_remove"),
    path("avertisseur.js", pushing.worker, name="push_worker"),
    path("parametres/langue/", index.language, name="settings_language"),
    path("parametres/resultats/", results.results, name="settings_results"),
    path("parametres/qui-entre/", entrants.entrants, name="entrants"),
    path("parametres/fermer/", closing.explain, name="closing"),
    path("parametres/fermer/choix/", closing.choose, name="closing_choice"),
    path("parametres/fermer/demande/", closing.asked, name="closing_asked"),
    path("parametres/fermer/annuler", closing.cancel, name="closing_cancel"),
    path("parametres/ferme/", closed.closed, name="closed"),
    path("parametres/ferme/rouvrir", closed.reopen, name="reopen"),
    path("parametres/ferme/supprimer/", closed.delete, name="deletion"),
    path("parametres/ferme/garder", closed.keep, name="deletion_cancel"),
    path("parametres/ferme/contester", closed.contest, name="contest"),
    path("parametres/ferme/recommencer", closed.begin_again, name="begin_again"),
]
