"""What the predicate of visibility adds to the bare timeline query, for who may see it all.

Both are the statement of the timeline (the total and a page of 50 entries), sent by plain psycopg
in short turns that change their order: once with the predicate of a reader, once without any. All
entries are visible to all these readers, so that both return the same rows.
"""

from __future__ import annotations

import itertools
import time
from collections.abc import Callable, Iterator
from dataclasses import replace

from bench import bundle, people, recorded, timeline
from bench.result import Result
from bench.timed import result
from carnet.access.facts import Action, Actor, ActorKind, Facts, Purpose
from carnet.access.visibility import EVERYTHING, Predicate, predicate
from carnet.records import actions, lists
from carnet.records.filters import conditions
from carnet.records.views import Filters
from carnet.sharing import actions as sharing

PEOPLE = 200
SINCE = timeline.MANY  # their person_id come after those of the bench of the timeline
ROUNDS, SECONDS = 40, 0.1  # a turn each in a round
BUILDS = 20_000
Call = Callable[[], None]


def measure() -> list[Result]:
    """Measure each reader beside the bare query, then how long a predicate takes to make."""
    _fill()
    return [*(_beside(name, facts) for name, facts in _readers()), *_made()]


def _readers() -> Iterator[tuple[str, Facts]]:
    doctor = Actor(ActorKind.PROFESSIONAL, people.carers().doctor, 0, "G15_10", "SM26")
    authorised = Facts(Action.SEARCH, doctor, record_open=True, consent=True)
    nurse = replace(doctor, profession="G15_60", specialty="")
    urgent = replace(nurse, purpose=Purpose.BREAK_GLASS, reason="Malaise")
    relative = Actor(ActorKind.PERSON, 5)
    yield "an authorised doctor", authorised
    yield "an authorised nurse", replace(authorised, actor=nurse)
    for name, kept in ("in a row", range(100, 120)), ("here and there", range(100, 300, 10)):
        yield f"one from whom 20 {name} are kept", replace(authorised, kept_from=frozenset(kept))
    yield "the treating doctor", replace(authorised, treating_doctor=True)
    yield "an emergency", replace(authorised, actor=urgent)
    yield (
        "a caregiver",
        Facts(
            Action.SEARCH,
            relative,
            record_open=True,
            delegate=True,
            delegated_categories=frozenset({"BIOLOGIE", "CPT_REND"}),
        ),
    )
    yield "the holder", Facts(Action.SEARCH, relative, record_open=True, holder=True)


def _beside(name: str, facts: Facts) -> Result:
    ways = (_query(predicate(facts)), _query(EVERYTHING))
    durations: tuple[list[float], list[float]] = ([], [])
    for number in range(ROUNDS):
        for way in (0, 1) if number % 2 else (1, 0):
            _turn(ways[way], durations[way])
    bare = len(durations[1]) / sum(durations[1])
    return result(f"timeline query, {name}", durations[0], sum(durations[0]), bare)


def _turn(function: Call, durations: list[float]) -> None:
    now = time.perf_counter()
    end = now + SECONDS
    while now < end:
        function()
        after = time.perf_counter()
        durations.append(after - now)
        now = after


def _query(visible: Predicate) -> Call:
    """The statement of the timeline with this predicate, for one person after another."""
    first = timeline.FIRST + SINCE
    wanted = conditions(Filters(), None)
    with recorded.recording() as seen:
        page = lists.timeline(first, visible, wanted, None, timeline.ENTRIES, full=False)
    assert page.total == len(page.entries) == timeline.ENTRIES
    (statement,) = seen
    bare, numbers = recorded.bare_connection(), itertools.count()

    def ask() -> None:
        person_id = first + next(numbers) * 7 % PEOPLE
        values = recorded.rewritten(statement, {first: person_id})
        cursor = bare.execute(statement[0], values, binary=True)
        assert len(cursor.fetchall()) == timeline.ENTRIES

    return ask


def _made() -> Iterator[Result]:
    """How long it takes to fold the table into SQL, for each reader."""
    for name, facts in _readers():
        durations = []
        for _ in range(BUILDS // 100):
            began = time.perf_counter()
            for _ in range(100):
                predicate(facts)
            durations.append((time.perf_counter() - began) / 100)
        yield result(f"predicate() of {name}", durations, sum(durations), 0)


def _fill() -> None:
    person = people.insured(timeline.TEMPLATE)
    model = people.enrol(person)
    actions.deposit(bundle.as_deposit(person, model, 100_000, 1, people.carers().laboratory))
    holder = Actor(ActorKind.PERSON, model)
    sharing.record_consent(model, holder, professional_id=people.carers().doctor, mode="online")
    timeline.fill(model, SINCE, SINCE + PEOPLE)
