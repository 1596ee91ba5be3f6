"""The words of the policy's table: each names one fact, in Python and, of a document, in SQL."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from carnet.access.facts import Action, ActorKind, Document, Facts, Purpose, TreatingDoctorSees
from carnet.access.matrix import readable_array, readable_types

CONSULTING = frozenset({Action.OPEN, Action.SEARCH, Action.READ})
# What a proche aidant may be entrusted with (domain.md 1.8); the rest is the person's own.
OF_PROFILE = frozenset({Action.PROFILE, Action.DECLARE})
ENTRUSTED = CONSULTING | OF_PROFILE | {Action.DEPOSIT}
CARERS = frozenset({ActorKind.PROFESSIONAL, ActorKind.ORGANIZATION})
EMERGENCIES = frozenset({Purpose.EMERGENCY_REGULATION, Purpose.BREAK_GLASS})
DELETED = 4  # carnet.records.models.Status
DIRECTIVES, PROFILE = "DIR_ANT", "SYNTH_PML"  # categories of the patient's pages
ADVANCE_DIRECTIVES = "EXPPAT_3"


class OfDocument(NamedTuple):
    """A fact of one document: asked in Python, or of a row ``e``. Its SQL is never NULL.

    ``param`` stands at each ``%s``; columns are those that the covering index of the timeline has.
    ``settled`` tells what a reader's facts alone already answer, for all documents: no SQL then.
    """

    holds: Callable[[Facts, Document], bool]
    sql: str
    param: Callable[[Facts], Any] | None = None
    settled: Callable[[Facts], bool | None] | None = None


def _delegated(facts: Facts, category: str) -> bool:
    return facts.delegated_categories is None or category in facts.delegated_categories


def _profile_delegated(facts: Facts) -> bool:
    """To read it; and to write it, when the caregiver may write at all."""
    writes = facts.delegate_writes or facts.action is not Action.DECLARE
    return writes and _delegated(facts, PROFILE)


def _sees_hidden(facts: Facts) -> bool:
    """« never » binds the administrator too: no professional reads what was hidden (4.3)."""
    if facts.treating_doctor_sees is TreatingDoctorSees.ALWAYS:
        return facts.treating_doctor or facts.administrator
    return facts.treating_doctor_sees is TreatingDoctorSees.IF_ADMINISTRATOR and facts.administrator


OF_READER: dict[str, Callable[[Facts], bool]] = {
    "record_open": lambda f: f.record_open,
    "absent": lambda f: f.absent,
    "reading_archive": lambda f: f.action is Action.READ_ARCHIVE,
    "archived": lambda f: f.archived,
    "heirs": lambda f: f.heirs,
    "normal_purpose": lambda f: f.actor.purpose is Purpose.NORMAL,
    "regulation": lambda f: f.actor.purpose is Purpose.EMERGENCY_REGULATION,
    "break_glass": lambda f: f.actor.purpose is Purpose.BREAK_GLASS,
    "emergency": lambda f: f.actor.purpose in EMERGENCIES,
    "secret": lambda f: f.actor.purpose is Purpose.SECRET,
    "minor": lambda f: f.minor,
    "reason_given": lambda f: bool(f.actor.reason.strip()),
    "regulation_opposed": lambda f: not f.regulation_admitted,
    "break_glass_opposed": lambda f: not f.break_glass_admitted,
    "emergency_hidden": lambda f: f.emergency_hidden,
    "emergency_over": lambda f: f.emergency_over,
    "depositing": lambda f: f.action is Action.DEPOSIT,
    "consulting": lambda f: f.action in CONSULTING,
    "sharing": lambda f: f.action is Action.SHARE,
    "hiding": lambda f: f.action is Action.HIDE,
    "blocking": lambda f: f.action is Action.BLOCK,
    "reading_profile": lambda f: f.action in OF_PROFILE,
    "entrusted": lambda f: f.action in ENTRUSTED,
    "person": lambda f: f.actor.kind is ActorKind.PERSON,
    "professional": lambda f: f.actor.kind is ActorKind.PROFESSIONAL,
    "organization": lambda f: f.actor.kind is ActorKind.ORGANIZATION,
    "carer": lambda f: f.actor.kind in CARERS,
    "system": lambda f: f.actor.kind is ActorKind.SYSTEM,
    "holder": lambda f: f.holder,
    "represents": lambda f: f.represents,
    "delegate": lambda f: f.delegate,
    "delegate_writes": lambda f: f.delegate_writes,
    "delegate_sees_hidden": lambda f: f.delegate_sees_hidden,
    "profile_delegated": _profile_delegated,
    "blocked": lambda f: f.blocked,
    "named_consent": lambda f: f.consent,
    "team_consent": lambda f: f.team_consent,
    "any_consent": lambda f: f.consent or f.team_consent,
    "treating_doctor": lambda f: f.treating_doctor,
    "administrator": lambda f: f.administrator,
    "sees_hidden": _sees_hidden,
}

# Those that the action and the kind of actor settle alone: decide() looks at them once.
OF_QUESTION = frozenset(
    {"depositing", "consulting", "sharing", "hiding", "blocking", "reading_archive"}
    | {"reading_profile", "entrusted", "person", "professional", "organization", "carer", "system"}
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
        lambda f, d: d.type_code in readable_types(f.actor.profession, f.actor.specialty, f.matrix),
        "e.type_code = ANY(%s::text[])",
        lambda f: readable_array(f.actor.profession, f.actor.specialty, f.matrix),
    ),
    "kept_from_reader": OfDocument(
        lambda f, d: d.entry_no in f.kept_from or d.replaces_entry_no in f.kept_from,
        # Rows of what is kept were read in a statement before: what replaces one of them, and is
        # committed in between, is kept from the reader too.
        # A multirange is halved to find a number in it; an array is gone through.
        "(e.entry_no <@ %s::int4multirange OR (e.replaces_entry_no <@ %s::int4multirange) IS TRUE)",
        lambda f: f"{{{','.join(f'[{number},{number}]' for number in sorted(f.kept_from))}}}",
        lambda f: None if f.kept_from else False,
    ),
    "advance_directives": OfDocument(
        lambda _, d: d.category == DIRECTIVES or d.type_code == ADVANCE_DIRECTIVES,
        f"(e.category = '{DIRECTIVES}' OR e.type_code = '{ADVANCE_DIRECTIVES}')",
    ),
    "category_delegated": OfDocument(
        lambda f, d: _delegated(f, d.category),
        "e.category = ANY(%s::text[])",
        lambda f: sorted(f.delegated_categories or ()),
        lambda f: True if f.delegated_categories is None else None,
    ),
}

# The place of each word in the facts that the journal stores, for ever: only add at the end.
# The first 31 are those of ordinary decisions, which then take six characters.
BITS = (
    "about_document", "record_open", "normal_purpose", "person", "professional", "organization",
    "carer", "system", "depositing", "consulting", "entrusted", "sharing", "hiding", "holder",
    "represents", "blocked", "named_consent", "team_consent", "any_consent", "treating_doctor",
    "sees_hidden", "administrator", "deleted", "author", "hidden_from_professionals",
    "hidden_from_patient", "hidden_from_representatives", "restricted", "very_restricted",
    "type_for_profession", "kept_from_reader",
    "absent", "delegate", "category_delegated", "delegate_writes", "delegate_sees_hidden",
    "profile_delegated", "reading_profile", "blocking", "advance_directives", "regulation",
    "break_glass", "emergency", "secret", "minor", "reason_given", "regulation_opposed",
    "break_glass_opposed", "emergency_hidden", "reading_archive", "archived", "heirs",
    "emergency_over",
)  # fmt: skip
