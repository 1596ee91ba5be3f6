"""All about whom one may ask « peut-il lire ? », each with the facts that the policy would get."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from carnet.access import matrix
from carnet.access.facts import Action, Actor, ActorKind, Facts, Purpose
from carnet.base import clock
from carnet.identity import directory, people
from carnet.identity.names import spoken
from carnet.nomenclature import terms
from carnet.sharing import queries as sharing
from carnet.sharing.queries import AuthorizationView

URGENT = (("regulation", Purpose.EMERGENCY_REGULATION), ("break_glass", Purpose.BREAK_GLASS))
_A_DOCTOR = "G15_10"  # who reads the most: shows what a structure's authorisation opens


@dataclass(frozen=True, slots=True)
class Asker:
    """One who could ask to read: ``facts`` are theirs about the record, without a document.

    ``otherwise``: their facts when it is no emergency, of one who may read then too.
    """

    kind: str  # of views.Reader; « emergency » for those whom no name tells
    name: str
    profession: str  # display, or ""
    facts: Facts
    otherwise: Facts | None = None


def family(person_id: int) -> Iterator[Asker]:
    """The holder, and who represents them."""
    kinds = {person_id: "holder"}
    kinds |= dict.fromkeys(sharing.representatives(person_id), "representative")
    for reader_id, kind in kinds.items():
        yield relative(person_id, reader_id, kind)


def relative(person_id: int, reader_id: int, kind: str) -> Asker:
    """One person, by whatever tie."""
    person = people.person(reader_id)
    name = spoken(person.first_name, person.used_name or person.birth_name)
    return _asker(person_id, Actor(ActorKind.PERSON, reader_id), kind, name)


def professionals(
    person_id: int,
    tied: Iterable[AuthorizationView],
    authors: Iterable[int | None] = (),
    others: Iterable[int] = (),
) -> Iterator[Asker]:
    """Authors, the médecin traitant, those whom the person authorised or blocked, and others."""
    doctor, written = sharing.treating_doctor(person_id), [one for one in authors if one]
    named = {line.professional_id: not line.blocked for line in tied}
    for professional_id in dict.fromkeys([*written, doctor, *named, *others]):
        found = directory.professional(professional_id) if professional_id else None
        if found is None:
            continue
        kind = "treating_doctor" if professional_id == doctor else "professional"
        kind = "author" if professional_id in written else kind
        place = found.organization_id or 0
        who = (found.professional_id, place, found.profession, found.specialty)
        name = spoken(found.given_name, found.family_name, found.title)
        asker = _asker(person_id, Actor(ActorKind.PROFESSIONAL, *who), kind, name)
        secret = named.get(professional_id, False) and not asker.facts.consent
        yield _in_secret(person_id, asker) if secret else asker


def structures(
    person_id: int, tied: Iterable[AuthorizationView], others: Iterable[int] = ()
) -> Iterator[Asker]:
    """A doctor of each structure that the person authorised or blocked, and of others."""
    named = [line.organization_id for line in tied]
    for organization_id in dict.fromkeys([*named, *others]):
        found = directory.organization(organization_id) if organization_id else None
        if found is not None:
            member = Actor(ActorKind.PROFESSIONAL, 0, found.organization_id, _A_DOCTOR)
            asker = _asker(person_id, member, "organization", found.name)
            yield Asker(asker.kind, asker.name, "", asker.facts)


def professions() -> Iterator[Asker]:
    """Each trade, as if one of them were authorised by name."""
    number = matrix.in_force(clock.today())
    for term in terms.professions():
        actor = Actor(ActorKind.PROFESSIONAL, profession=term.code)
        facts = Facts(Action.READ, actor, record_open=True, consent=True, matrix=number)
        yield Asker("profession", "", term.display, facts)


def emergencies(person_id: int) -> Iterator[Asker]:
    """A doctor whom nobody knows here, in the two emergencies of the law."""
    for purpose, name in (
        (Purpose.EMERGENCY_REGULATION, _("Le SAMU (15)")),
        (Purpose.BREAK_GLASS, _("Un médecin, en urgence")),
    ):
        actor = Actor(
            ActorKind.PROFESSIONAL, profession=_A_DOCTOR, purpose=purpose, reason="urgence"
        )
        yield Asker("emergency", name, "", sharing.facts(person_id, actor, Action.READ))


def urgently(person_id: int, asker: Asker) -> Iterator[Asker]:
    """One whom the record names, in the two emergencies of the law: no consent counts there."""
    for kind, purpose in URGENT:
        actor = replace(asker.facts.actor, purpose=purpose, reason="urgence")
        facts = sharing.facts(person_id, actor, Action.READ)
        yield Asker(kind, asker.name, asker.profession, facts, otherwise=asker.facts)


def _in_secret(person_id: int, asker: Asker) -> Asker:
    """The same in the « connexion secrète » in which a minor agreed: their consent holds there."""
    actor = replace(asker.facts.actor, purpose=Purpose.SECRET)
    return replace(asker, facts=sharing.facts(person_id, actor, Action.READ))


def _asker(person_id: int, actor: Actor, kind: str, name: str) -> Asker:
    term = terms.profession(actor.profession)
    facts = sharing.facts(person_id, actor, Action.READ)
    return Asker(kind, name, term.display if term else "", facts)
