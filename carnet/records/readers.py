"""« Qui peut lire ce document ? »: each answer is one question to the policy."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from carnet.access.decide import decide
from carnet.access.facts import Action, Actor, ActorKind, Facts
from carnet.identity import directory, people
from carnet.identity.names import spoken
from carnet.nomenclature import terms
from carnet.records.columns import document
from carnet.records.views import EntryView, Reader
from carnet.sharing import queries as sharing

_A_DOCTOR = "G15_10"  # who reads the most: shows what a structure's authorisation opens


def who_reads(entry: EntryView) -> list[Reader]:
    """Tell, for all that could be asked about, whether they read this entry and why."""
    return [*_family(entry), *_professionals(entry), *_structures(entry), *_professions(entry)]


def _family(entry: EntryView) -> Iterator[Reader]:
    kinds = {entry.person_id: "holder"}
    kinds |= dict.fromkeys(sharing.representatives(entry.person_id), "representative")
    for person_id, kind in kinds.items():
        person = people.person(person_id)
        name = f"{person.first_name} {person.used_name or person.birth_name}"
        yield _answer(entry, Actor(ActorKind.PERSON, person_id), kind, name)


def _professionals(entry: EntryView) -> Iterator[Reader]:
    """The author, the médecin traitant, and those whom the person authorised or blocked."""
    doctor = sharing.treating_doctor(entry.person_id)
    named = [line.professional_id for line in sharing.authorizations(entry.person_id)]
    for professional_id in dict.fromkeys([entry.author_professional_id, doctor, *named]):
        found = directory.professional(professional_id) if professional_id else None
        if found is None:
            continue
        kind = "treating_doctor" if professional_id == doctor else "professional"
        kind = "author" if professional_id == entry.author_professional_id else kind
        yield _answer(
            entry,
            Actor(
                ActorKind.PROFESSIONAL,
                found.professional_id,
                found.organization_id or 0,
                found.profession,
                found.specialty,
            ),
            kind,
            spoken(found.given_name, found.family_name, found.title),
        )


def _structures(entry: EntryView) -> Iterator[Reader]:
    for line in sharing.authorizations(entry.person_id):
        found = directory.organization(line.organization_id) if line.organization_id else None
        if found is not None:
            member = Actor(ActorKind.PROFESSIONAL, 0, found.organization_id, _A_DOCTOR)
            answer = _answer(entry, member, "organization", found.name)
            yield Reader(answer.kind, answer.name, "", answer.allowed, answer.reason, answer.rule)


def _professions(entry: EntryView) -> Iterator[Reader]:
    for term in terms.professions():
        actor = Actor(ActorKind.PROFESSIONAL, profession=term.code)
        facts = Facts(Action.READ, actor, record_open=True, consent=True, document=document(entry))
        answer = decide(facts)
        reason = _("Peut le lire si vous l’autorisez.") if answer.allowed else answer.for_patient
        number = answer.rule.number
        yield Reader("profession", "", term.display, answer.allowed, reason, number)


def _answer(entry: EntryView, actor: Actor, kind: str, name: str) -> Reader:
    facts = sharing.facts(entry.person_id, actor, Action.READ).about(document(entry))
    answer = decide(facts)
    term = terms.profession(actor.profession)
    display = term.display if term else ""
    return Reader(kind, name, display, answer.allowed, answer.for_patient, answer.rule.number)
