"""Hiding a whole category from professionals, documents to come included, and showing it again.

What is hidden with its category is shown with it; what the person hid by itself stays hidden.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from carnet.access.decide import Decision
from carnet.access.facts import Actor
from carnet.base.database import column, execute
from carnet.journal.events import EventKind, record
from carnet.nomenclature import terms
from carnet.records import chains, versions
from carnet.records.asking import setting
from carnet.records.spans import spans

_ADD = """
UPDATE records_record SET hidden_categories = array_append(hidden_categories, %s)
WHERE person_id = %s AND %s <> ALL(hidden_categories)
"""
_REMOVE = """
UPDATE records_record SET hidden_categories = array_remove(hidden_categories, %s)
WHERE person_id = %s AND %s = ANY(hidden_categories)
"""
_OF_CATEGORY = "SELECT entry_no FROM records_entry WHERE person_id = %s AND category = %s"
_IN_VIEW = """
SELECT entry_no FROM records_entry
WHERE person_id = %s AND entry_no = ANY(%s) AND NOT hidden_from_professionals
"""
# Those of these categories, and those of the other categories that stay hidden.
_WITH_CATEGORY = """
SELECT e.entry_no FROM records_entry e JOIN records_record r USING (person_id)
WHERE e.person_id = %s AND e.hidden_with_category AND (e.category = ANY(%s)) = %s
  AND (e.category = ANY(%s) OR e.category = ANY(r.hidden_categories))
"""
_STILL = """
SELECT entry_no FROM records_entry
WHERE person_id = %s AND entry_no = ANY(%s) AND hidden_with_category
"""


@dataclass(frozen=True, slots=True)
class _Choice:
    """What one person chose about one category, as the policy let them."""

    person_id: int
    actor: Actor
    category: str
    decision: Decision


def hide_category(person_id: int, actor: Actor, *categories: str) -> tuple[int, ...]:
    """Hide every document of these categories, and those to come; return the newly hidden ones.

    Raises Refused; ValueError for a category that the pages do not have.
    """
    return _each(person_id, actor, categories, _hide)


def show_category(person_id: int, actor: Actor, *categories: str) -> tuple[int, ...]:
    """Undo ``hide_category``; return those shown again. What was hidden by itself stays hidden.

    Raises Refused; ValueError for a category that the pages do not have.
    """
    return _each(person_id, actor, categories, _show)


def shown_with(person_id: int, *categories: str) -> frozenset[int]:
    """The entries that ``show_category`` would show: what another hidden category holds stays."""
    named = list(categories)
    own, others = (
        chains.of(person_id, column(_WITH_CATEGORY, [person_id, named, mine, named]))
        for mine in (True, False)
    )
    return frozenset(column(_STILL, [person_id, sorted(own - others)]))


def _each(
    person_id: int,
    actor: Actor,
    categories: Sequence[str],
    change: Callable[[_Choice], list[int]],
) -> tuple[int, ...]:
    if unknown := set(categories) - set(terms.CATEGORIES):
        raise ValueError(f"unknown category: {min(unknown)}")

    def write(decision: Decision) -> tuple[int, ...]:
        choices = [_Choice(person_id, actor, one, decision) for one in categories]
        return tuple(number for one in choices for number in change(one))

    return setting(person_id, actor, write)


def _hide(choice: _Choice) -> list[int]:
    person_id, category = choice.person_id, choice.category
    changed = execute(_ADD, [category, person_id, category])
    chain = chains.of(person_id, column(_OF_CATEGORY, [person_id, category]))
    in_view = column(_IN_VIEW, [person_id, sorted(chain)])
    columns = {"hidden_from_professionals": True, "hidden_with_category": True}
    made = versions.change(person_id, in_view, **columns)
    if changed or made:
        _tell(EventKind.CATEGORY_HIDDEN, choice, made)
    return sorted(made)


def _show(choice: _Choice) -> list[int]:
    person_id, category = choice.person_id, choice.category
    if not execute(_REMOVE, [category, person_id, category]):
        return []
    columns = {"hidden_from_professionals": False, "hidden_with_category": False}
    made = versions.change(person_id, shown_with(person_id, category), **columns)
    _tell(EventKind.CATEGORY_SHOWN, choice, made)
    return sorted(made)


def _tell(kind: EventKind, choice: _Choice, entries: Iterable[int]) -> None:
    detail = {"category": choice.category, "entries": spans(entries)}
    record(kind, choice.person_id, choice.actor, decision=choice.decision, detail=detail)
