"""One decision of the policy, over the cases that it meets, and what the journal keeps of it."""

from __future__ import annotations

import itertools
import statistics
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

from bench.result import Result
from carnet.access import replay
from carnet.access.decide import decide
from carnet.access.facts import Action, Actor, ActorKind, Document, Facts, Purpose

ROUNDS = 100
FLAGS = ("consent", "team_consent", "blocked", "treating_doctor", "administrator")
ACTIONS = (Action.OPEN, Action.READ, Action.DEPOSIT, Action.SHARE, Action.HIDE, Action.GOVERN)
BOTH = (False, True)
READING = Facts(Action.READ, Actor(ActorKind.PROFESSIONAL, 7, 3, "G15_10"), record_open=True)


def measure() -> list[Result]:
    """Measure one call; p50 and p99 are those of the cases, each the mean of all rounds."""
    cases = [*_readers(), *_emergencies(), *_people(), *_acts()]
    stored = [(decide(facts).version, replay.bits(facts)) for facts in cases]
    return [
        _result(f"decide(), {len(cases)} cases of all rules", decide, cases),
        _result("facts of a decision, as stored", replay.written, cases),
        _result("replay of a stored decision", lambda one: replay.replay(*one), stored),
    ]


def _result(name: str, function: Callable[[Any], object], cases: list[Any]) -> Result:
    spent = [0.0] * len(cases)
    for _ in range(ROUNDS):
        for number, case in enumerate(cases):
            began = time.perf_counter()
            function(case)
            spent[number] += time.perf_counter() - began
    means = [one / ROUNDS for one in spent]
    cuts = statistics.quantiles(means, n=100, method="inclusive")
    return Result(name, 1 / statistics.mean(means), cuts[49] * 1e3, cuts[98] * 1e3, 0.0)


def _readers() -> Iterator[Facts]:
    """Professionals by profession, type, standing and masking."""
    for profession, type_code in itertools.product(
        ("G15_10", "G15_60", "G15_70"), ("11502-2", "34133-9", "60591-5")
    ):
        facts = replace(READING, actor=replace(READING.actor, profession=profession))
        for hidden, kept, *flags in itertools.product((False, True), repeat=len(FLAGS) + 2):
            document = Document(type_code, 9, hidden_from_professionals=hidden, entry_no=4)
            standing: dict[str, Any] = dict(zip(FLAGS, flags, strict=True))
            entries = frozenset(range(9) if kept else [])
            yield replace(facts, document=document, kept_from=entries, **standing)


def _emergencies() -> Iterator[Facts]:
    """Two emergencies, three switches, masked or not."""
    purposes = (Purpose.EMERGENCY_REGULATION, Purpose.BREAK_GLASS)
    for purpose, regulation, break_glass, hidden, masked in itertools.product(
        purposes, BOTH, BOTH, BOTH, BOTH
    ):
        yield replace(
            READING,
            actor=replace(READING.actor, purpose=purpose, reason="Malaise"),
            regulation_admitted=regulation,
            break_glass_admitted=break_glass,
            emergency_hidden=hidden,
            document=Document("11502-2", 9, hidden_from_professionals=masked),
        )


def _people() -> Iterator[Facts]:
    """The holder, representatives, caregivers, and who has no tie."""
    ties: tuple[dict[str, Any], ...] = (
        {"holder": True},
        {"represents": True},
        {"delegate": True},
        {"delegate": True, "delegated_categories": None},
        {},
    )
    for tie, hidden, waiting, secret in itertools.product(ties, BOTH, BOTH, BOTH):
        document = Document("11502-2", 9, 1, "N", hidden, waiting, secret, "BIOLOGIE", 4)
        actor = Actor(ActorKind.PERSON, 1)
        yield replace(READING, actor=actor, document=document, **tie)


def _acts() -> Iterator[Facts]:
    """Every kind of actor and every purpose, about the record as a whole."""
    for action, kind, purpose in itertools.product(ACTIONS, ActorKind, Purpose):
        yield Facts(action, Actor(kind, 7, 3, "G15_10", purpose=purpose), record_open=True)
