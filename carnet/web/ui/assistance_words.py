"""The words that the person and the agent both read: mandates, questions to the hotline, files."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from carnet.assistance.acts import Act
from carnet.assistance.caregivers import CAREGIVER
from carnet.assistance.tickets import Subject

ACTS = {
    Act.OPPOSE: _("S’opposer à la création du carnet"),
    Act.WITHDRAW_OPPOSITION: _("Revenir sur l’opposition"),
    Act.CLOSE: _("Fermer le carnet"),
    Act.CANCEL_CLOSING: _("Annuler la fermeture demandée"),
    Act.REOPEN: _("Rouvrir le carnet"),
    Act.REQUEST_DELETION: _("Détruire le carnet sans attendre"),
    Act.CANCEL_DELETION: _("Annuler la destruction"),
    Act.CONTEST: _("Contester la suspension"),
}
WHAT = {str(act): words for act, words in ACTS.items()} | {
    "help": _("Aide à distance ou sur place"),
    CAREGIVER: _("Choix d’un aidant"),
}
SUBJECTS = {
    Subject.SIGN_IN: _("Je n’arrive pas à me connecter"),
    Subject.CODE: _("Je n’ai pas reçu un code"),
    Subject.CONTACTS: _("Mes adresses ou mon mobile"),
    Subject.FAMILY: _("Le carnet d’un enfant"),
    Subject.DOCUMENTS: _("Un document manque ou ne s’ouvre pas"),
    Subject.ACCESS: _("Quelqu’un est entré dans mon carnet"),
    Subject.CLOSING: _("Fermer ou rouvrir mon carnet"),
    Subject.OTHER: _("Autre chose"),
}
DAYS = {1: _("1 jour"), 31: _("31 jours"), 182: _("182 jours"), 365: _("365 jours")}
TICKET_STATES = {"waiting": _("En attente"), "answered": _("Répondue"), "closed": _("Close")}
FILE_PROBLEMS = {
    "empty": _("Ce fichier est vide. Choisissez-en un autre."),
    "large": _("Ce fichier dépasse 10\u00a0Mo. Choisissez-en un plus léger."),
    "kind": _("Ce type de fichier n’est pas accepté."),
    "unreadable": _("Ce fichier ne s’ouvre pas. Numérisez-le de nouveau."),
    "many": _("Choisissez 5 fichiers au plus."),
}
