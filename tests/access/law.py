"""Who may do what, from the tables of domain.md (1.7, 1.8, 4.1 to 4.5, 11), without the table.

Written apart from carnet.access.rules, in plain words, so that both can be compared.
"""

from __future__ import annotations

from carnet.access.facts import Action, ActorKind, Document, Facts, Purpose, TreatingDoctorSees

ME = 7  # the actor of all cases
READING = {Action.OPEN, Action.SEARCH, Action.READ}
# domain.md 4.5, read line by line for these types; the code reads data/matrix.csv.
READS = {
    "G15_10": {"11502-2", "15508-5", "68599-0", "EXPPAT_3"},
    "G15_60": {"11502-2", "15508-5", "EXPPAT_3"},
    "G15_21": {"11502-2"},
    "G15_70": {"11502-2", "15508-5"},
    "93": {"68599-0"},
    "": set(),
}


def permitted(facts: Facts, document: Document | None = None) -> bool:
    """Whether this actor may do this, on the record or on this document."""
    if facts.action is Action.READ_ARCHIVE and not facts.record_open:
        return _of_an_archive(facts, document)
    if not facts.record_open or not _for_a_known_purpose(facts):
        return False
    if facts.action is Action.DEPOSIT and facts.actor.kind is not ActorKind.PERSON:
        return facts.actor.kind not in {ActorKind.AGENT, ActorKind.APP}
    if facts.absent or (document and document.status == 4):
        return False
    if facts.actor.kind is ActorKind.PERSON:
        return _person(facts, document)
    return facts.actor.kind is ActorKind.PROFESSIONAL and _professional(facts, document)


def _for_a_known_purpose(facts: Facts) -> bool:
    """4.2: emergencies and the secret connection are of professionals, the latter for minors."""
    if facts.actor.purpose is Purpose.NORMAL:
        return True
    care = facts.actor.kind in {ActorKind.PROFESSIONAL, ActorKind.ORGANIZATION}
    return care and (facts.minor or facts.actor.purpose is not Purpose.SECRET)


def _of_an_archive(facts: Facts, document: Document | None) -> bool:
    """A closed record is read by its family, and for heirs; by nobody for another purpose."""
    if not facts.archived or not _for_a_known_purpose(facts) or facts.absent:
        return False
    if document and document.status == 4:
        return False
    if facts.heirs and facts.actor.kind in {ActorKind.SYSTEM, ActorKind.PERSON}:
        secret = bool(document and document.hidden_from_representatives)
        return not secret and (facts.actor.kind is ActorKind.SYSTEM or _person(facts, document))
    return facts.actor.kind is ActorKind.PERSON and _person(facts, document)


def _person(facts: Facts, document: Document | None) -> bool:
    if facts.holder:
        return not (document and document.hidden_from_patient)
    if facts.represents:
        return not (document and _kept_from_parents(document))
    return facts.delegate and _entrusted(facts) and _delegated(facts, document)


def _kept(facts: Facts, document: Document) -> bool:
    return bool({document.entry_no, document.replaces_entry_no} & facts.kept_from)


def _kept_from_parents(document: Document) -> bool:
    return document.hidden_from_patient or document.hidden_from_representatives


def _entrusted(facts: Facts) -> bool:
    """1.8: sharing, blocking, settings, history, closing are never an aidant's."""
    if facts.action is Action.DEPOSIT:
        return facts.delegate_writes
    if facts.action is Action.PROFILE:
        return _category(facts, "SYNTH_PML")
    if facts.action is Action.DECLARE:
        return facts.delegate_writes and _category(facts, "SYNTH_PML")
    return facts.action in READING


def _delegated(facts: Facts, document: Document | None) -> bool:
    if document is None:
        return True
    if document.type_code == "EXPPAT_3" or document.category == "DIR_ANT":
        return False
    if facts.action is Action.DEPOSIT:
        return _category(facts, document.category)
    if document.hidden_from_professionals and not facts.delegate_sees_hidden:
        return False
    return _category(facts, document.category) and not _kept_from_parents(document)


def _category(facts: Facts, category: str) -> bool:
    return facts.delegated_categories is None or category in facts.delegated_categories


def _professional(facts: Facts, document: Document | None) -> bool:
    if facts.blocked:
        return False
    if facts.actor.purpose in {Purpose.EMERGENCY_REGULATION, Purpose.BREAK_GLASS}:
        return facts.action in READING and _in_an_emergency(facts, document)
    if facts.action is Action.BLOCK:
        return facts.administrator and facts.consent
    if facts.action is Action.HIDE:
        return document is not None and document.author_professional_id == ME
    if facts.action in READING:
        return (facts.consent or facts.team_consent) and _with_consent(facts, document)
    return facts.action is Action.SHARE


def _with_consent(facts: Facts, document: Document | None) -> bool:
    if document is None or document.author_professional_id == ME:
        return True
    kept = document.hidden_from_professionals or _kept(facts, document)
    if kept and not _trusted(facts):
        return False
    if facts.treating_doctor:
        return True
    if document.confidentiality == "V" or (document.confidentiality == "R" and not facts.consent):
        return False
    return document.type_code in READS[facts.actor.profession]


def _trusted(facts: Facts) -> bool:
    """4.3: the setting; the administrator whom the person chose, unless nobody ever does."""
    return {
        TreatingDoctorSees.ALWAYS: facts.treating_doctor or facts.administrator,
        TreatingDoctorSees.IF_ADMINISTRATOR: facts.administrator,
        TreatingDoctorSees.NEVER: False,
    }[facts.treating_doctor_sees]


def _in_an_emergency(facts: Facts, document: Document | None) -> bool:
    """The switches of the person; no role or consent counts."""
    if facts.emergency_over:
        return False
    if facts.actor.purpose is Purpose.EMERGENCY_REGULATION and not facts.regulation_admitted:
        return False
    if facts.actor.purpose is Purpose.BREAK_GLASS and not (
        facts.break_glass_admitted and facts.actor.reason
    ):
        return False
    if document is None or document.author_professional_id == ME:
        return True
    kept = document.hidden_from_professionals or _kept(facts, document)
    if kept and not facts.emergency_hidden:
        return False
    return document.confidentiality != "V" and document.type_code in READS[facts.actor.profession]
