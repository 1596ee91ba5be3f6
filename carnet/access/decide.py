"""decide(): the one policy, pure. It walks the table of carnet.access.rules, first match wins."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Any

from django.utils.translation import gettext

from carnet.access.conditions import OF_DOCUMENT, OF_QUESTION, OF_READER
from carnet.access.facts import Action, Actor, ActorKind, Facts
from carnet.access.rules import RULES, Rule, version


@dataclass(frozen=True, slots=True)
class Decision:
    """The answer of the policy, and the rule of which version gave it (both are journaled)."""

    allowed: bool
    rule: Rule
    version: int
    # From which it was made: the journal keeps them (carnet.access.replay), no answer shows them.
    facts: Facts = field(repr=False, compare=False)

    @property
    def reason(self) -> str:
        """Why, for the one who asked: leaks nothing about any document."""
        return gettext(self.rule.for_reader)

    @property
    def for_patient(self) -> str:
        """Why, for the person whose record it is."""
        return gettext(self.rule.for_patient)

    def given(self, **changed: Any) -> Decision:
        """The answer had some facts been others: what came to light since, or another action."""
        return decide(replace(self.facts, **changed))


Test = Callable[[Facts], bool]
Line = tuple[Rule, tuple[tuple[Test, bool], ...]]


def decide(facts: Facts) -> Decision:
    """Answer one question. Never raises, asks nothing of the outside (under 20 µs)."""
    for rule, tests in _lines(facts.action, facts.actor.kind, facts.document is not None):
        for holds, wanted in tests:
            if holds(facts) is not wanted:
                break
        else:
            return Decision(rule.allows, rule, version(facts.matrix), facts)
    raise AssertionError("the last rule of the table has no condition")


def conditions(when: str) -> list[tuple[str, bool]]:
    """The names in the ``when`` of a rule, each with the value it must have."""
    return [(word.removeprefix("-"), not word.startswith("-")) for word in when.split()]


def _test(name: str) -> Test:
    if name in OF_READER:
        return OF_READER[name]
    holds = OF_DOCUMENT[name].holds
    return lambda facts: facts.document is not None and holds(facts, facts.document)


@cache
def _lines(action: Action, kind: ActorKind, of_document: bool) -> tuple[Line, ...]:  # noqa: FBT001
    """The lines that may decide such a question, without what is already settled."""
    question = Facts(action, Actor(kind), record_open=True)
    asked = [(rule, conditions(rule.when)) for rule in RULES]
    return tuple(
        (rule, _tests(names))
        for rule, names in asked
        if all(OF_READER[name](question) is wanted for name, wanted in names if name in OF_QUESTION)
        and (of_document or not any(name in OF_DOCUMENT for name, _ in names))
    )


def _tests(names: list[tuple[str, bool]]) -> tuple[tuple[Test, bool], ...]:
    return tuple((_test(name), wanted) for name, wanted in names if name not in OF_QUESTION)
