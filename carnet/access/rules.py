"""The table of the policy: ordered rules, the first whose conditions all hold decides.

``when`` lists names of carnet.access.conditions; all must hold, "-" negates one. A rule that
asks something of a document is passed over when the question is about the record as a whole.
Sources: domain.md 4.1 to 4.5 and 11; what those leave open is marked "proposed".
"""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext_noop as _

ALLOW, REFUSE = True, False
VERSION = 2  # journaled with every decision: a change of table or matrix needs a new one


@dataclass(frozen=True, slots=True)
class Rule:
    """One line of the table. ``number`` is journaled: never reuse one."""

    number: int
    code: str
    allows: bool
    when: str
    for_patient: str  # French, to be translated where it is shown
    for_reader: str  # leaks nothing about any document


# What is refused about one document is said alike for all, and alike for one that never was.
ABSENT = _("Document introuvable.")

RULES = (
    # The record: nobody reads or feeds one that is closed, opposed or not created (11.7, 11.8).
    Rule(1, "RECORD_NOT_OPEN", REFUSE, "-record_open -reading_archive",
         _("Le carnet n’est pas ouvert."),
         _("Ce carnet n’existe pas ou n’est pas ouvert.")),
    Rule(3, "NO_ARCHIVE", REFUSE, "-record_open reading_archive -archived",
         _("Il n’y a pas d’archive."),
         _("Il n’y a pas d’archive.")),
    Rule(2, "PURPOSE_NOT_OFFERED", REFUSE, "-normal_purpose",
         _("Ce mode d’accès n’est pas proposé."),
         _("Ce mode d’accès n’est pas proposé.")),
    # Feeding: no consent is needed, and one who is blocked still deposits (11.1).
    Rule(10, "CARE_FEEDS", ALLOW, "depositing caregiver",
         _("Peut ajouter des documents à votre carnet."),
         _("Dépôt permis.")),
    Rule(11, "INSURER_FEEDS", ALLOW, "depositing system",
         _("L’Assurance Maladie ajoute des documents à votre carnet."),
         _("Dépôt permis.")),
    Rule(12, "DELETED", REFUSE, "deleted", _("Document supprimé par son auteur."), ABSENT),
    # The archive of a closed record is read by its holder, by the representative of a minor, and
    # for the ayants droit of a deceased one (L1111-13-1 IV); by nobody who cares, ever.
    Rule(15, "SECRET_OF_A_DECEASED_MINOR", REFUSE,
         "reading_archive archived heirs hidden_from_representatives",
         _("Non visible des ayants droit."), ABSENT),
    Rule(13, "ARCHIVE_FOR_THE_HEIRS", ALLOW, "reading_archive archived heirs system",
         _("Remise à un ayant droit, dans les conditions de la loi."),
         _("Remise à un ayant droit.")),
    Rule(14, "ARCHIVE_NOT_YOURS", REFUSE, "reading_archive archived -person",
         _("L’archive n’est lue que par vous."),
         _("L’archive d’un carnet fermé n’est lue que par son titulaire.")),
    # The person, and those who represent a minor (R1111-50, R1111-53).
    Rule(20, "NOT_YET_ANNOUNCED", REFUSE, "holder hidden_from_patient",
         _("Sera visible après la consultation d’annonce."), ABSENT),
    Rule(26, "ARCHIVE_OF_HOLDER", ALLOW, "reading_archive archived holder",
         _("C’est l’archive de votre carnet."), _("C’est l’archive de votre carnet.")),
    Rule(21, "HOLDER", ALLOW, "holder", _("C’est votre carnet."), _("C’est votre carnet.")),
    Rule(22, "NOT_YET_ANNOUNCED_TO_PARENT", REFUSE, "represents hidden_from_patient",
         _("Sera visible après la consultation d’annonce."), ABSENT),
    Rule(23, "SECRET_OF_A_MINOR", REFUSE, "represents hidden_from_representatives",
         _("Non visible des représentants légaux."), ABSENT),
    Rule(27, "ARCHIVE_OF_A_MINOR", ALLOW, "reading_archive archived represents",
         _("Représentant légal."),
         _("C’est l’archive de son carnet.")),
    Rule(24, "LEGAL_REPRESENTATIVE", ALLOW, "represents",
         _("Représentant légal."),
         _("Vous êtes son représentant légal.")),
    Rule(25, "NOT_THEIR_RECORD", REFUSE, "person",
         _("N’a aucun lien avec ce carnet."),
         _("Ce carnet n’est pas le vôtre.")),
    # A structure's software with nobody named only feeds; other actors never read (4.2).
    Rule(30, "NOBODY_NAMED", REFUSE, "organization",
         _("Peut seulement ajouter des documents\u00a0: aucun professionnel n’est nommé."),
         _("La consultation demande que le professionnel soit nommé.")),
    Rule(31, "NOT_A_READER", REFUSE, "-professional",
         _("N’a pas accès au contenu médical."),
         _("Cet accès n’ouvre pas le contenu médical.")),
    # Professionals. A block wins over everything, authorship included (4.1).
    Rule(40, "BLOCKED", REFUSE, "blocked",
         _("Vous l’avez bloqué."),
         _("Le titulaire du carnet s’est opposé à votre accès.")),
    Rule(41, "ATTESTS_CONSENT", ALLOW, "sharing",
         _("Peut enregistrer l’accord que vous lui donnez."),
         _("Vous pouvez enregistrer l’accord du patient.")),
    Rule(42, "AUTHOR_HIDES", ALLOW, "hiding author",
         _("Auteur du document\u00a0: peut le masquer à votre demande."),
         _("Vous êtes l’auteur du document.")),
    Rule(43, "ONLY_THE_PERSON", REFUSE, "-consulting",
         _("Vous seul pouvez le faire."),
         _("Seul le titulaire du carnet peut le faire.")),
    # The médecin traitant too needs a first consent: a role gives no access (4.3, CE 490409).
    Rule(44, "NO_CONSENT", REFUSE, "-any_consent",
         _("Vous ne l’avez pas autorisé."),
         _("Le titulaire du carnet ne vous a pas encore autorisé.")),
    Rule(50, "AUTHOR", ALLOW, "author",
         _("Auteur du document."),
         _("Vous êtes l’auteur du document.")),
    Rule(51, "HIDDEN", REFUSE, "hidden_from_professionals -sees_hidden",
         _("Vous avez masqué ce document."), ABSENT),
    Rule(52, "TREATING_DOCTOR", ALLOW, "treating_doctor",
         _("Votre médecin traitant, autorisé par vous."),
         _("Vous êtes le médecin traitant, autorisé par le patient.")),
    # R and V exist in JDV_J08 with no effect stated there; proposed: ever fewer readers.
    Rule(53, "VERY_RESTRICTED", REFUSE, "very_restricted",
         _("Document très confidentiel\u00a0: son auteur et votre médecin traitant seulement."),
         ABSENT),
    Rule(54, "RESTRICTED", REFUSE, "restricted -named_consent",
         _("Document confidentiel\u00a0: il faut une autorisation à son nom."), ABSENT),
    Rule(55, "NOT_FOR_PROFESSION", REFUSE, "-type_for_profession",
         _("Sa profession ne lit pas ce type de document."), ABSENT),
    Rule(56, "AUTHORISED", ALLOW, "named_consent",
         _("Autorisé par vous."),
         _("Le patient vous a autorisé.")),
    Rule(57, "TEAM_AUTHORISED", ALLOW, "team_consent",
         _("Sa structure est autorisée par vous."),
         _("Le patient a autorisé votre structure.")),
    Rule(99, "OTHERWISE_NO", REFUSE, "",
         _("Aucune règle ne le permet."),
         _("Aucune règle ne le permet.")),
)  # fmt: skip

# Outside the table: it decides nothing, and names in the trace that there was nothing to decide.
NO_SUCH_DOCUMENT = Rule(
    90, "NO_SUCH_DOCUMENT", REFUSE, "",
    _("Le document demandé n’est pas dans votre carnet."), ABSENT,
)  # fmt: skip

NOT_THEIR_RECORD, BLOCKED, ONLY_THE_PERSON = 25, 40, 43
BY_NUMBER = {rule.number: rule for rule in (*RULES, NO_SUCH_DOCUMENT)}
