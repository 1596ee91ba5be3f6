"""« Qui peut lire ce document ? »: each answer is one question to the policy."""

from __future__ import annotations

from dataclasses import replace

from django.utils.translation import gettext as _

from carnet.access.decide import decide
from carnet.access.facts import ActorKind, Facts
from carnet.records import askers, outsiders
from carnet.records.askers import Asker
from carnet.records.columns import document
from carnet.records.views import EntryView, Reader
from carnet.sharing import queries as sharing


def who_reads(entry: EntryView, *, representative: bool = False) -> list[Reader]:
    """Tell, for all that could be asked about, whether they read this entry and why.

    ``representative``: without those whom a minor agreed to in a « connexion secrète ».
    """
    person_id = entry.person_id
    tied = sharing.authorizations(person_id, representative=representative)
    asked = [
        *askers.family(person_id),
        *askers.professionals(person_id, tied, [entry.author_professional_id]),
        *askers.structures(person_id, tied),
        *askers.professions(),
        *outsiders.delegates(person_id),
        *outsiders.trades(),
        *askers.emergencies(person_id),
        *outsiders.glass_breakers(person_id),
        *outsiders.services(person_id),
    ]
    return [_answer(entry, asker) for asker in asked]


def _answer(entry: EntryView, asker: Asker) -> Reader:
    facts = asker.facts.about(document(entry))
    answer = decide(facts)
    reason = answer.for_patient
    if asker.kind == "profession" and answer.allowed:
        reason = _("Peut le lire si vous l’autorisez.")
    who = facts.actor
    return Reader(
        asker.kind, asker.name, asker.profession, answer.allowed, reason, answer.rule.number,
        who.actor_id, who.organization_id, keepable=answer.allowed and _keepable(facts),
    )  # fmt: skip


def _keepable(facts: Facts) -> bool:
    """Whether keeping the document from this very reader would keep it from them."""
    named = facts.actor.actor_id or facts.actor.organization_id  # not « a doctor, in an emergency »
    if facts.actor.kind is not ActorKind.PROFESSIONAL or not named or facts.document is None:
        return False
    kept = replace(facts, kept_from=facts.kept_from | {facts.document.entry_no})
    return not decide(kept).allowed
