"""Those beside the family and the carers who might ask to read: aidants, emergencies, services.

With carnet.records.askers they make « Qui peut lire ce document ? » exhaustive: every kind of actor
that the house knows is asked about, also those whom the policy never lets in.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from django.utils.translation import gettext as _

from carnet.access import matrix
from carnet.access.facts import Action, Actor, ActorKind, Facts, Purpose
from carnet.base import clock
from carnet.nomenclature import professions
from carnet.records.askers import URGENT, Asker, relative
from carnet.sharing import queries as sharing


def delegates(person_id: int) -> Iterator[Asker]:
    """The proches aidants whose delegation runs today."""
    for caregiver_id in sharing.delegates(person_id):
        yield relative(person_id, caregiver_id, "caregiver")


def trades() -> Iterator[Asker]:
    """Those of the matrix that askers.professions leaves out: specialties, roles, social work."""
    number = matrix.in_force(clock.today())
    for row, display in _rows(number):
        profession, _slash, specialty = row.partition("/")
        if specialty or professions.profession(row) is None:
            actor = Actor(ActorKind.PROFESSIONAL, profession=profession, specialty=specialty)
            facts = Facts(Action.READ, actor, record_open=True, consent=True, matrix=number)
            yield Asker("profession", "", display, facts)


def glass_breakers(person_id: int) -> Iterator[Asker]:
    """Each trade, as if one of them whom nobody knows here broke the glass with a reason."""
    return _strangers(person_id, *URGENT[1])


def emergencies(person_id: int) -> Iterator[Asker]:
    """Each trade, as above, in each of the two emergencies of the law."""
    for kind, purpose in URGENT:
        yield from _strangers(person_id, kind, purpose)


def services(person_id: int) -> Iterator[Asker]:
    """Whom the policy never lets read: unnamed software, agents, operator, applications."""
    for kind, actor_kind, name in (
        ("software", ActorKind.ORGANIZATION, _("Le logiciel d’une structure, sans soignant nommé")),
        ("agent", ActorKind.AGENT, _("Les agents de l’assistance et des guichets")),
        ("operator", ActorKind.SYSTEM, _("Ceux qui font marcher ce service")),
        ("application", ActorKind.APP, _("Les applications\u00a0: aucune n’est encore proposée")),
    ):
        yield Asker(kind, name, "", sharing.facts(person_id, Actor(actor_kind), Action.READ))


def _strangers(person_id: int, kind: str, purpose: Purpose) -> Iterator[Asker]:
    actor = Actor(ActorKind.PROFESSIONAL, purpose=purpose, reason="urgence")
    facts = sharing.facts(person_id, actor, Action.READ)
    for row, display in _rows(facts.matrix):
        profession, _slash, specialty = row.partition("/")
        who = replace(actor, profession=profession, specialty=specialty)
        yield Asker(kind, "", display, replace(facts, actor=who))


def _rows(number: int) -> Iterator[tuple[str, str]]:
    """The rows of a matrix, each with the name of its trade."""
    for row in matrix.professions(number):
        trade = professions.trade(row)
        yield row, trade.display if trade else row
