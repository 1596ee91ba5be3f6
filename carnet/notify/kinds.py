"""Kinds of notices and their French sentence in the centre, which is behind the sign-in."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

# Names of the official product (domain.md 7.8), so that exports and apps agree.
SENTENCES: dict[str, str | Promise] = {
    "AJOUT_DOCUMENT": _("Un document a été ajouté à votre carnet."),
    "MODIF_DOCUMENT": _("Un document de votre carnet a été remplacé."),
    "SUPP_DOC": _("Un document a été retiré de votre carnet."),
    # R1111-53. The second name is ours: the first notice has none in the official product.
    "REMISE_VISIBILITE_AUTO": _("Un document est devenu visible dans votre carnet."),
    "DOCUMENT_EN_ATTENTE": _("Un document vous attend chez votre médecin. Parlez-en avec lui."),
    "ACCES_DMP_PS": _("Un professionnel de santé a pour la première fois accès à votre carnet."),
    "ACCES_BRIS_GLACE": _("Votre carnet a été ouvert en urgence."),
    # What follows from sharing: ours.
    "EXAMEN_URGENCE": _("Un accès en urgence à votre carnet a été examiné."),
    "FIN_ACCORD": _("Un accord que vous aviez donné a pris fin à la date prévue."),
    "BLOCAGE_DEMANDE": _("Un soignant en a bloqué un autre à votre demande."),
    # The account: ours. Its message is one of its own.
    "NOUVEL_APPAREIL": _("Un nouvel appareil s’est connecté à votre compte."),
    "REPONSE_SUPPORT": _("L’assistance a répondu à votre question."),
    "REPONSE_SIGNALEMENT": _("Vous avez une réponse à un signalement d’accès."),
    # Families: ours. None says of which child.
    "INVITATION_RL": _("Un parent vous invite à représenter aussi son enfant."),
    "REPONSE_INVITATION_RL": _("Votre invitation d’un deuxième parent a reçu une réponse."),
    "NOUVEAU_RL": _("Un enfant que vous représentez a un nouveau représentant légal."),
    "FIN_REPRESENTATION": _("Vous n’êtes plus le représentant légal d’un enfant."),
}


def sentence(kind: str) -> str:
    """The sentence of a kind; LookupError for one that the house does not know."""
    return str(SENTENCES[kind])


FAMILY = frozenset(
    {"INVITATION_RL", "REPONSE_INVITATION_RL", "NOUVEAU_RL", "FIN_REPRESENTATION"}
)  # read on « Ma famille »
