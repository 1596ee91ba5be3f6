"""The table of the policy: ordered rules, the first whose conditions all hold decides.

``when`` lists names of carnet.access.conditions; all must hold, "-" negates one. A rule that
asks something of a document is passed over when the question is about the record as a whole.
Sources: domain.md 4.1 to 4.5 and 11; what those leave open is marked "proposed".
"""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext_noop as _

ALLOW, REFUSE = True, False
VERSION = 3  # of this table; carnet/access/data keeps all of them (test_replay.py)
_MATRICES = 100


def version(matrix: int) -> int:
    """What the journal stores of a decision: the table, and 100 times the import of the matrix."""
    return VERSION + _MATRICES * matrix


def table_of(version: int) -> int:
    """The version of the table in what the journal stores."""
    return version % _MATRICES


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
    # Emergencies and the « connexion secrète » are of those who care (4.2).
    Rule(2, "PURPOSE_NOT_OFFERED", REFUSE, "-normal_purpose -carer",
         _("Ce mode d’accès n’est pas proposé."),
         _("Ce mode d’accès n’est pas proposé.")),
    Rule(4, "NOT_A_MINOR", REFUSE, "secret -minor",
         _("La connexion secrète n’existe que pour un mineur."),
         _("La connexion secrète n’existe que pour un mineur.")),
    # Feeding: no consent is needed, and one who is blocked still deposits (11.1).
    Rule(10, "CARE_FEEDS", ALLOW, "depositing carer",
         _("Peut ajouter des documents à votre carnet."),
         _("Dépôt permis.")),
    Rule(11, "INSURER_FEEDS", ALLOW, "depositing system",
         _("L’Assurance Maladie ajoute des documents à votre carnet."),
         _("Dépôt permis.")),
    # The trace tells what was not there from what is kept from the reader; the answer does not.
    Rule(90, "NO_SUCH_DOCUMENT", REFUSE, "absent",
         _("Le document demandé n’est pas dans votre carnet."), ABSENT),
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
    # A proche aidant: what is never theirs first, then what the person entrusted them with (1.8).
    Rule(28, "NOT_FOR_A_DELEGATE", REFUSE, "delegate -entrusted",
         _("Vous seul pouvez le faire, jamais un aidant."),
         _("Seul le titulaire du carnet peut le faire.")),
    Rule(29, "DELEGATE_ONLY_READS", REFUSE, "delegate depositing -delegate_writes",
         _("Votre aidant peut lire, pas ajouter."),
         _("Vous pouvez lire ce carnet, pas y ajouter de document.")),
    Rule(39, "PROFILE_NOT_DELEGATED", REFUSE, "delegate reading_profile -profile_delegated",
         _("Vous n’avez pas confié votre profil médical à votre aidant, ou seulement à lire."),
         _("Le profil médical ne vous est pas confié, ou seulement à lire.")),
    Rule(16, "DELEGATE_ADDS_NO_DIRECTIVES", REFUSE, "delegate depositing advance_directives",
         _("Vos directives anticipées ne sont jamais confiées à un aidant."),
         _("Seul le titulaire du carnet écrit ses directives anticipées.")),
    Rule(17, "DELEGATE_ADDS_ELSEWHERE", REFUSE, "delegate depositing -category_delegated",
         _("Vous n’avez pas confié cette catégorie de documents à votre aidant."),
         _("Cette catégorie de documents ne vous est pas confiée.")),
    Rule(37, "DELEGATE_ADDS", ALLOW, "delegate depositing",
         _("Votre aidant, autorisé par vous à ajouter des documents."),
         _("Vous êtes son aidant.")),
    Rule(32, "NOT_YET_ANNOUNCED_TO_DELEGATE", REFUSE, "delegate hidden_from_patient",
         _("Sera visible après la consultation d’annonce."), ABSENT),
    Rule(33, "SECRET_FROM_DELEGATE", REFUSE, "delegate hidden_from_representatives",
         _("Non visible des aidants d’un mineur."), ABSENT),
    Rule(34, "DIRECTIVES_NOT_DELEGATED", REFUSE, "delegate advance_directives",
         _("Vos directives anticipées ne sont jamais confiées à un aidant."), ABSENT),
    Rule(35, "HIDDEN_FROM_DELEGATE", REFUSE,
         "delegate hidden_from_professionals -delegate_sees_hidden",
         _("Document masqué\u00a0: vous ne l’avez pas confié à votre aidant."), ABSENT),
    Rule(36, "CATEGORY_NOT_DELEGATED", REFUSE, "delegate -category_delegated",
         _("Vous n’avez pas confié cette catégorie de documents à votre aidant."), ABSENT),
    Rule(38, "DELEGATE", ALLOW, "delegate",
         _("Votre aidant, autorisé par vous."),
         _("Vous êtes son aidant.")),
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
    # An emergency opens to reading only, unless the person said no (L1111-17, R1111-48).
    Rule(8, "EMERGENCY_ONLY_READS", REFUSE, "emergency -consulting",
         _("L’accès en urgence permet seulement de lire."),
         _("L’accès en urgence permet seulement de lire.")),
    Rule(5, "REGULATION_OPPOSED", REFUSE, "regulation regulation_opposed",
         _("Vous avez refusé l’accès du SAMU (centre 15)."),
         _("Le titulaire du carnet a refusé l’accès du centre 15.")),
    Rule(6, "BREAK_GLASS_OPPOSED", REFUSE, "break_glass break_glass_opposed",
         _("Vous avez refusé l’accès en urgence."),
         _("Le titulaire du carnet a refusé l’accès en urgence.")),
    Rule(7, "NO_REASON", REFUSE, "break_glass -reason_given",
         _("Accès en urgence demandé sans motif."),
         _("L’accès en urgence demande un motif.")),
    Rule(9, "EMERGENCY_OVER", REFUSE, "emergency emergency_over",
         _("L’accès en urgence était terminé."),
         _("L’accès en urgence est terminé. Pour un nouvel accès, donnez un nouveau motif.")),
    Rule(45, "ADMINISTRATOR_BLOCKS", ALLOW, "blocking administrator named_consent",
         _("Soignant administrateur, choisi par vous\u00a0: peut bloquer à votre demande."),
         _("Le patient vous a choisi comme administrateur.")),
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
    Rule(44, "NO_CONSENT", REFUSE, "-any_consent -emergency",
         _("Vous ne l’avez pas autorisé."),
         _("Le titulaire du carnet ne vous a pas encore autorisé.")),
    Rule(50, "AUTHOR", ALLOW, "author",
         _("Auteur du document."),
         _("Vous êtes l’auteur du document.")),
    # In an emergency, nobody's role or consent counts: the person's switches, and the matrix.
    Rule(60, "HIDDEN_IN_EMERGENCY", REFUSE,
         "emergency hidden_from_professionals -emergency_hidden",
         _("Vous avez masqué ce document, en urgence aussi."), ABSENT),
    Rule(61, "KEPT_FROM_IN_EMERGENCY", REFUSE, "emergency kept_from_reader -emergency_hidden",
         _("Vous lui avez masqué ce document, en urgence aussi."), ABSENT),
    Rule(62, "VERY_RESTRICTED_IN_EMERGENCY", REFUSE, "emergency very_restricted",
         _("Document très confidentiel\u00a0: non lu en urgence."), ABSENT),
    Rule(63, "NOT_FOR_PROFESSION_IN_EMERGENCY", REFUSE, "emergency -type_for_profession",
         _("Sa profession ne lit pas ce type de document, en urgence non plus."), ABSENT),
    Rule(64, "REGULATION", ALLOW, "regulation",
         _("Urgence\u00a0: médecin du SAMU (centre 15)."),
         _("Accès du centre 15.")),
    Rule(65, "BREAK_GLASS", ALLOW, "break_glass",
         _("Urgence\u00a0: un motif a été donné."),
         _("Accès en urgence\u00a0: le patient en est informé.")),
    Rule(51, "HIDDEN", REFUSE, "hidden_from_professionals -sees_hidden",
         _("Vous avez masqué ce document."), ABSENT),
    Rule(58, "KEPT_FROM", REFUSE, "kept_from_reader -sees_hidden",
         _("Vous lui avez masqué ce document."), ABSENT),
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
    Rule(46, "ADMINISTRATOR", ALLOW, "administrator named_consent",
         _("Soignant administrateur, choisi par vous."),
         _("Le patient vous a choisi comme administrateur.")),
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

BY_NUMBER = {rule.number: rule for rule in RULES}
NO_SUCH_DOCUMENT = BY_NUMBER[90]
