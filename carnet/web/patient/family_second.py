"""The second legal representative: invited by the first, who sees what becomes of it."""

from __future__ import annotations

from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from carnet.accounts import attempts
from carnet.accounts.problems import Locked, Slowed
from carnet.base.ids import Kind
from carnet.identity import people
from carnet.sharing import actions, families
from carnet.sharing.problems import FamilyProblem
from carnet.web.brake import slowed
from carnet.web.patient.current import RecordRequest, full_name, in_account
from carnet.web.patient.dead_ends import locked
from carnet.web.patient.family import received
from carnet.web.patient.family_forms import CertifyForm, InviteForm
from carnet.web.patient.family_members import PARENT, Member, for_child
from carnet.web.pointers import pointed
from carnet.web.ui.forms import posted


@for_child(PARENT)
@require_http_methods(["GET", "POST"])
def second(request: RecordRequest, member: Member) -> HttpResponse:
    """Who represents the child, what became of the invitations, and a form when there is room."""
    _oid, own = people.matricule(member.tie.representative_id)
    form = InviteForm(posted(request), own=own)
    if request.method == "POST" and form.is_valid():
        return _invite(request, member, form)
    return _page(request, member, form, 422 if form.is_bound else 200)


def _invite(request: RecordRequest, member: Member, form: InviteForm) -> HttpResponse:
    child_id = member.tie.person_id
    try:
        attempts.spend(("invitation", str(child_id)))
        actions.invite(child_id, request.profile.actor, form.named())
    except Slowed as problem:
        form.add_error(None, slowed(problem))
        return _page(request, member, form, 429)
    except Locked as problem:
        return locked(request, problem)
    except FamilyProblem:  # one waits already, or the other parent is there: the page shows it
        pass
    else:
        messages.success(request, _("Si ces informations sont exactes, une invitation part."))
    return redirect("patient:family_second", member.key)


def _page(request: RecordRequest, member: Member, form: InviteForm, status: int) -> HttpResponse:
    child_id = member.tie.person_id
    parents = [one.representative_id for one in families.parents(child_id) if one.certified]
    sent = families.sent(child_id, member.tie.representative_id)
    waiting = next((one for one in sent if one.waiting), None)
    full = len(parents) >= settings.REPRESENTATIVES_MAX
    values = {
        "member": member,
        "form": form if not full and waiting is None else None,
        "parents": [full_name(people.person(one)) for one in parents],
        "waiting": waiting,
        "past": [one for one in sent if not one.waiting],
    }
    return render(request, "patient/family/second.html", values, status=status)


@for_child(PARENT)
@require_POST
def withdraw(request: RecordRequest, member: Member) -> HttpResponse:
    """Take back the invitation that waits."""
    child_id, parent_id = member.tie.person_id, member.tie.representative_id
    for one in families.sent(child_id, parent_id):
        if one.waiting:
            _withdraw(request, child_id, one.invitation_no, parent_id)
    return redirect("patient:family_second", member.key)


def _withdraw(request: RecordRequest, child_id: int, number: int, parent_id: int) -> None:
    try:
        actions.withdraw_invitation(child_id, number, parent_id)
    except FamilyProblem:
        messages.error(request, _("Une réponse est arrivée avant."))
    else:
        messages.success(request, _("L’invitation est retirée."))


@in_account
@require_http_methods(["GET", "POST"])
def answer(request: RecordRequest, key: UUID) -> HttpResponse:
    """An invitation that the reader received: certify and accept, or refuse."""
    invitation = _mine(request.profile.reader_id, key)
    if invitation is None:
        messages.error(request, _("Cette invitation n’attend plus de réponse."))
        return redirect("patient:family")
    shown = received(invitation)
    form = CertifyForm(posted(request), first_name=shown.child)
    if request.method == "POST" and form.is_valid():
        return _answer(request, invitation, shown.child, yes=not form.denied)
    values = {"form": form, "invitation": shown}
    status = 422 if form.is_bound else 200
    return render(request, "patient/family/answer.html", values, status=status)


def _mine(reader_id: int, key: UUID) -> families.Invitation | None:
    pointer = pointed(key, Kind.INVITATION)
    asked = (pointer.person_id, pointer.number)
    waiting = families.received(reader_id)
    return next((one for one in waiting if (one.person_id, one.invitation_no) == asked), None)


def _answer(
    request: RecordRequest, one: families.Invitation, first_name: str, *, yes: bool
) -> HttpResponse:
    verb = actions.accept_invitation if yes else actions.refuse_invitation
    try:
        verb(one.person_id, one.invitation_no, request.profile.reader_id)
    except FamilyProblem:
        messages.error(request, _("Cette invitation n’attend plus de réponse."))
        return redirect("patient:family")
    text = (
        _("Vous représentez maintenant %(name)s.") if yes else _("Vous avez refusé l’invitation.")
    )
    messages.success(request, text % {"name": first_name})
    return redirect("patient:family")
