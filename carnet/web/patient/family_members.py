"""The children of a parent as « Ma famille » shows them: where each record is, what may be done."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from functools import wraps
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from carnet.accounts import family
from carnet.base.ids import Kind, Pointer, conceal
from carnet.identity import people
from carnet.records import queries as records
from carnet.sharing import delegates, families
from carnet.sharing.families import Attachment
from carnet.web.patient.current import RecordRequest, full_name, in_account, short_name
from carnet.web.pointers import pointed
from carnet.web.ui import delays

# What may be done, in the words of the addresses; "entrer" and "parent" need no code.
ACTIVATE, REOPEN, OPPOSE, ENTER, PROOF, RETHINK, PARENT = (
    "activer", "rouvrir", "opposer", "entrer", "preuve", "changer-avis", "deuxieme-parent",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Situation:
    """Where a record is: two words, what they mean, and what may be done."""

    word: str | Promise
    text: str | Promise
    acts: tuple[str, ...] = ()
    kind: str = "neutral"  # ui_status


_TO_ACTIVATE = Situation(
    _("À vous de choisir"), _("Son carnet n’est pas encore créé."), (ACTIVATE, OPPOSE), "warning"
)
_DENIED = Situation(
    _("Pas votre rôle"), _("Vous avez dit que vous n’êtes pas son représentant légal.")
)
_NEW = {
    "not_created": _TO_ACTIVATE,
    "created": Situation(
        _("Pas encore activé"), _("Son carnet existe. Activez-le pour y entrer."),
        (ACTIVATE, OPPOSE), "warning",
    ),
    "active": Situation(
        _("Activé par un autre parent"), _("Avec le code de l’enfant, vous y entrez aussi."),
        (ACTIVATE,),
    ),
    "opposed": Situation(
        _("Pas de carnet"), _("Une opposition a été enregistrée. Vous pouvez encore l’activer."),
        (ACTIVATE,),
    ),
}  # fmt: skip
_CERTIFIED = {
    "not_created": _TO_ACTIVATE,
    "created": Situation(
        _("Pas encore activé"), _("Son carnet existe. Il attend que vous l’activiez."),
        (ACTIVATE, ENTER, OPPOSE), "warning",
    ),
    "active": Situation(_("Activé"), "", (ENTER, PARENT), "new"),
    "opposed": Situation(
        _("Opposition enregistrée"), _("Aucun carnet n’est créé pour cet enfant."),
        (PROOF, RETHINK),
    ),
    "closed": Situation(
        _("Fermé"),
        format_lazy(
            _("Personne ne le lit. Il est gardé {archive}, puis détruit."),
            archive=delays.later("ARCHIVE_YEARS"),
        ),
        (REOPEN,),
    ),
}  # fmt: skip
_OTHERWISE = Situation(_("Carnet arrêté"), _("Appelez-nous pour savoir pourquoi."))


@dataclass(frozen=True, slots=True)
class Member:
    """One child; ``deadline``: when the record is created without an answer."""

    person: people.Person
    tie: Attachment
    situation: Situation
    key: UUID
    since: datetime | None
    deadline: date | None

    @property
    def first_name(self) -> str:
        """« Léa »."""
        return short_name(self.person)

    @property
    def name(self) -> str:
        """« Léa Martin »."""
        return full_name(self.person)

    @property
    def acts(self) -> tuple[str, ...]:
        """What may be done; only the attached parent invites the second one."""
        return tuple(act for act in self.situation.acts if act != PARENT or self.tie.rank == 1)


ChildView = Callable[..., HttpResponse]


def members(parent_id: int) -> list[Member]:
    """The children of a parent, eldest first."""
    return [_member(tie) for tie in families.children(parent_id)]


def waiting(parent_id: int) -> list[str]:
    """First names of those for whom an answer of this reader is expected: children, or helped."""
    new = [tie for tie in families.children(parent_id) if not tie.certified and not tie.denied]
    chosen = [one for one in map(_member, new) if OPPOSE in one.acts]
    invited = [people.person(one.person_id) for one in families.received(parent_id)]
    helped = [people.person(one.person_id) for one in delegates.received(parent_id)]
    return [one.first_name for one in chosen] + [short_name(one) for one in (*invited, *helped)]


def member(parent_id: int, key: UUID) -> Member:
    """One child of this parent; Http404 for anybody else."""
    tie = families.attachment(pointed(key, Kind.PERSON).person_id, parent_id)
    if tie is None:
        raise Http404
    return _member(tie)


def for_child(*acts: str) -> Callable[[ChildView], Callable[..., HttpResponse]]:
    """A page that does one of these acts for a child; done or impossible, « Ma famille »."""

    def decorate(view: ChildView) -> Callable[..., HttpResponse]:
        @wraps(view)
        def arrive(request: RecordRequest, key: UUID, **more: Any) -> HttpResponse:
            found = member(request.profile.reader_id, key)
            if not set(acts) & set(found.acts):
                return redirect("patient:family")
            return view(request, found, **more)

        return in_account(arrive)

    return decorate


def _member(tie: Attachment) -> Member:
    child = people.person(tie.person_id)
    life = records.life(tie.person_id)
    state = life.state if life else "not_created"
    return Member(
        person=child,
        tie=tie,
        situation=_situation(tie, state),
        key=conceal(Pointer(Kind.PERSON, tie.person_id)),
        since=life.since if life else None,
        deadline=family.deadline(tie.person_id) if state == "not_created" else None,
    )


def _situation(tie: Attachment, state: str) -> Situation:
    if tie.denied:
        return _DENIED
    return (_CERTIFIED if tie.certified else _NEW).get(state, _OTHERWISE)
