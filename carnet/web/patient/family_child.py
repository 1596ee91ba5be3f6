"""Activate or oppose for one child: its code, « je suis son représentant légal », done."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from carnet.accounts import channels, family
from carnet.accounts.opposition import Way
from carnet.accounts.problems import (
    AccountProblem,
    CodeExpired,
    CodeOfAnother,
    CodeUsed,
    Locked,
    Slowed,
    WrongProof,
)
from carnet.identity import people
from carnet.identity.names import of
from carnet.sharing.problems import FamilyProblem
from carnet.web.address import network_address
from carnet.web.brake import slowed
from carnet.web.patient.current import RecordRequest, short_name
from carnet.web.patient.dead_ends import locked
from carnet.web.patient.family_forms import NO, ChildForm
from carnet.web.patient.family_members import ACTIVATE, OPPOSE, REOPEN, Member, for_child
from carnet.web.ui.forms import posted

Done = Callable[[], None]


@for_child(ACTIVATE, REOPEN)
@require_http_methods(["GET", "POST"])
def activate(request: RecordRequest, member: Member) -> HttpResponse:
    """The record of the child opens to the parent."""
    parent_id, child_id = member.tie.representative_id, member.tie.person_id
    text = _("Le carnet %(of_name)s est activé.") % {"of_name": of(member.first_name)}
    return _act(request, member, ACTIVATE, lambda: family.activate(parent_id, child_id), text)


@for_child(OPPOSE)
@require_http_methods(["GET", "POST"])
def oppose(request: RecordRequest, member: Member) -> HttpResponse:
    """No record for the child; past the window, the one that exists closes."""
    parent_id, child_id = member.tie.representative_id, member.tie.person_id
    said = Way(request.POST.get("way", "")) if request.POST.get("way") in set(Way) else None
    way = said or family.way(child_id) or Way.OPPOSE
    text = opposed_text(way, member.first_name)
    done: Done = lambda: family.oppose(parent_id, child_id, way)  # noqa: E731
    return _act(request, member, OPPOSE, done, text, way=way)


def opposed_text(way: Way, first_name: str) -> str:
    """What was done, in a sentence."""
    if way is Way.CLOSE:
        return _("Le carnet %(of_name)s est fermé.") % {"of_name": of(first_name)}
    return _("Votre opposition pour %(name)s est enregistrée.") % {"name": first_name}


def _act(
    request: RecordRequest, member: Member, act: str, done: Done, text: str, **values: Any
) -> HttpResponse:
    form = ChildForm(posted(request), first_name=member.first_name)
    show = _Page(request, member, act, form, values)
    if request.method != "POST":
        return show()
    if not member.tie.certified:
        if not form.is_valid():
            return show(422)
        if form.denied:
            return deny(request, member.tie.representative_id, member.tie.person_id)
        if refused := _refused(request, member, form):
            return refused if isinstance(refused, HttpResponse) else show(refused)
    return finish(request, done, text)


class _Page:
    """The page of one act, shown again with what is wrong."""

    def __init__(
        self, request: HttpRequest, member: Member, act: str, form: ChildForm, values: Any
    ) -> None:
        self.request, self.act = request, act
        self.values = values | {"member": member, "form": form, "act": act}
        self.member = member

    def __call__(self, status: int = 200) -> HttpResponse:
        known = channels.known(self.member.tie.person_id)
        values = self.values | {"channels": known}
        return render(self.request, "patient/family/act.html", values, status=status)


def _refused(request: HttpRequest, member: Member, form: ChildForm) -> HttpResponse | int:
    """The status of a wrong code, written in the form; 0 for the right one."""
    tie = member.tie
    try:
        code = form.cleaned_data["code"]
        family.prove_code(tie.representative_id, tie.person_id, code, network_address(request))
    except Locked as problem:
        return locked(request, problem)
    except Slowed as problem:
        form.add_error(None, slowed(problem))
        return 429
    except (CodeOfAnother, CodeExpired, CodeUsed, WrongProof) as problem:
        form.add_error("code", _wrong(problem, member.first_name))
        return 422
    return 0


def _wrong(problem: AccountProblem, first_name: str) -> str:
    named = {"of_name": of(first_name)}
    if isinstance(problem, CodeOfAnother):
        other = short_name(people.person(problem.person_id))
        words = _("C’est le code %(of_other)s. Prenez la lettre %(of_name)s.")
        return words % (named | {"of_other": of(other)})
    if isinstance(problem, CodeExpired):
        return _("Ce code est trop ancien. Demandez-en un autre, plus bas.")
    if isinstance(problem, CodeUsed):
        return _("Ce code a déjà servi. Demandez-en un autre, plus bas.")
    return _("Ce n’est pas le code %(of_name)s. Relisez sa lettre.") % named


def deny(request: HttpRequest, parent_id: int, child_id: int, back: str = "") -> HttpResponse:
    """« Non »: said twice, because only the telephone comes back on it."""
    if "confirm" not in request.POST:
        name = short_name(people.person(child_id))
        return render(request, "patient/family/denial.html", {"first_name": name, "no": NO})
    with suppress(FamilyProblem):  # the same form sent twice, or a tab left open
        family.deny(parent_id, child_id)
    messages.success(request, _("C’est noté. Vous n’agirez pas pour cet enfant."))
    return redirect(back or "patient:family")


def finish(request: HttpRequest, done: Done, text: str, back: str = "") -> HttpResponse:
    """Do it, then say so; what changed meanwhile sends back to the list, which says where it is."""
    try:
        done()
    except (AccountProblem, FamilyProblem):
        messages.error(request, _("La situation a changé entre-temps. Relisez cette page."))
    else:
        messages.success(request, text)
    return redirect(back or "patient:family")
