"""What the profile tells in the journal, in plain French. Never the answer itself."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from carnet.journal.kinds import EventKind

SENTENCES = {
    EventKind.PROFILE_ANSWERED: _("{who} {a} répondu à une question sur votre santé."),
    EventKind.PROFILE_READ: _("{who} {a} lu vos réponses sur votre santé."),
}
