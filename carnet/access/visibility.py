"""The SQL predicate of visible entries, compiled from the table that decide() walks."""

from __future__ import annotations

from typing import Any

from carnet.access.conditions import OF_DOCUMENT, OF_READER, OfDocument
from carnet.access.decide import Test, conditions
from carnet.access.facts import Facts
from carnet.access.rules import RULES, Rule

Predicate = tuple[str, list[Any]]
NOTHING: Predicate = ("FALSE", [])
EVERYTHING: Predicate = ("TRUE", [])


def predicate(facts: Facts) -> Predicate:
    """Return the condition over ``records_entry e`` that holds for what this reader may see.

    What is known of the reader is settled here; only columns of the document are left in the
    SQL. Folding the table from its end, an allowing rule widens what later rules leave, and a
    refusing one narrows it.
    """
    visible = NOTHING
    for allows, of_reader, of_document in _TABLE:
        if all(holds(facts) is wanted for holds, wanted in of_reader):
            visible = _fold(_matches(of_document, facts), visible, allows=allows)
    return visible


def _matches(of_document: list[tuple[OfDocument, bool]], facts: Facts) -> Predicate:
    """The condition of one rule; what is already settled of all documents leaves no SQL."""
    asked = []
    for fact, wanted in of_document:
        settled = fact.settled(facts) if fact.settled else None
        if settled is None:
            asked.append((fact, wanted))
        elif settled is not wanted:
            return NOTHING
    if not asked:
        return EVERYTHING
    parts = [fact.sql if wanted else f"NOT ({fact.sql})" for fact, wanted in asked]
    return " AND ".join(parts), [fact.param(facts) for fact, _ in asked if fact.param]


def _fold(matches: Predicate, rest: Predicate, *, allows: bool) -> Predicate:
    absorbing, neutral = (EVERYTHING, NOTHING) if allows else (NOTHING, EVERYTHING)
    if absorbing == rest or matches == NOTHING:
        return rest
    if matches == EVERYTHING:
        return absorbing
    (sql, params), (rest_sql, rest_params) = matches, rest
    own = f"({sql})" if allows else f"NOT ({sql})"
    if rest == neutral:
        return own, params
    return f"({own} {'OR' if allows else 'AND'} {rest_sql})", params + rest_params


def _line(rule: Rule) -> tuple[bool, list[tuple[Test, bool]], list[tuple[OfDocument, bool]]]:
    names = conditions(rule.when)
    of_reader = [(OF_READER[name], wanted) for name, wanted in names if name in OF_READER]
    of_document = [(OF_DOCUMENT[name], wanted) for name, wanted in names if name in OF_DOCUMENT]
    return rule.allows, of_reader, of_document


_TABLE = [_line(rule) for rule in reversed(RULES)]
