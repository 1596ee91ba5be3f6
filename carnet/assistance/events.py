"""What the journal says of the desk, in plain French. Who acts is the desk and a number."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from carnet.journal.kinds import EventKind

SENTENCES = {
    EventKind.AGENT_SIGNED_IN: _("{who} {a} ouvert une session au guichet."),
    EventKind.AGENT_REFUSED: _("Une connexion au guichet a été refusée."),
    EventKind.AGENT_SIGNED_OUT: _("{who} {a} fermé la session du guichet."),
    EventKind.AGENT_CHANGED: _("La connexion d’un agent du guichet a été changée."),
    EventKind.PERSON_SOUGHT: _("{who} {a} cherché votre dossier d’assistance."),
    EventKind.PERSON_NOT_FOUND: _("{who} {a} cherché votre dossier, sans votre date de naissance."),
    EventKind.CASE_OPENED: _("{who} {a} ouvert votre dossier d’assistance."),
    EventKind.CASE_REFUSED: _(
        "{who} {s_est} vu refuser l’ouverture de votre dossier d’assistance."
    ),
    EventKind.CASE_CLOSED: _("{who} {a} fermé votre dossier d’assistance."),
    EventKind.DESK_CODE_RENEWED: _("{who} {a} fait envoyer un nouveau code pour votre carnet."),
    EventKind.DESK_UNLOCKED: _("{who} {a} débloqué les essais de connexion."),
    EventKind.DESK_REMINDED: _("{who} {a} fait rappeler votre identifiant, par message."),
    EventKind.MANDATE_PROPOSED: _("{who} {a} proposé un mandat d’aide de {days} jours."),
    EventKind.MANDATE_SIGNED: _("Un mandat signé a été enregistré par {who}."),
    EventKind.MANDATE_AGREED: _("{who} {a} accepté un mandat d’aide de {days} jours."),
    EventKind.MANDATE_REVOKED: _("{who} {a} mis fin à un mandat d’aide."),
    EventKind.MANDATE_ENDED: _("Un mandat d’aide est arrivé à sa fin."),
    EventKind.SCAN_READ: _("{who} {a} relu un mandat signé."),
    EventKind.HELP_BEGUN: _("{who} {a} commencé à suivre l’activation de votre carnet."),
    EventKind.HELP_JOINED: _("{who} suit l’avancement de l’activation, à votre demande."),
    EventKind.HELP_ENDED: _("{who} ne suit plus l’activation de votre carnet."),
    EventKind.TICKET_OPENED: _("{who} {a} posé une question à l’assistance."),
    EventKind.TICKET_WRITTEN: _("{who} {a} complété une question à l’assistance."),
    EventKind.TICKET_READ: _("{who} {a} lu une question posée à l’assistance."),
    EventKind.TICKET_ANSWERED: _("{who} {a} répondu à une question."),
    EventKind.TICKET_CLOSED: _("{who} {a} clos une question à l’assistance."),
    EventKind.TICKETS_DESTROYED: _("Des questions anciennes à l’assistance ont été détruites."),
    EventKind.ACCOUNT_SHOWN: _("{who} {a} montré à l’assistance les données du compte."),
    EventKind.ACCOUNT_HIDDEN: _("Les données du compte ne sont plus montrées à l’assistance."),
    EventKind.ACCOUNT_READ: _("{who} {a} lu les données du compte, avec l’accord donné."),
}
