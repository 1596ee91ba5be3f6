"""The three switches, previewed for each trade: what each would really read, before and after."""

from __future__ import annotations

from itertools import product

import pytest

from carnet.access import matrix
from carnet.access.facts import Actor, ActorKind, Purpose
from carnet.base import clock
from carnet.base.database import execute
from carnet.identity import directory
from carnet.nomenclature import professions
from carnet.records import door, previews
from carnet.records.actions import Refused, create_record, hide_all, keep_from
from carnet.sharing.actions import block, choose_emergency, record_consent
from tests.records.world import HOLDER, PERSON, document, put

PURPOSES = {"regulation": Purpose.EMERGENCY_REGULATION, "break_glass": Purpose.BREAK_GLASS}
TRADES = ("G15_10", "G15_60", "G15_21", "G15_21/G", "G15_70", "93", "G15_36")
OF_ALL = {"author_professional_id": None}


@pytest.fixture(autouse=True)
def documents(db: None) -> None:
    """A blood test, one that is hidden, an operation, a psychiatric synthesis, a prescription."""
    create_record(PERSON, "active")
    put(
        document(1, **OF_ALL), document(2, **OF_ALL),
        document(3, type_code="34874-8", category="CPT_REND", **OF_ALL),
        document(4, type_code="68599-0", category="SYNTHESE", **OF_ALL),
        document(5, type_code="57833-6", category="ORD_SOIN", **OF_ALL),
    )  # fmt: skip
    hide_all(PERSON, HOLDER, [2, 3])


def choose(regulation: bool, other: bool, hidden: bool) -> None:
    choose_emergency(
        PERSON, HOLDER, regulation=regulation, other_professionals=other, hidden_documents=hidden
    )


def reads(trade: str, purpose: Purpose, professional: int = 0) -> int:
    """How many documents a professional of this trade gets in this emergency."""
    profession, _slash, specialty = trade.partition("/")
    who = professional or 900 + TRADES.index(trade)
    actor = Actor(
        ActorKind.PROFESSIONAL, who, 80, profession, specialty, purpose=purpose,
        reason="Malaise", reason_at=clock.now(),
    )  # fmt: skip
    try:
        return door.open(PERSON, actor).timeline().total
    except Refused:
        return 0


def preview(regulation: bool, other: bool, hidden: bool) -> dict[tuple[str, str], int]:
    """The difference told of each, by emergency and by name or trade."""
    change = previews.in_emergencies(
        regulation=regulation, other_professionals=other, hidden=hidden
    )
    found = door.open(PERSON, HOLDER).preview(change)
    return {(one.kind, one.name or one.profession): one.gained - one.lost for one in found}


@pytest.mark.parametrize("before", [(True, True, False), (False, True, True)])
@pytest.mark.parametrize("after", list(product((True, False), repeat=3)))
def test_each_trade_gets_what_was_told(
    before: tuple[bool, bool, bool], after: tuple[bool, bool, bool]
) -> None:
    choose(*before)
    asked = list(product(TRADES, PURPOSES.items()))
    then = {(trade, kind): reads(trade, purpose) for trade, (kind, purpose) in asked}
    told = preview(*after)
    choose(*after)
    for trade, (kind, purpose) in asked:
        named = professions.trade(trade)
        assert named is not None
        really = reads(trade, purpose) - then[trade, kind]
        assert told.get((kind, named.display), 0) == really, (trade, kind)


def test_every_trade_of_the_matrix_is_asked_about() -> None:
    readers = [trade for trade in matrix.professions(0) if matrix.readable_types(*_of(trade))]
    told = preview(False, False, False)
    named = {professions.trade(trade) for trade in readers if reads_any(trade)}
    assert {("regulation", one.display) for one in named if one} <= told.keys()
    assert {("break_glass", one.display) for one in named if one} <= told.keys()


def _of(trade: str) -> tuple[str, str]:
    profession, _slash, specialty = trade.partition("/")
    return profession, specialty


def reads_any(trade: str) -> bool:
    """Whether this trade reads one of the documents that are not hidden."""
    return bool({"11502-2", "68599-0", "57833-6"} & matrix.readable_types(*_of(trade)))


@pytest.fixture
def doctor(db: None) -> int:
    hospital = directory.add_organization("750000010", "CHU du Lac", "SA01")
    return directory.add_professional(
        "10000000017", "Durand", "Paul", "G15_10", title="DR", organization_id=hospital
    )


def test_one_from_whom_a_document_is_kept_would_read_it_too(doctor: int) -> None:
    keep_from(PERSON, HOLDER, 1, "P", doctor)
    then = {kind: reads("G15_10", purpose, doctor) for kind, purpose in PURPOSES.items()}
    told = preview(True, True, True)
    choose(True, True, True)
    for kind, purpose in PURPOSES.items():
        really = reads("G15_10", purpose, doctor) - then[kind]
        assert told[kind, "Dr Paul Durand"] == really == told[kind, "Médecin"] + 1


@pytest.mark.edits_tables
def test_who_may_not_see_a_document_learns_of_nobody_from_whom_it_is_kept(doctor: int) -> None:
    put(document(6, hidden_from_patient=True, **OF_ALL))
    execute(
        "INSERT INTO records_kept_from (person_id, subject, subject_id, entry_no, since)"
        " VALUES (%s, 'P', %s, 6, now())",
        [PERSON, doctor],
    )
    assert ("break_glass", "Dr Paul Durand") not in preview(False, False, False)


def test_a_block_shuts_out_in_an_emergency_too(doctor: int) -> None:
    then = reads("G15_10", Purpose.BREAK_GLASS, doctor)
    found = door.open(PERSON, HOLDER).preview(previews.blocking(PERSON, "P", doctor))
    told = {one.name: one.gained - one.lost for one in found}
    assert told == {"Dr Paul Durand, en urgence": -then}
    block(PERSON, HOLDER, professional_id=doctor)
    assert reads("G15_10", Purpose.BREAK_GLASS, doctor) == 0


def test_who_reads_without_an_emergency_is_told_once(doctor: int) -> None:
    record_consent(PERSON, HOLDER, professional_id=doctor, mode="online")
    found = door.open(PERSON, HOLDER).preview(previews.blocking(PERSON, "P", doctor))
    assert [(one.name, one.lost) for one in found] == [("Dr Paul Durand", 3)]
    kept = door.open(PERSON, HOLDER).preview(previews.keeping_from("P", doctor, [2, 4]))
    assert [(one.name, one.lost) for one in kept] == [("Dr Paul Durand", 1)]


def test_an_administrator_reads_what_is_hidden(doctor: int) -> None:
    record_consent(PERSON, HOLDER, professional_id=doctor, mode="online")
    chosen = door.open(PERSON, HOLDER).preview(previews.administering(doctor))
    assert [(one.name, one.gained, one.lost) for one in chosen] == [("Dr Paul Durand", 2, 0)]
    stranger = door.open(PERSON, HOLDER).preview(previews.administering(doctor + 1))
    assert stranger == []


@pytest.mark.parametrize(
    ("categories", "hidden", "gained"),
    [(None, True, 5), (None, False, 3), (frozenset({"BIOLOGIE"}), True, 2), (frozenset(), True, 0)],
)
def test_what_a_caregiver_would_read(
    categories: frozenset[str] | None, hidden: bool, gained: int
) -> None:
    change = previews.entrusting("Alix", None, categories, hidden_documents=hidden)
    found = door.open(PERSON, HOLDER).preview(change)
    assert [(one.kind, one.name, one.gained) for one in found] == (
        [("caregiver", "Alix", gained)] if gained else []
    )
