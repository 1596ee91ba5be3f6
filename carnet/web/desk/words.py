"""The words that only agents read, for what the room of assistance names."""

from __future__ import annotations

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from carnet.assistance.acts import Act
from carnet.assistance.helping import Step
from carnet.assistance.identification import Document
from carnet.assistance.questions import Question
from carnet.web.ui import delays

_ARCHIVE = delays.later("ARCHIVE_YEARS")
STATES = {
    "not_created": _("Pas encore créé. La personne peut s’y opposer."),
    "opposed": _("Opposition enregistrée. Rien n’est créé."),
    "created": _("Créé, pas encore activé."),
    "active": _("Activé. La personne peut se connecter."),
    "suspended": _("Suspendu. Personne n’y entre."),
    "closed": format_lazy(_("Fermé. Il est gardé {archive}, puis détruit."), archive=_ARCHIVE),
    "deletion_pending": _("Fermé. Il va être détruit, à la demande de la personne."),
    "deleted": _("Détruit."),
    "deceased": _("Fermé après un décès."),
}
REASONS = {
    "request": _("à la demande de la personne"),
    "mandate": _("sur un mandat signé, au guichet"),
    "suspension": _("après une suspension"),
    "death": _("après un décès"),
    "fraud": _("après une fraude"),
    "malfunction": _("après une panne"),
}
CONSEQUENCES = {
    Act.OPPOSE: _("Aucun carnet ne sera créé. La personne reçoit un document qui le prouve."),
    Act.WITHDRAW_OPPOSITION: _("Le carnet est créé. Il reste à l’activer."),
    Act.CLOSE: format_lazy(
        _("Plus personne n’y entre. Il est gardé {archive}, puis détruit."), archive=_ARCHIVE
    ),
    Act.CANCEL_CLOSING: _("Le carnet reste ouvert."),
    Act.REOPEN: _("Tout revient dans le carnet."),
    Act.REQUEST_DELETION: format_lazy(
        _("Le carnet est détruit dans les {soon}. Rien ne revient ensuite."),
        soon=delays.later("EXPRESS_DELETION"),
    ),
    Act.CANCEL_DELETION: format_lazy(
        _("Le carnet reste fermé, et gardé {archive}."), archive=_ARCHIVE
    ),
    Act.CONTEST: _("La suspension ne devient pas une fermeture."),
}
QUESTIONS = {
    Question.VITALE: _("Numéro de série de la carte Vitale"),
    Question.GIVEN_NAMES: _("Tous les prénoms"),
    Question.POSTAL_CODE: _("Code postal de l’adresse connue"),
    Question.EMAIL: _("Les 3 premiers caractères de l’adresse e-mail"),
    Question.MOBILE: _("Les 4 derniers chiffres du mobile"),
}
DOCUMENTS = {
    Document.CARD: _("Carte nationale d’identité"),
    Document.PASSPORT: _("Passeport"),
    Document.RESIDENCE: _("Titre de séjour"),
    Document.LICENCE: _("Permis de conduire"),
}
CHANNELS = {"letter": _("Lettre"), "email": _("E-mail"), "sms": _("SMS")}
STEPS = {
    Step.JOINED: _("La personne a écrit le code d’aide"),
    Step.IDENTITY: _("Son identité est prouvée"),
    Step.IDENTIFIER: _("Son identifiant est choisi"),
    Step.CONTACT: _("Son adresse est donnée"),
    Step.CONFIRMED: _("Son adresse est confirmée"),
    Step.ACTIVE: _("Les conditions sont acceptées\u00a0: le carnet est activé"),
}
