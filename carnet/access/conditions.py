"""The words of the policy's table: each names one fact, in Python and, of a document, in SQL."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from carnet.access.facts import Action, ActorKind, Document, Facts, Purpose, TreatingDoctorSees
from carnet.access.matrix import readable_array, readable_types

CONSULTING = frozenset({Action.OPEN, Action.SEARCH, Action.READ})
CAREGIVERS = frozenset({ActorKind.PROFESSIONAL, ActorKind.ORGANIZATION})
DELETED = 4  # carnet.records.models.Status


class OfDocument(NamedTuple):
    """A fact of one document: asked in Python, or of a row ``e``. Its SQL is never NULL."""

    holds: Callable[[Facts, Document], bool]
    sql: str
    param: Callable[[Facts], Any] | None = None


OF_READER: dict[str, Callable[[Facts], bool]] = {
    "record_open": lambda f: f.record_open,
    "reading_archive": lambda f: f.action is Action.READ_ARCHIVE,
    "archived": lambda f: f.archived,
    "heirs": lambda f: f.heirs,
    "normal_purpose": lambda f: f.actor.purpose is Purpose.NORMAL,
    "depositing": lambda f: f.action is Action.DEPOSIT,
    "consulting": lambda f: f.action in CONSULTING,
    "sharing": lambda f: f.action is Action.SHARE,
    "hiding": lambda f: f.action is Action.HIDE,
    "person": lambda f: f.actor.kind is ActorKind.PERSON,
    "professional": lambda f: f.actor.kind is ActorKind.PROFESSIONAL,
    "organization": lambda f: f.actor.kind is ActorKind.ORGANIZATION,
    "caregiver": lambda f: f.actor.kind in CAREGIVERS,
    "system": lambda f: f.actor.kind is ActorKind.SYSTEM,
    "holder": lambda f: f.holder,
    "represents": lambda f: f.represents,
    "blocked": lambda f: f.blocked,
    "named_consent": lambda f: f.consent,
    "team_consent": lambda f: f.team_consent,
    "any_consent": lambda f: f.consent or f.team_consent,
    "treating_doctor": lambda f: f.treating_doctor,
    "sees_hidden": lambda f: f.treating_doctor and _trusted_with_hidden(f),
}

# Those that the action and the kind of actor settle alone: decide() looks at them once.
OF_QUESTION = frozenset(
    {"depositing", "consulting", "sharing", "hiding", "person", "professional", "organization"}
    | {"caregiver", "system", "reading_archive"}
)

OF_DOCUMENT: dict[str, OfDocument] = {
    "deleted": OfDocument(lambda _, d: d.status == DELETED, f"e.status = {DELETED}"),
    "author": OfDocument(
        lambda f, d: d.author_professional_id == f.actor.actor_id,
        "(e.author_professional_id = %s) IS TRUE",
        lambda f: f.actor.actor_id,
    ),
    "hidden_from_professionals": OfDocument(
        lambda _, d: d.hidden_from_professionals, "e.hidden_from_professionals"
    ),
    "hidden_from_patient": OfDocument(lambda _, d: d.hidden_from_patient, "e.hidden_from_patient"),
    "hidden_from_representatives": OfDocument(
        lambda _, d: d.hidden_from_representatives, "e.hidden_from_representatives"
    ),
    "restricted": OfDocument(lambda _, d: d.confidentiality == "R", "e.confidentiality = 'R'"),
    "very_restricted": OfDocument(lambda _, d: d.confidentiality == "V", "e.confidentiality = 'V'"),
    "type_for_profession": OfDocument(
        lambda f, d: d.type_code in readable_types(f.actor.profession, f.actor.specialty),
        "e.type_code = ANY(%s::text[])",
        lambda f: readable_array(f.actor.profession, f.actor.specialty),
    ),
}


def _trusted_with_hidden(facts: Facts) -> bool:
    if facts.treating_doctor_sees is TreatingDoctorSees.IF_ADMINISTRATOR:
        return facts.administrator
    return facts.treating_doctor_sees is TreatingDoctorSees.ALWAYS
