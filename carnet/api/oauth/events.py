"""What the token door tells in the journal: of a structure, in nobody's record."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from carnet.journal.kinds import EventKind

SENTENCES = {
    EventKind.TOKEN_ISSUED: _("{who} {a} reçu un accès pour son logiciel."),
    EventKind.TOKEN_REFUSED: _("{who} {a} demandé un accès pour son logiciel, sans l’obtenir."),
}
