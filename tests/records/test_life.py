"""The table of a record's life, against a reading of domain.md 1.2 to 1.10 written by hand."""

from __future__ import annotations

from itertools import product

import pytest

from carnet.access.facts import ActorKind
from carnet.records.life import TABLE, Timer, Verb, Where, step
from carnet.records.models import State
from carnet.records.problems import Impossible

# state: {verb: where it leads}. "·" is the same state; what is absent is impossible.
LIFE = {
    "not_created": {
        "oppose": "opposed", "block_creation": "opposed", "open_record": "created",
        "activate": "active", "record_death": "deceased", "come_of_age": "·",
    },
    "opposed": {
        "withdraw_opposition": "created", "record_death": "deceased", "come_of_age": "·",
        "oppose": "·", "block_creation": "·",
    },
    "created": {
        "activate": "active", "request_closing": "·", "close": "closed", "suspend": "suspended",
        "record_death": "deceased", "come_of_age": "created",
        "withdraw_opposition": "·", "open_record": "·", "cancel_closing": "·", "reopen": "·",
        "resume": "·", "begin_again": "·",
    },
    "active": {
        "request_closing": "·", "close": "closed", "suspend": "suspended",
        "record_death": "deceased", "come_of_age": "created",
        "activate": "·", "cancel_closing": "·", "reopen": "·", "resume": "·",
    },
    "suspended": {
        "contest": "·", "resume": "opened", "close": "closed", "record_death": "deceased",
        "come_of_age": "·", "suspend": "·",
    },
    "closed": {
        "reopen": "opened", "request_deletion": "deletion_pending", "delete": "deleted",
        "record_death": "deceased", "come_of_age": "·", "close": "·", "cancel_deletion": "·",
    },
    "deletion_pending": {
        "reopen": "opened", "cancel_deletion": "closed", "delete": "deleted",
        "record_death": "·", "withdraw_death": "·", "come_of_age": "·", "request_deletion": "·",
    },
    "deceased": {
        "withdraw_death": "before", "delete": "deleted", "come_of_age": "·", "record_death": "·",
    },
    "deleted": {
        "begin_again": "created", "record_death": "·", "withdraw_death": "·", "come_of_age": "·",
        "delete": "·",
    },
}  # fmt: skip
# Where a closing was asked for, or a suspension contested, a little more or less is possible.
TIMED = {
    ("created", True): {"suspend": None}, ("active", True): {"suspend": None},
    ("suspended", False): {},
}  # fmt: skip
BY = {
    "open_record": "S", "suspend": "S", "resume": "S", "delete": "S", "come_of_age": "S",
    "record_death": "AS", "withdraw_death": "AS", "oppose": "PAS", "activate": "PAS",
    "close": "PAS", "reopen": "PAS", "contest": "PAS", "request_deletion": "PAS",
    "block_creation": "PA", "withdraw_opposition": "PA", "request_closing": "PA",
    "cancel_closing": "PA", "cancel_deletion": "PA", "begin_again": "PA",
}  # fmt: skip
LETTERS = {ActorKind.PERSON: "P", ActorKind.AGENT: "A", ActorKind.SYSTEM: "S"}


def wanted(where: Where, verb: str, kind: ActorKind) -> str | None:
    """Where the verb leads; None when it is impossible."""
    if LETTERS.get(kind, "-") not in BY[verb]:
        return None
    told = LIFE[where.state] | TIMED.get((where.state, where.timed), {})
    found = told.get(verb)
    opened = "active" if where.activated else "created"
    return {"·": str(where.state), "opened": opened, "before": where.before}.get(found or "", found)


@pytest.mark.parametrize("state", State)
@pytest.mark.parametrize("verb", Verb)
def test_every_pair_is_as_the_law_has_it(state: State, verb: Verb) -> None:
    befores = (State.ACTIVE, State.CLOSED, State.NOT_CREATED)
    for kind, timed, activated, before in product(ActorKind, (False, True), (False, True), befores):
        where = Where(state, timed, activated, before)
        end = wanted(where, verb, kind)
        if end is None:
            with pytest.raises(Impossible) as problem:
                step(where, verb, kind)
            assert (problem.value.verb, problem.value.state) == (verb, state)
        else:
            found = step(where, verb, kind)
            assert (found.state if found else state) == end


@pytest.mark.parametrize("verb", Verb)
def test_doing_it_again_changes_nothing(verb: Verb) -> None:
    """Of two clicks one counts; a majority and a death past the end are noted by their callers."""
    noted_elsewhere = {Verb.COME_OF_AGE, Verb.RECORD_DEATH, Verb.WITHDRAW_DEATH}
    for line in TABLE:
        for start, kind in product(line.starts, line.by):
            if line.verb is not verb or verb in noted_elsewhere:
                continue
            first = step(Where(start, timed=bool(line.timed)), verb, kind)
            assert first is not None
            there = Where(first.state, first.timer is not Timer.NONE)
            assert step(there, verb, kind) is None


def test_every_line_has_its_source_and_no_two_lines_answer_the_same() -> None:
    answered = [
        (line.verb, start, timed)
        for line in TABLE
        for start in line.starts
        for timed in ((False, True) if line.timed is None else (line.timed,))
    ]
    assert len(answered) == len(set(answered))
    assert all(line.source for line in TABLE)


def test_who_cares_never_moves_a_record() -> None:
    for kind in (ActorKind.PROFESSIONAL, ActorKind.ORGANIZATION, ActorKind.APP):
        assert not any(kind in line.by for line in TABLE)
