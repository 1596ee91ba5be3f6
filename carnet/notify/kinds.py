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
    "CONSULTATION_PS": _("Un professionnel de santé a consulté votre carnet."),  # each day: ours
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
    # Proches aidants: names of the official product, then ours. None says who.
    "PARTAGE_PROFIL_AIDANT": _("Une personne vous propose d’être son aidant."),
    "AJOUT_ENTOURAGE": _("Vous êtes maintenant l’aidant d’une personne."),
    "ACCORD_PARTAGE_PROFIL": _("Un proche a accepté d’être votre aidant."),
    "REFUS_PARTAGE_PROFIL": _("Un proche a refusé d’être votre aidant."),
    "REVOCATION_PAR_AIDANT": _("Un aidant a mis fin à son rôle auprès de vous."),
    "REVOCATION_PAR_AIDE": _("Une personne que vous aidiez a mis fin à votre rôle d’aidant."),
    "OFFRE_AIDANT": _("Vous avez proposé à un proche d’être votre aidant."),
    "RETRAIT_OFFRE_AIDANT": _("Une proposition d’être aidant a été retirée."),
    "OFFRE_AIDANT_EXPIREE": _("Une proposition d’être aidant est restée sans réponse."),
    "REFUS_AIDANT": _("Vous avez refusé d’être l’aidant d’une personne."),
    "FIN_AIDANT": _("Un proche n’est plus votre aidant."),
    "FIN_AIDE": _("Vous n’êtes plus l’aidant d’une personne."),
}


def sentence(kind: str) -> str:
    """The sentence of a kind; LookupError for one that the house does not know."""
    return str(SENTENCES[kind])


FAMILY = frozenset(
    {"INVITATION_RL", "REPONSE_INVITATION_RL", "NOUVEAU_RL", "FIN_REPRESENTATION"}
    | {"PARTAGE_PROFIL_AIDANT", "AJOUT_ENTOURAGE", "REVOCATION_PAR_AIDE"}
    | {"REFUS_AIDANT", "FIN_AIDE"}
)  # read on « Ma famille »
CAREGIVERS = frozenset(
    {"OFFRE_AIDANT", "ACCORD_PARTAGE_PROFIL", "REFUS_PARTAGE_PROFIL", "REVOCATION_PAR_AIDANT"}
    | {"FIN_AIDANT"}
)  # read on « Mes aidants »
