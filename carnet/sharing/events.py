"""What sharing tells in the journal, in plain French."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from carnet.journal.kinds import EventKind

# When the subject is the one who acts.
OF_ONESELF = {
    EventKind.CONSENT_RECORDED: _("{who} {a} noté votre accord."),
    EventKind.DELEGATION_ENDED: _("{who} {a} mis fin à son rôle d’aidant."),
}
SENTENCES = {
    EventKind.CONSENT_RECORDED: _("{who} {a} noté l’accord donné à {subject}."),
    EventKind.CONSENT_WITHDRAWN: _("{who} {a} mis fin à l’accord donné à {subject}."),
    EventKind.BLOCKED: _("{who} {a} bloqué {subject}."),
    EventKind.UNBLOCKED: _("{who} {a} débloqué {subject}\u00a0: un nouvel accord sera nécessaire."),
    EventKind.CONSENT_EXPIRED: _("L’accord donné à {subject} a pris fin à la date prévue."),
    EventKind.CONSENT_CODE_MADE: _("{who} {a} fait un code à montrer à un soignant."),
    EventKind.CONSENT_CODE_REFUSED: _("{who} {a} présenté un code qui ne sert plus."),
    EventKind.ADMINISTRATOR_CHOSEN: _("{who} {a} choisi {subject} comme administrateur."),
    EventKind.ADMINISTRATOR_ENDED: _("{subject} n’est plus administrateur de ce carnet."),
    EventKind.REPRESENTATION_RECORDED: _(
        "{who} {a} enregistré {subject} comme représentant légal."
    ),
    EventKind.REPRESENTATION_CERTIFIED: _("{who} {a} certifié être représentant légal."),
    EventKind.REPRESENTATION_DENIED: _("{who} {a} indiqué ne pas être représentant légal."),
    EventKind.REPRESENTATION_RESTORED: _(
        "{who} {a} permis de nouveau à {subject} de dire s’il est représentant légal."
    ),
    EventKind.REPRESENTATION_REJECTED: _(
        "{who} {a} enregistré que {subject} n’est pas représentant légal ({reason})."
    ),
    EventKind.REPRESENTATION_ENDED: _("{subject} n’est plus représentant légal."),
    # No name here: the one who invites must not learn from it who is insured.
    EventKind.REPRESENTATIVE_INVITED: _("{who} {a} invité un deuxième représentant légal."),
    EventKind.INVITATION_ACCEPTED: _("{who} {a} accepté d’être le deuxième représentant légal."),
    EventKind.INVITATION_REFUSED: _("L’invitation du deuxième représentant légal a été refusée."),
    EventKind.INVITATION_WITHDRAWN: _(
        "{who} {a} retiré l’invitation du deuxième représentant légal."
    ),
    EventKind.TREATING_DOCTOR_DECLARED: _("{who} {a} enregistré {subject} comme médecin traitant."),
    # No name here either, before the caregiver answers.
    EventKind.DELEGATION_OFFERED: _("{who} {a} proposé le rôle d’aidant à un proche."),
    EventKind.DELEGATION_RECORDED: _("{who} {a} enregistré un mandat d’aidant signé sur papier."),
    EventKind.DELEGATION_ACCEPTED: _("{who} {a} accepté d’être aidant pour ce carnet."),
    EventKind.DELEGATION_REFUSED: _("La proposition d’être aidant a été refusée."),
    EventKind.DELEGATION_WITHDRAWN: _("{who} {a} retiré une proposition d’être aidant."),
    EventKind.DELEGATION_ENDED: _("{who} {a} mis fin à l’aide {of_subject}."),
    EventKind.DELEGATION_EXPIRED: _("Une proposition d’être aidant est restée sans réponse."),
    EventKind.REPORTED: _("{who} {a} signalé un accès anormal (signalement n°\u00a0{report})."),
    EventKind.REPORT_ANSWERED: _("{who} {a} répondu au signalement n°\u00a0{report}."),
    EventKind.EMERGENCY_CHANGED: _("{who} {a} choisi qui peut entrer en cas d’urgence."),
    EventKind.EMERGENCY_ENTERED: _("{who} {a} ouvert ce carnet en urgence."),
    EventKind.EMERGENCY_REVIEWED: _("Un accès en urgence a été examiné par le service."),
    EventKind.CONFIDENTIALITY_CHANGED: _(
        "{who} {a} choisi si les documents à venir sont masqués aux soignants."
    ),
}
