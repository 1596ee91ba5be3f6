"""Turns one event into a French sentence: who, from where, what, under which rule.

Each slice's ``events.py`` holds ``SENTENCES``, a template for each of its kinds. In braces:

- ``who``: « Dr Anne Martin », « Vous », the name of a structure;
- ``a``, ``est``, ``s_est``: the auxiliary that agrees with who (« a »/« avez », « est »/« êtes »,
  « s’est »/« vous êtes »);
- ``document``: « Compte rendu » in its quotes, or « un document » without a title;
- ``category``: « de la catégorie « Biologie » », or « d’une catégorie » for one that is no more;
- ``subject``: the professional, structure or person that the detail names;
- ``of_document``, ``of_subject``: the same after « de », elided as it must be;
- any other key of the detail.

Where a professional acts about themselves, ``OF_ONESELF`` may hold a shorter one.
"""

from __future__ import annotations

import importlib
from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from importlib.util import find_spec

from django.apps import apps
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from carnet.access.facts import ActorKind
from carnet.access.rules import BY_NUMBER
from carnet.identity.names import of
from carnet.journal import names
from carnet.journal.kinds import EventKind
from carnet.journal.queries import Event


@dataclass(frozen=True, slots=True)
class Line:
    """One event as a page shows it. ``place`` and ``rule`` may be empty."""

    at: datetime
    sentence: str
    place: str
    rule: str


def present(event: Event, *, title: str = "", reader_id: int = 0) -> Line:
    """Tell ``event`` to the person ``reader_id`` (« Vous »); ``title`` is of its document."""
    known = (names.is_subject(event) and sentences("OF_ONESELF").get(event.kind)) or (
        sentences().get(event.kind)
    )
    template = str(known or _("{who} {a} agi sur le carnet."))
    words = defaultdict(str, {key: str(value) for key, value in event.detail.items()})
    words |= _auxiliaries(yours=names.is_reader(event, reader_id))
    words["who"] = names.actor(event, reader_id)
    quoted = _("«\u00a0{title}\u00a0»").format(title=title)
    words["document"] = quoted if title else _("un document")
    words["category"] = names.category(event.detail)
    words["subject"] = names.subject(event.detail)
    words |= {f"of_{key}": of(words[key]) for key in ("document", "subject")}
    rule = BY_NUMBER.get(event.rule)
    sentence, right = template.format_map(words), _(rule.for_patient) if rule else ""
    # Some sentences name nobody: an agent is named all the same, with their desk.
    unnamed = event.actor_kind is ActorKind.AGENT and "{who}" not in template
    place = words["who"] if unnamed else names.place(event)
    return Line(event.at, sentence, place, right)


@cache
def sentences(table: str = "SENTENCES") -> dict[EventKind, str | Promise]:
    """The templates of all slices; raise ValueError when two of them tell the same kind."""
    found: dict[EventKind, str | Promise] = {}
    for config in apps.get_app_configs():
        name = f"{config.name}.events"
        if not config.name.startswith("carnet.") or find_spec(name) is None:
            continue
        told = getattr(importlib.import_module(name), table, {})
        if twice := found.keys() & told.keys():
            raise ValueError(f"{name} tells again {sorted(kind.name for kind in twice)}")
        found |= told
    return found


def _auxiliaries(*, yours: bool) -> dict[str, str]:
    if yours:
        return {"a": "avez", "est": "êtes", "s_est": "vous êtes"}
    return {"a": "a", "est": "est", "s_est": "s’est"}
