"""The full product of readers and documents, and an oracle written from domain.md by hand."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

from carnet.access.facts import (
    Action,
    Actor,
    ActorKind,
    Document,
    Facts,
    Purpose,
    TreatingDoctorSees,
)

ME = 7
TYPES = ("11502-2", "15508-5", "68599-0", "EXPPAT_3", "unknown-type")
# domain.md 4.5, read line by line for these types; the code reads data/matrix.csv.
READS = {
    "G15_10": {"11502-2", "15508-5", "68599-0", "EXPPAT_3"},
    "G15_60": {"11502-2", "15508-5", "EXPPAT_3"},
    "G15_21": {"11502-2"},
    "G15_70": {"11502-2", "15508-5"},
    "93": {"68599-0"},
    "": set(),
}
BOTH = (False, True)


def documents() -> list[Document]:
    """Every mix of type, author, status, confidentiality and flags (DEPRECATED reads as is)."""
    mixes = product(TYPES, (None, ME, 99), (1, 2, 4), "NRV", BOTH, BOTH, BOTH)
    return [Document(*mix) for mix in mixes]


def readers() -> Iterator[Facts]:
    """Every mix of kind, profession and standing, for one who asks to search."""
    for profession, standing, sees in product(READS, product(BOTH, repeat=5), TreatingDoctorSees):
        yield _professional_reader(profession, standing, sees)
    for kind, holder, represents, blocked in product(ActorKind, BOTH, BOTH, BOTH):
        if kind is not ActorKind.PROFESSIONAL:
            person = kind is ActorKind.PERSON
            actor = Actor(kind, ME, 3, "G15_10")
            yield Facts(
                Action.SEARCH,
                actor,
                record_open=True,
                holder=holder and person,
                represents=represents and person,
                consent=True,
                blocked=blocked,
            )


def at_the_threshold() -> Iterator[Facts]:
    """Closed records and purposes not offered, for those who would otherwise see most."""
    for is_open, purpose, kind in product(BOTH, Purpose, ActorKind):
        person = kind is ActorKind.PERSON
        actor = Actor(kind, ME, 3, "G15_10", purpose=purpose)
        yield Facts(Action.READ, actor, is_open, holder=person, consent=True, treating_doctor=True)


def of_archives() -> Iterator[Facts]:
    """Every kind of actor before an archive, asking for it or as if the record were open."""
    mixes = product((Action.READ_ARCHIVE, Action.SEARCH), BOTH, BOTH, ActorKind, BOTH, BOTH, BOTH)
    for action, is_open, archived, kind, holder, represents, heirs in mixes:
        person = kind is ActorKind.PERSON
        yield Facts(
            action,
            Actor(kind, ME, 3, "G15_10"),
            record_open=is_open,
            holder=holder and person,
            represents=represents and person,
            consent=True,
            treating_doctor=True,
            archived=archived and not is_open,
            heirs=heirs and kind is ActorKind.SYSTEM,
        )


def _professional_reader(
    profession: str, standing: tuple[bool, ...], sees: TreatingDoctorSees
) -> Facts:
    consent, team, blocked, doctor, administrator = standing
    return Facts(
        Action.SEARCH,
        Actor(ActorKind.PROFESSIONAL, ME, 3, profession),
        record_open=True,
        consent=consent,
        team_consent=team,
        blocked=blocked,
        treating_doctor=doctor,
        administrator=administrator,
        treating_doctor_sees=sees,
    )


def oracle(facts: Facts, document: Document) -> bool:  # noqa: PLR0911 - one a question
    """May this reader see this document? In plain words, without the table."""
    if document.status == 4:
        return False
    if facts.actor.purpose is not Purpose.NORMAL:
        return facts.record_open and _other_purpose(facts, document)
    if facts.action is Action.READ_ARCHIVE:
        return _archive(facts, document)
    if not facts.record_open:
        return False
    if facts.actor.kind is ActorKind.PERSON:
        return _family(facts, document)
    if facts.actor.kind is not ActorKind.PROFESSIONAL:
        return False
    return _professional(facts, document)


def _archive(facts: Facts, document: Document) -> bool:
    """A closed record is read by its family and for heirs; an open one has no other archive."""
    if facts.archived and facts.heirs:
        return not document.hidden_from_representatives
    family = facts.actor.kind is ActorKind.PERSON and (facts.record_open or facts.archived)
    return family and _family(facts, document)


def _family(facts: Facts, document: Document) -> bool:
    if document.hidden_from_patient:
        return False
    if facts.holder:
        return True
    return facts.represents and not document.hidden_from_representatives


def _professional(facts: Facts, document: Document) -> bool:  # noqa: PLR0911 - one a rule
    if facts.blocked or not (facts.consent or facts.team_consent):
        return False
    if document.author_professional_id == ME:
        return True
    if document.hidden_from_professionals and not _trusted(facts):
        return False
    if facts.treating_doctor:
        return True
    if document.confidentiality == "V":
        return False
    if document.confidentiality == "R" and not facts.consent:
        return False
    return document.type_code in READS[facts.actor.profession]


def _trusted(facts: Facts) -> bool:
    return {
        TreatingDoctorSees.ALWAYS: facts.treating_doctor or facts.administrator,
        TreatingDoctorSees.IF_ADMINISTRATOR: facts.administrator,
        TreatingDoctorSees.NEVER: False,
    }[facts.treating_doctor_sees]


def _other_purpose(facts: Facts, document: Document) -> bool:
    """An emergency, by a professional whom nobody blocked."""
    purpose = facts.actor.purpose
    if facts.actor.kind is not ActorKind.PROFESSIONAL or facts.blocked:
        return False
    if purpose is Purpose.SECRET:
        return facts.minor and _professional(facts, document)
    if purpose is Purpose.EMERGENCY_REGULATION and not facts.regulation_admitted:
        return False
    if purpose is Purpose.BREAK_GLASS and not (facts.break_glass_admitted and facts.actor.reason):
        return False
    return _in_emergency(facts, document)


def _in_emergency(facts: Facts, document: Document) -> bool:
    if document.author_professional_id == ME:
        return True
    kept = document.hidden_from_professionals or document.entry_no in facts.kept_from
    if kept and not facts.emergency_hidden:
        return False
    return document.confidentiality != "V" and document.type_code in READS[facts.actor.profession]
