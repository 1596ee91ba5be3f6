"""What the journal says of enrolment, activation and sign-in, in plain French.

Who failed to prove who they are is nobody: those sentences name no one.
"""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from carnet.journal.kinds import EventKind

SENTENCES = {
    EventKind.CODE_SENT: _("Un code pour activer votre carnet a été envoyé."),
    EventKind.INFORMED: _("L’information sur le carnet et sur le droit de s’opposer est partie."),
    EventKind.IDENTITY_UPDATED: _(
        "L’assurance maladie a transmis un changement d’identité ou de coordonnées."
    ),
    EventKind.CODE_REFUSED: _("Quelqu’un a essayé d’activer votre carnet, sans y parvenir."),
    EventKind.ACTIVATED: _("{who} {a} activé votre carnet."),
    EventKind.TERMS_ACCEPTED: _("{who} {a} accepté les conditions d’utilisation."),
    EventKind.EMAIL_CONFIRMED: _("{who} {a} confirmé une adresse e-mail."),
    EventKind.MOBILE_CONFIRMED: _("{who} {a} confirmé un numéro de mobile."),
    EventKind.SIGNED_IN: _("{who} {a} ouvert une session."),
    EventKind.SIGNED_OUT: _("{who} {a} fermé la session."),
    EventKind.SIGN_IN_FAILED: _("Quelqu’un a essayé de se connecter avec un mauvais mot de passe."),
    EventKind.SIGN_IN_LOCKED: _("Trop d’essais de connexion\u00a0: ils ont été arrêtés un moment."),
    EventKind.PROFILE_SWITCHED: _("{who} {a} ouvert ce carnet."),
    EventKind.ONE_TIME_CODE_SENT: _("Un code de connexion a été envoyé."),
    EventKind.ONE_TIME_CODE_REFUSED: _("Quelqu’un a écrit un mauvais code de connexion."),
    EventKind.PASSKEY_ADDED: _("{who} {a} ajouté une clé d’accès."),
    EventKind.PASSKEY_REMOVED: _("{who} {a} retiré une clé d’accès."),
    EventKind.PASSKEY_REFUSED: _("Une clé d’accès a été refusée à la connexion."),
    EventKind.DEVICE_NEW: _("{who} {a} utilisé un nouvel appareil."),
    EventKind.DEVICE_REVOKED: _("{who} {a} dissocié un appareil."),
    EventKind.SESSION_ENDED: _("{who} {a} fermé une session à distance."),
    EventKind.FEDERATION_LINKED: _("Un compte FranceConnect a été relié à ce carnet."),
    EventKind.FEDERATION_REMOVED: _("{who} {a} retiré l’entrée par FranceConnect."),
    EventKind.FEDERATION_ALLOWED: _("{who} {a} permis de nouveau l’entrée par FranceConnect."),
    EventKind.EMAIL_REFUSED: _("Votre adresse e-mail a refusé un message. Nous n’y écrivons plus."),
    EventKind.EMAIL_ANSWERED: _("Votre adresse e-mail reçoit de nouveau nos messages."),
    EventKind.FEDERATION_REFUSED: _("Une connexion par FranceConnect a été refusée."),
    EventKind.IDENTIFIER_REMINDED: _("L’identifiant a été rappelé, par message."),
    EventKind.PASSWORD_RESET: _("Un nouveau mot de passe a remplacé celui qui était oublié."),
    EventKind.PASSWORD_CHANGED: _("{who} {a} changé de mot de passe."),
    EventKind.CONTACT_CHANGED: _("{who} {a} changé d’adresse e-mail ou de mobile."),
}
