"""What notify tells in the journal, in plain French."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from carnet.journal.kinds import EventKind

SENTENCES = {
    EventKind.DOCTOR_TOLD: _("{who} {a} été prévenu d’un accès en urgence à ce carnet."),
    EventKind.NOTICES_CHANGED: _("{who} {a} changé la façon d’être prévenu."),
    EventKind.PUSH_ADDED: _("{who} {a} ajouté un appareil qui reçoit des notifications."),
    EventKind.PUSH_REMOVED: _("Un appareil ne reçoit plus de notifications."),
}
