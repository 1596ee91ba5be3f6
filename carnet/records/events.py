"""What records tell in the journal, in plain French."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from carnet.journal.kinds import EventKind

SENTENCES = {
    EventKind.RECORD_CREATED: _("Votre carnet a été créé."),
    EventKind.RECORD_OPENED: _("Votre carnet a été activé."),
    EventKind.RECORD_CLOSED: _("Votre carnet a été clôturé."),
    EventKind.RECORD_OPPOSED: _("L’opposition à la création du carnet a été enregistrée."),
    EventKind.RECORD_REOPENED: _("Votre carnet a été rouvert."),
    EventKind.RECORD_SUSPENDED: _("Votre carnet a été suspendu."),
    EventKind.RECORD_RESUMED: _("La suspension de votre carnet a pris fin."),
    EventKind.SUSPENSION_CONTESTED: _("{who} {a} contesté la suspension du carnet."),
    EventKind.CLOSING_REQUESTED: _("{who} {a} demandé la fermeture du carnet."),
    EventKind.CLOSING_CANCELLED: _("{who} {a} annulé la fermeture du carnet."),
    EventKind.DELETION_REQUESTED: _("{who} {a} demandé la suppression du carnet."),
    EventKind.DELETION_CANCELLED: _("{who} {a} annulé la suppression du carnet."),
    EventKind.RECORD_DELETED: _("Le carnet a été supprimé."),
    EventKind.KEY_DESTROYED: _("La clé du carnet a été détruite\u00a0: plus rien ne peut le lire."),
    EventKind.DEATH_RECORDED: _("Le décès du titulaire a été enregistré."),
    EventKind.DEATH_WITHDRAWN: _("Le décès enregistré par erreur a été annulé."),
    EventKind.ARCHIVE_READ: _(
        "L’archive du carnet a été ouverte pour un ayant droit (dossier {reference})."
    ),
    EventKind.OPPOSITION_WITHDRAWN: _("L’opposition à la création du carnet a été retirée."),
    EventKind.CREATION_BLOCKED: _("La création automatique du carnet a été arrêtée."),
    EventKind.MAJORITY_REACHED: _(
        "Le titulaire du carnet a 18 ans\u00a0: ses représentants légaux n’y entrent plus."
    ),
    EventKind.DOCUMENT_DEPOSITED: _("{who} {a} ajouté {document}."),
    EventKind.DOCUMENT_REPLACED: _("{who} {a} remplacé un document par {document}."),
    EventKind.DEPOSIT_REFUSED: _("{who} {a} essayé d’ajouter un document\u00a0: dépôt refusé."),
    EventKind.DEPOSIT_REPLAYED: _("{who} {a} envoyé de nouveau un document déjà présent."),
    EventKind.SEARCHED: _("{who} {a} consulté la liste des documents."),
    EventKind.DOCUMENT_READ: _("{who} {a} lu {document}."),
    EventKind.DOCUMENT_DOWNLOADED: _("{who} {a} téléchargé {document}."),
    EventKind.EXISTENCE_TESTED: _("{who} {a} vérifié si votre carnet existe et s’il est ouvert."),
    EventKind.ACCESS_REFUSED: _("{who} {a} demandé un accès qui a été refusé."),
    EventKind.READERS_LISTED: _("{who} {a} regardé qui peut lire {document}."),
    EventKind.PREVIEWED: _("{who} {a} regardé le carnet comme {subject} le verrait."),
    EventKind.DOCUMENT_UNREADABLE: _(
        "{who} {a} demandé {document}\u00a0: une panne de notre côté a empêché de l’ouvrir."
    ),
    EventKind.DOCUMENT_HIDDEN: _("{who} {a} masqué {document} aux professionnels."),
    EventKind.DOCUMENT_SHOWN: _("{who} {a} rendu {document} visible aux professionnels."),
    EventKind.DOCUMENT_ANNOUNCED: _(
        "Vous avez été prévenu qu’un document vous attend chez votre médecin."
    ),
    EventKind.DOCUMENT_REVEALED: _("{document} est devenu visible dans votre carnet."),
    EventKind.CATEGORY_HIDDEN: _(
        "{who} {a} masqué aux professionnels tous les documents {category}."
    ),
    EventKind.CATEGORY_SHOWN: _(
        "{who} {a} rendu visibles aux professionnels les documents {category}."
    ),
    EventKind.KEPT_FROM: _("{who} {a} masqué {document} à {subject}."),
    EventKind.KEPT_FROM_LIFTED: _("{who} {a} de nouveau montré {document} à {subject}."),
    EventKind.INFECTION_FOUND: _(
        "L’antivirus a trouvé un programme dangereux dans {document}\u00a0: il n’est plus donné."
    ),
    EventKind.DOCUMENT_WITHHELD: _(
        "{who} {a} demandé {document}\u00a0: il n’a pas été donné, à cause de l’antivirus."
    ),
    EventKind.DOCUMENT_DELETED: _("{who} {a} mis {document} à la corbeille."),
    EventKind.DOCUMENT_RESTORED: _("{who} {a} repris {document} dans la corbeille."),
    EventKind.DOCUMENT_ERASED: _("Un document de la corbeille a été effacé pour toujours."),
    EventKind.DOCUMENT_EDITED: _(
        "{who} {a} corrigé le titre, la date ou la catégorie {of_document}."
    ),
    EventKind.PAST_READ: _("{who} {a} regardé le carnet tel qu’il était à une date passée."),
    EventKind.VALUES_READ: _("{who} {a} lu des résultats tirés des documents."),
    EventKind.TEXT_SEARCHED: _("{who} {a} cherché des mots dans les documents."),
    EventKind.HISTORY_OF_CARE_READ: _("{who} {a} consulté l’histoire de santé."),
}
