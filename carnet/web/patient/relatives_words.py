"""A delegation in plain words: who, what is entrusted, until when."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from carnet.base.ids import Kind, Pointer, conceal
from carnet.identity import people
from carnet.nomenclature import terms
from carnet.sharing.delegates import Delegation
from carnet.web.patient.current import full_name
from carnet.web.ui import displays


@dataclass(frozen=True, slots=True)
class Line:
    """One delegation as a list shows it; ``see_as``: the record as the caregiver gets it."""

    name: str
    delegation: Delegation
    scope: list[str]
    key: UUID
    see_as: str = ""


def line(one: Delegation) -> Line:
    """As the person sees it: the name that they wrote, until the caregiver has accepted."""
    if one.caregiver_id is None:
        return Line(one.named, one, scope(one), key(one))
    see_as = reverse("patient:see_as_relative", args=[_person(one.caregiver_id)])
    name = full_name(people.person(one.caregiver_id))
    return Line(name, one, scope(one), key(one), see_as if one.running else "")


def of_helped(one: Delegation) -> Line:
    """As the caregiver sees it: the name of the person whom they help."""
    return Line(full_name(people.person(one.person_id)), one, scope(one), key(one))


def key(one: Delegation) -> UUID:
    """What addresses and forms name."""
    return conceal(Pointer(Kind.DELEGATION, one.person_id, one.delegation_no))


def entry_key(one: Delegation) -> UUID:
    """What the form that opens the helped person's record sends."""
    return _person(one.person_id)


def scope(one: Delegation) -> list[str]:
    """What is entrusted, a sentence each."""
    return [_which(one), _rights(one), _hidden(one)]


def _which(one: Delegation) -> str:
    if one.categories is None:
        return _("Tous les documents, sauf les directives anticipées.")
    names = [displays.category(code) for code in terms.CATEGORIES if code in one.categories]
    return _("Seulement\u00a0: %(names)s.") % {"names": ", ".join(names)}


def _rights(one: Delegation) -> str:
    return _("Lire et compléter.") if one.writes else _("Lire, sans rien ajouter.")


def _hidden(one: Delegation) -> str:
    if one.hidden_documents:
        return _("Les documents masqués aux soignants aussi.")
    return _("Sans les documents masqués aux soignants.")


def _person(person_id: int) -> UUID:
    return conceal(Pointer(Kind.PERSON, person_id))
