"""What the reading of documents tells in the journal, in plain French. Never what they say."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from carnet.journal.kinds import EventKind

SENTENCES = {
    EventKind.VALUES_REFUSED: _(
        "{who} {a} refusé que des résultats soient tirés des documents. Ils ont été effacés."
    ),
    EventKind.VALUES_ALLOWED: _("{who} {a} permis de tirer des résultats des documents."),
}
