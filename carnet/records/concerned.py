"""Whom a setting concerns: those about whom the policy is asked before it is saved."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace

from django.utils.translation import gettext as _

from carnet.access.facts import Document, Facts
from carnet.records import askers, keeping, outsiders
from carnet.records.askers import Asker
from carnet.records.keeping import ORGANIZATION, PROFESSIONAL
from carnet.sharing.queries import AuthorizationView

Whom = tuple[str, int]  # one of these, and its number


def concerns(facts: Facts, whom: Whom) -> bool:
    """Whether this reader is the professional, or acts from the structure."""
    subject, subject_id = whom
    mine = facts.actor.actor_id if subject == PROFESSIONAL else facts.actor.organization_id
    return mine == subject_id


def everybody(
    person_id: int,
    tied: Collection[AuthorizationView],
    subject: Whom | None,
    authors: list[int],
) -> Iterator[Asker]:
    """Those whom the record names, each trade, the caregivers, a doctor in each emergency.

    ``subject``: one whom the setting names, asked about even when nothing ties them to the record.
    """
    yield from _named(person_id, tied, subject, authors)
    yield from askers.professions()
    yield from outsiders.delegates(person_id)  # what is hidden from carers may be so from them
    yield from askers.emergencies(person_id)


def in_emergencies(person_id: int, documents: Collection[Document]) -> Iterator[Asker]:
    """Each trade in each emergency, and those from whom one of the documents is kept.

    What is kept of a document that the reader may not see names nobody.
    """
    yield from outsiders.emergencies(person_id)
    kept, shown = keeping.whom(person_id), {one.entry_no for one in documents}
    for one in (
        *askers.professionals(person_id, (), others=kept[PROFESSIONAL]),
        *askers.structures(person_id, (), others=kept[ORGANIZATION]),
    ):
        if one.facts.kept_from & shown:
            for urgent in askers.urgently(person_id, one):
                yield replace(urgent, otherwise=None)  # the switches change nothing of it


def _named(
    person_id: int, tied: Collection[AuthorizationView], subject: Whom | None, authors: list[int]
) -> Iterator[Asker]:
    """Professionals and structures; those whom the setting names, in an emergency too."""
    kind, number = subject or ("", 0)
    for one in (
        *askers.professionals(person_id, tied, others=[number] * (kind == PROFESSIONAL) + authors),
        *askers.structures(person_id, tied, others=[number] * (kind == ORGANIZATION)),
    ):
        yield one
        if subject and concerns(one.facts, subject):
            said = _("%(name)s, en urgence") % {"name": one.name}
            for urgent in askers.urgently(person_id, one):
                yield replace(urgent, kind="emergency", name=said)
