"""What sharing tells in the journal."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from carnet.journal.kinds import EventKind

SENTENCES = {
    EventKind.CONSENT_RECORDED: _("{who} {a} enregistré votre accord pour {subject}."),
}
