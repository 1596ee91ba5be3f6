"""The page of a case, and what an agent does from it without a signature."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from carnet.accounts.problems import Locked, NoChannel, Slowed
from carnet.assistance import actions, caregivers, queries
from carnet.assistance.problems import MinorNeedsParent
from carnet.assistance.roles import Power
from carnet.base.ids import Kind, Pointer, conceal
from carnet.notify.sms import NotSent
from carnet.web.brake import slowed
from carnet.web.desk import guard, words
from carnet.web.desk.guard import DeskRequest, in_case
from carnet.web.desk.trying import locked, page
from carnet.web.pointers import pointed
from carnet.web.ui.assistance_words import ACTS, SUBJECTS, WHAT


@in_case
@require_safe
def case(request: DeskRequest) -> HttpResponse:
    """What an agent may know, and do."""
    seen = queries.overview(request.agent, request.case)
    code, life = seen.standing.code, seen.life
    enters = not seen.standing.account_since and (seen.standing.ways or not seen.minor)
    return page(
        request,
        "case",
        seen=seen,
        state=words.STATES[life.state] if life else "",
        reason=words.REASONS.get(life.closing_reason, "") if life else "",
        code_way=words.CHANNELS.get(code.channel, "") if code else "",
        ways=[(way.name, words.CHANNELS[way.name], way.hint) for way in seen.standing.ways],
        helps=bool(enters or seen.reminders or seen.standing.locked),
        reminders=[(name, words.CHANNELS[name]) for name in seen.reminders],
        acts=[(act, ACTS[act]) for act in seen.acts],
        children=[(key(one.person_id), one) for one in seen.children],
        representatives=[(key(one.person_id), one) for one in seen.representatives],
        mandates=[
            (key(one.person_id, Kind.MANDATE, one.mandate_no), one, WHAT[one.what])
            for one in seen.mandates
        ],
        tickets=[
            (key(one.person_id, Kind.TICKET, one.ticket_no), one, SUBJECTS[one.subject])
            for one in seen.tickets
        ],
        offers_caregiver=caregivers.possible(life, minor=seen.minor),
        family_power=request.agent.may(Power.FAMILY),
        reads_scans=request.agent.may(Power.READ_SCANS),
        answers=request.agent.may(Power.ANSWER_TICKETS),
    )


@in_case
@require_POST
def close(request: DeskRequest) -> HttpResponse:
    """Close the case; its agent sees nothing of the person any more."""
    actions.close_case(request.agent, request.case.person_id, request.case.case_id)
    del request.session[guard.CASE]
    messages.success(request, _("Le dossier est fermé."))
    return redirect("desk:find")


@in_case
@require_POST
def renew_code(request: DeskRequest) -> HttpResponse:
    """Send a new code; the agent never sees it."""
    try:
        actions.renew_code(request.agent, request.case, request.POST.get("channel", ""))
    except NoChannel:
        raise Http404 from None
    except Slowed as problem:
        messages.error(request, slowed(problem))
    except Locked as problem:
        messages.error(request, locked(problem))
    except NotSent:
        messages.error(request, _("Le message n’est pas parti. Essayez une lettre."))
    else:
        messages.success(request, _("Un nouveau code part. L’ancien ne sert plus."))
    return redirect("desk:case")


@in_case
@require_POST
def unlock(request: DeskRequest) -> HttpResponse:
    """Forget the wrong tries."""
    actions.unlock(request.agent, request.case)
    messages.success(request, _("Les essais sont débloqués."))
    return redirect("desk:case")


@in_case
@require_POST
def remind(request: DeskRequest) -> HttpResponse:
    """Send the identifier to the person."""
    channel = request.POST.get("channel", "")
    if channel not in words.CHANNELS:
        raise Http404
    try:
        actions.remind(request.agent, request.case, channel)
    except Slowed as problem:
        messages.error(request, slowed(problem))
    except Locked as problem:
        messages.error(request, locked(problem))
    else:
        messages.success(request, _("L’identifiant part, par message."))
    return redirect("desk:case")


@in_case
@require_POST
def child(request: DeskRequest) -> HttpResponse:
    """Open the case of a child of this person; that of the person stays open behind."""
    pointer = pointed(request.POST.get("person", ""), Kind.PERSON)
    try:
        opened = actions.child(request.agent, request.case, pointer.person_id)
    except MinorNeedsParent:
        raise Http404 from None
    return guard.enter(request, opened)


def key(person_id: int, kind: Kind = Kind.PERSON, number: int = 0) -> str:
    """What a form or an address says instead of a number."""
    return str(conceal(Pointer(kind, person_id, number)))
