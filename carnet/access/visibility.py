"""The SQL predicate of visible entries, compiled from the table that decide() walks."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from itertools import chain
from typing import Any

from carnet.access.conditions import OF_DOCUMENT, OF_READER
from carnet.access.decide import conditions
from carnet.access.facts import Facts
from carnet.access.rules import RULES

Predicate = tuple[str, list[Any]]
NOTHING: Predicate = ("FALSE", [])
EVERYTHING: Predicate = ("TRUE", [])

# As a predicate, with what makes each parameter in the place of its value.
Compiled = tuple[str, tuple[Callable[[Facts], Any], ...]]
_NOTHING: Compiled = ("FALSE", ())
_EVERYTHING: Compiled = ("TRUE", ())
_KINDS_OF_READER = 4096  # compiled predicates kept: those who read alike share one


def predicate(facts: Facts) -> Predicate:
    """Return the condition over ``records_entry e`` that holds for what this reader may see.

    What is known of the reader is settled here; only columns of the document are left in the
    SQL.
    """
    reader = tuple([holds(facts) for holds in _OF_READER])
    settled = tuple([settles(facts) for settles in _SETTLING])
    sql, params = _compiled(reader, settled)
    return sql, [param(facts) for param in params]


@lru_cache(_KINDS_OF_READER)
def _compiled(reader: tuple[bool, ...], settled: tuple[bool | None, ...]) -> Compiled:
    """Fold the table from its end: an allowing rule widens what is left, a refusing one narrows."""
    known: dict[str, bool | None] = dict(zip(OF_READER, reader, strict=True))
    known |= dict(zip(_SETTLED, settled, strict=True))
    visible = _NOTHING
    for allows, names in _TABLE:
        visible = _fold(_matches(names, known), visible, allows=allows)
    return visible


def _matches(names: list[tuple[str, bool]], known: dict[str, bool | None]) -> Compiled:
    """The condition of one rule; what is already known leaves no SQL."""
    left = [(name, wanted) for name, wanted in names if known.get(name) is None]
    if any(known[name] is not wanted for name, wanted in names if known.get(name) is not None):
        return _NOTHING
    if not left:
        return _EVERYTHING
    asked = [(OF_DOCUMENT[name], wanted) for name, wanted in left]
    parts = [fact.sql if wanted else f"NOT ({fact.sql})" for fact, wanted in asked]
    params = [[fact.param] * fact.sql.count("%s") for fact, _ in asked if fact.param]
    return " AND ".join(parts), tuple(chain.from_iterable(params))


def _fold(matches: Compiled, rest: Compiled, *, allows: bool) -> Compiled:
    absorbing, neutral = (_EVERYTHING, _NOTHING) if allows else (_NOTHING, _EVERYTHING)
    if absorbing == rest or matches == _NOTHING:
        return rest
    if matches == _EVERYTHING:
        return absorbing
    (sql, params), (rest_sql, rest_params) = matches, rest
    own = f"({sql})" if allows else f"NOT ({sql})"
    if rest == neutral:
        return own, params
    return f"({own} {'OR' if allows else 'AND'} {rest_sql})", params + rest_params


_TABLE = [(rule.allows, conditions(rule.when)) for rule in reversed(RULES)]
_OF_READER = list(OF_READER.values())
_SETTLED = [name for name, fact in OF_DOCUMENT.items() if fact.settled]
_SETTLING = [fact.settled for fact in OF_DOCUMENT.values() if fact.settled]
