"""What copies tell in the journal, in plain French."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from carnet.journal.kinds import EventKind

SENTENCES = {
    EventKind.COPY_ASKED: _("{who} {a} demandé une copie du carnet."),
    EventKind.COPY_MADE: _("{who} {a} préparé une copie du carnet."),
    EventKind.COPY_DOWNLOADED: _("{who} {a} téléchargé la copie du carnet."),
    EventKind.COPY_FAILED: _("La copie du carnet n’a pas pu être préparée."),
    EventKind.RECORD_BROUGHT_IN: _("Le service a fait entrer le carnet venu d’un autre service."),
}
