"""What filing tells in the journal, in plain French. Never the name of a folder."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from carnet.journal.kinds import EventKind

SENTENCES = {
    EventKind.FOLDER_CREATED: _("{who} {a} créé un dossier de documents."),
    EventKind.FOLDER_RENAMED: _("{who} {a} renommé un dossier de documents."),
    EventKind.FOLDER_DELETED: _("{who} {a} supprimé un dossier de documents, sans les documents."),
    EventKind.DOCUMENT_FILED: _("{who} {a} rangé {document} dans un dossier."),
    EventKind.DOCUMENT_UNFILED: _("{who} {a} sorti {document} de son dossier."),
    EventKind.DOCUMENT_PINNED: _("{who} {a} épinglé {document}."),
    EventKind.DOCUMENT_UNPINNED: _("{who} {a} cessé d’épingler {document}."),
    EventKind.DOCUMENT_LINKED: _("{who} {a} relié {document} à un autre élément du carnet."),
    EventKind.DOCUMENT_UNLINKED: _("{who} {a} retiré un lien {of_document}."),
}
