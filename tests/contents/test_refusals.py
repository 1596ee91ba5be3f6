"""Refusing that values be drawn: theirs alone to say, told in the trace, what was drawn is gone."""

from __future__ import annotations

import pytest

from carnet.access.facts import Actor
from carnet.base.database import rows
from carnet.contents import refusals, waiting
from carnet.contents.packing import sealed
from carnet.formats.cda.values_model import Value
from carnet.journal.kinds import EventKind
from carnet.records.problems import Refused
from carnet.vault.personal import Box
from tests.contents.reports import Measured, deposited, read_all
from tests.records.world import DOCTOR, HOLDER, LAB, MOTHER, PERSON, STRANGER, consent, events
from tests.records.world import represent as mother_represents

pytestmark = pytest.mark.usefixtures("record")
GLUCOSE = Measured("0.95")


def kept() -> list[bool]:
    """Whether values are kept, of each document."""
    found = rows("SELECT values IS NOT NULL FROM contents_reading ORDER BY entry_no")
    return [there for (there,) in found]


def words_kept() -> list[bool]:
    found = rows("SELECT words IS NOT NULL FROM contents_reading ORDER BY entry_no")
    return [there for (there,) in found]


def told() -> list[int]:
    wanted = (EventKind.VALUES_REFUSED, EventKind.VALUES_ALLOWED)
    return [kind for kind, *_ in events() if kind in wanted]


def test_refusing_deletes_what_was_drawn_and_draws_no_more() -> None:
    deposited(1, GLUCOSE)
    read_all()
    assert kept() == [True]
    refusals.refuse(PERSON, HOLDER)
    deposited(2, GLUCOSE)
    read_all()
    assert kept() == [False, False]
    assert words_kept() == [True, True]  # the search is another matter
    assert refusals.refuses(PERSON)


def test_allowing_again_reads_again() -> None:
    deposited(1, GLUCOSE)
    refusals.refuse(PERSON, HOLDER)
    read_all()
    refusals.allow(PERSON, HOLDER)
    assert read_all() == 1
    assert kept() == [True]


def test_the_trace_tells_each_change_once() -> None:
    for change in (refusals.refuse, refusals.refuse, refusals.allow, refusals.allow):
        change(PERSON, HOLDER)
    assert told() == [EventKind.VALUES_REFUSED, EventKind.VALUES_ALLOWED]


def test_what_was_being_read_when_they_refused_is_not_kept() -> None:
    deposited(1, GLUCOSE)
    claims = waiting.claim(PERSON, [1])
    values = sealed(Box(PERSON), 1, [Value("result", "Glucose")])
    refusals.refuse(PERSON, HOLDER)
    waiting.keep([waiting.Read(claims[0], values=values)], 1)
    assert kept() == [False]
    read_all()
    assert kept() == [False]


def test_a_claim_after_the_refusal_keeps_no_value_either() -> None:
    """Whoever read with what it knew before: the row that is written knows better."""
    deposited(1, GLUCOSE)
    refusals.refuse(PERSON, HOLDER)
    claims = waiting.claim(PERSON, [1])
    values = sealed(Box(PERSON), 1, [Value("result", "Glucose")])
    waiting.keep([waiting.Read(claims[0], values=values)], 1)
    assert kept() == [False]


def test_who_represents_a_minor_says_it_for_them() -> None:
    mother_represents()
    refusals.refuse(PERSON, MOTHER)
    assert refusals.refuses(PERSON)


@pytest.mark.parametrize("actor", [STRANGER, DOCTOR, LAB])
@pytest.mark.parametrize("verb", [refusals.refuse, refusals.allow])
def test_nobody_else_says_it(actor: Actor, verb: object) -> None:
    consent(DOCTOR)
    with pytest.raises(Refused):
        verb(PERSON, actor)  # type: ignore[operator]
    assert not refusals.refuses(PERSON)
    assert told() == []
