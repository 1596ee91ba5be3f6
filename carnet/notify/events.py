"""What notify tells in the journal, in plain French."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from carnet.journal.kinds import EventKind

SENTENCES = {
    EventKind.DOCTOR_TOLD: _("{who} {a} été prévenu d’un accès en urgence à ce carnet."),
}
