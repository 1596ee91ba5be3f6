"""Addresses of activation, sign-in and sign-out: what one meets before one's own pages."""

from __future__ import annotations

from django.urls import URLPattern, path

from carnet.web.patient import (
    activation,
    coming_back,
    dead_ends,
    federation,
    leaving,
    no_code,
    passkey_signin,
    recovery,
    signin,
)

urlpatterns: list[URLPattern] = [
    path("activer/", activation.identity, name="activation"),
    path("activer/identifiant/", activation.sign_in, name="activation_sign_in"),
    path("activer/contact/", activation.contact, name="activation_contact"),
    path("activer/code/", activation.code, name="activation_code"),
    path("activer/conditions/", activation.terms, name="activation_terms"),
    path("activer/arret/<slug:reason>/", dead_ends.page, name="dead_end"),
    path("activer/sans-code/", no_code.card, name="no_code"),
    path("activer/nouveau-code/", no_code.choose, name="new_code"),
    path("activer/revenir/", coming_back.come_back, name="come_back"),
    path("connexion/", signin.sign_in, name="sign_in"),
    path("connexion/code/", signin.code, name="sign_in_code"),
    path("connexion/code/renvoyer/", signin.send_again, name="sign_in_again"),
    path("connexion/cle/", passkey_signin.with_passkey, name="sign_in_passkey"),
    path("connexion/cle/demande/", passkey_signin.options, name="sign_in_passkey_options"),
    path("connexion/franceconnect/", federation.leave, name="federation"),
    path("connexion/franceconnect/retour/", federation.back, name="federation_back"),
    path("connexion/identifiant-oublie/", recovery.identifier, name="forgotten_identifier"),
    path("connexion/identifiant-oublie/fait/", recovery.reminded, name="identifier_sent"),
    path("connexion/mot-de-passe-oublie/", recovery.password, name="forgotten_password"),
    path("connexion/mot-de-passe-oublie/code/", recovery.code, name="recovery_code"),
    path("connexion/mot-de-passe-oublie/nouveau/", recovery.new_password, name="new_password"),
    path("deconnexion/", leaving.sign_out, name="sign_out"),
    path("deconnexion/faite/", leaving.signed_out, name="signed_out"),
]
