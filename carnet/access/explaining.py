"""One decision taken apart: which rules were passed over, and what each of them lacked."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from carnet.access import replay
from carnet.access.conditions import OF_DOCUMENT
from carnet.access.decide import Decision, conditions, decide
from carnet.access.facts import Facts
from carnet.access.rules import RULES, Rule

ABOUT_A_DOCUMENT = "about_document"


class Passed(NamedTuple):
    """A rule that did not decide. ``lacks``: words of its ``when`` that do not hold."""

    rule: Rule
    lacks: tuple[str, ...]


def explain(facts: Facts) -> tuple[Decision, list[Passed]]:
    """The decision, and the rules before the one that decided, in their order."""
    decision = decide(facts)
    held = set(replay.words(replay.bits(facts)))
    before = RULES[: RULES.index(decision.rule)]
    return decision, [Passed(rule, tuple(_lacks(rule, held))) for rule in before]


def _lacks(rule: Rule, held: set[str]) -> Iterator[str]:
    asked = conditions(rule.when)
    if ABOUT_A_DOCUMENT not in held and any(name in OF_DOCUMENT for name, _ in asked):
        yield ABOUT_A_DOCUMENT
        asked = [(name, wanted) for name, wanted in asked if name not in OF_DOCUMENT]
    yield from (
        name if wanted else f"-{name}" for name, wanted in asked if (name in held) != wanted
    )
