"""What sharing tells in the journal, in plain French."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from carnet.journal.kinds import EventKind

# When the subject is the one who acts.
OF_ONESELF = {EventKind.CONSENT_RECORDED: _("{who} {a} noté votre accord.")}
SENTENCES = {
    EventKind.CONSENT_RECORDED: _("{who} {a} noté l’accord donné à {subject}."),
    EventKind.CONSENT_WITHDRAWN: _("{who} {a} mis fin à l’accord donné à {subject}."),
    EventKind.BLOCKED: _("{who} {a} bloqué {subject}."),
    EventKind.UNBLOCKED: _("{who} {a} débloqué {subject}\u00a0: un nouvel accord sera nécessaire."),
    EventKind.REPRESENTATION_RECORDED: _(
        "{who} {a} enregistré {subject} comme représentant légal."
    ),
    EventKind.TREATING_DOCTOR_DECLARED: _("{who} {a} enregistré {subject} comme médecin traitant."),
}
