"""Addresses under /parametres/."""

from __future__ import annotations

from django.urls import URLPattern, path

from carnet.web.patient.settings import (
    again,
    closed,
    closing,
    contacts,
    devices,
    download,
    entrants,
    index,
    notices,
    passkeys,
    password,
)

urlpatterns: list[URLPattern] = [
    path("", index.index, name="settings"),
    path("confirmer/", again.again, name="again"),
    path("contacts/", contacts.contacts, name="contacts"),
    path("contacts/code/", contacts.code, name="contacts_code"),
    path("contacts/retirer", contacts.remove, name="contacts_remove"),
    path("mot-de-passe/", password.password, name="password"),
    path("cles/", passkeys.passkeys, name="passkeys"),
    path("cles/demande/", passkeys.options, name="passkey_options"),
    path("cles/ajouter/", passkeys.add, name="passkey_add"),
    path("cles/retirer", passkeys.remove, name="passkey_remove"),
    path("appareils/", devices.devices, name="devices"),
    path("appareils/fermer", devices.end, name="session_end"),
    path("appareils/fermer-autres", devices.end_others, name="session_end_others"),
    path("appareils/dissocier", devices.dissociate, name="device_dissociate"),
    path("appareils/partage", devices.share, name="device_share"),
    path("messages/", notices.notices, name="notices"),
    path("langue/", index.language, name="settings_language"),
    path("qui-entre/", entrants.entrants, name="entrants"),
    path("telecharger/", download.download, name="download"),
    path("fermer/", closing.explain, name="closing"),
    path("fermer/choix/", closing.choose, name="closing_choice"),
    path("fermer/demande/", closing.asked, name="closing_asked"),
    path("fermer/annuler", closing.cancel, name="closing_cancel"),
    path("ferme/", closed.closed, name="closed"),
    path("ferme/rouvrir", closed.reopen, name="reopen"),
    path("ferme/supprimer/", closed.delete, name="deletion"),
    path("ferme/garder", closed.keep, name="deletion_cancel"),
    path("ferme/contester", closed.contest, name="contest"),
    path("ferme/recommencer", closed.begin_again, name="begin_again"),
]
