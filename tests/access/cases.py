"""The products of readers and documents that the policy must answer."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
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
from tests.access.law import ME, READS

CATEGORIES = {
    "11502-2": "BIOLOGIE",
    "15508-5": "CPT_REND",
    "68599-0": "SYNTHESE",
    "EXPPAT_3": "DIR_ANT",
    "unknown-type": "AUTR_DOC",
}
BOTH = (False, True)
_SOME = ("G15_10", "G15_60", "93")
EMERGENCIES = (Purpose.EMERGENCY_REGULATION, Purpose.BREAK_GLASS)


def documents() -> list[Document]:
    """Every mix of type, author, confidentiality and flags; some replaced, some deleted."""
    mixes = product(CATEGORIES, (None, ME, 99), (1,), "NRV", BOTH, BOTH, BOTH)
    found = [Document(*mix) for mix in mixes]
    ended = [replace(one, status=status) for one in found[::7] for status in (2, 4)]
    return _numbered([*found, *ended])


def fewer_documents() -> list[Document]:
    """Every mix that tells cases apart where more is asked of the reader, each twice.

    A reader from whom some are kept (``KEPT``) has one of the two kept from them.
    """
    flags = (
        (False, False, False),
        (True, False, False),
        (False, True, False),
        (False, False, True),
    )
    mixes = product(CATEGORIES, (99, ME), "NRV", flags, BOTH)
    found = [Document(kind, author, 1, code, *hidden) for kind, author, code, hidden, _ in mixes]
    return _numbered([*found, *(replace(one, status=4) for one in found[::24])])


KEPT = frozenset(range(2, 2000, 2))


def _numbered(found: Iterable[Document]) -> list[Document]:
    return [
        replace(
            document,
            category=CATEGORIES[document.type_code],
            entry_no=number,
            replaces_entry_no=number - 1 if number % 3 == 0 else None,
        )
        for number, document in enumerate(found, 1)
    ]


def professionals() -> Iterator[Facts]:
    """Every profession and standing, for one who asks to search."""
    for profession, standing, sees in product(READS, product(BOTH, repeat=5), TreatingDoctorSees):
        yield professional(profession, standing, sees)


def others() -> Iterator[Facts]:
    """Every other kind of actor."""
    for kind, holder, represents, blocked in product(ActorKind, BOTH, BOTH, BOTH):
        person = kind is ActorKind.PERSON
        if kind is not ActorKind.PROFESSIONAL:
            yield Facts(
                Action.SEARCH,
                Actor(kind, ME, 3, "G15_10"),
                record_open=True,
                holder=holder and person,
                represents=represents and person,
                consent=True,
                blocked=blocked,
            )


def kept_from() -> Iterator[Facts]:
    """Professionals from whom some documents are kept, or none."""
    for standing, sees, kept, profession in product(
        product(BOTH, repeat=5), TreatingDoctorSees, (frozenset(), KEPT), ("G15_10", "G15_60")
    ):
        yield replace(professional(profession, standing, sees), kept_from=kept)


def in_emergencies() -> Iterator[Facts]:
    """Emergency × switches × reason × blocked × kept × standing × profession."""
    mixes = product(EMERGENCIES, product(BOTH, repeat=5), ("", "Malaise"), _SOME, (set(), KEPT))
    for purpose, switches, reason, profession, kept in mixes:
        regulation, break_glass, hidden, blocked, known = switches
        facts = professional(profession, (known, False, blocked, known, known))
        yield replace(
            facts,
            actor=replace(facts.actor, purpose=purpose, reason=reason),
            regulation_admitted=regulation,
            break_glass_admitted=break_glass,
            emergency_hidden=hidden,
            kept_from=frozenset(kept),
        )


def in_secret() -> Iterator[Facts]:
    """The secret connection, of every kind of actor."""
    for kind, minor, consent, blocked in product(ActorKind, BOTH, BOTH, BOTH):
        person = kind is ActorKind.PERSON
        yield Facts(
            Action.READ,
            Actor(kind, ME, 3, "G15_60", purpose=Purpose.SECRET),
            record_open=True,
            holder=person,
            consent=consent,
            blocked=blocked,
            minor=minor,
        )


def delegates() -> Iterator[Facts]:
    """Categories × flags, of a proche aidant who may also be the holder or a parent."""
    categories = (None, frozenset[str](), frozenset({"BIOLOGIE", "DIR_ANT", "SYNTH_PML"}))
    mixes = product(categories, BOTH, BOTH, BOTH, BOTH, (Purpose.NORMAL, Purpose.SECRET))
    for entrusted, writes, sees_hidden, represents, is_open, purpose in mixes:
        yield Facts(
            Action.SEARCH,
            Actor(ActorKind.PERSON, ME, purpose=purpose),
            record_open=is_open,
            archived=not is_open,
            represents=represents,
            delegate=True,
            delegated_categories=entrusted,
            delegate_writes=writes,
            delegate_sees_hidden=sees_hidden,
            minor=True,
        )


def at_the_threshold() -> Iterator[Facts]:
    """Closed records and every purpose, for those who would otherwise see most."""
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


def acts() -> Iterator[Facts]:
    """Everything that may be asked, by everybody, in every purpose: decided without SQL."""
    people = [*others(), *delegates(), *in_secret(), *at_the_threshold()]
    standings = product(BOTH, repeat=5)
    asking = [professional("G15_60", standing) for standing in standings] + people
    for facts, action, purpose in product(asking, Action, Purpose):
        actor = replace(facts.actor, purpose=purpose, reason="Malaise")
        yield replace(facts, action=action, actor=actor)


def professional(
    profession: str,
    standing: tuple[bool, ...],
    sees: TreatingDoctorSees = TreatingDoctorSees.ALWAYS,
) -> Facts:
    """``standing``: consent, that of the structure, blocked, médecin traitant, administrator."""
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
