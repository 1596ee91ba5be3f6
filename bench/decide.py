"""One decision of the policy, over the cases that it meets."""

from __future__ import annotations

import itertools
import statistics
import time
from dataclasses import replace
from typing import Any

from bench.result import Result
from carnet.access.decide import decide
from carnet.access.facts import Action, Actor, ActorKind, Document, Facts

ROUNDS = 200
FLAGS = ("consent", "team_consent", "blocked", "treating_doctor")


def measure() -> list[Result]:
    """Measure one call, over professions, document types, standings and maskings."""
    cases = _cases()
    for facts in cases:
        decide(facts)
    durations = []
    for _ in range(ROUNDS):
        began = time.perf_counter()
        for facts in cases:
            decide(facts)
        durations.append((time.perf_counter() - began) / len(cases))
    cuts = statistics.quantiles(durations, n=100, method="inclusive")
    name = f"decide(), mean of {len(cases)} cases"
    return [Result(name, 1 / statistics.mean(durations), cuts[49] * 1e3, cuts[98] * 1e3, 0.0)]


def _cases() -> list[Facts]:
    cases = []
    for profession, type_code in itertools.product(
        ("G15_10", "G15_60", "G15_70"), ("11502-2", "34133-9", "60591-5")
    ):
        actor = Actor(ActorKind.PROFESSIONAL, 7, 3, profession)
        facts = Facts(Action.READ, actor, record_open=True)
        for hidden, *flags in itertools.product((False, True), repeat=len(FLAGS) + 1):
            document = Document(type_code, 9, hidden_from_professionals=hidden)
            standing: dict[str, Any] = dict(zip(FLAGS, flags, strict=True))
            cases.append(replace(facts, document=document, **standing))
    return cases
