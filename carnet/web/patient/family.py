"""« Ma famille »: each child of the reader, where their record is, what may be done for them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from carnet.accounts import channels, family
from carnet.accounts.problems import Locked, NoChannel, Slowed
from carnet.base.ids import Kind, Pointer, conceal
from carnet.identity import people
from carnet.identity.names import of
from carnet.notify.sms import NotSent
from carnet.sharing import families
from carnet.web.patient import caregiving, family_members
from carnet.web.patient.current import RecordRequest, full_name, in_account, short_name
from carnet.web.patient.family_members import ACTIVATE, PROOF, RETHINK, Member, for_child
from carnet.web.patient.files import opposition_proof


@dataclass(frozen=True, slots=True)
class Received:
    """An invitation that waits for the reader's answer."""

    child: str
    inviter: str
    key: UUID
    expires_at: datetime


@in_account
@require_safe
def page(request: RecordRequest) -> HttpResponse:
    """Every child and every invitation of the reader, whosever record is on the screen."""
    reader = request.profile.reader_id
    values = {
        "members": family_members.members(reader),
        "offers": caregiving.waiting(reader),
        "helped": caregiving.helped(reader),
        "invitations": [received(one) for one in families.received(reader)],
    }
    return render(request, "patient/family/page.html", values)


def received(one: families.Invitation) -> Received:
    """First name of the child, name of the one who invites: what it takes to answer."""
    child, inviter = people.person(one.person_id), people.person(one.inviter_id)
    key = conceal(Pointer(Kind.INVITATION, one.person_id, one.invitation_no))
    return Received(short_name(child), full_name(inviter), key, one.expires_at)


@for_child(ACTIVATE)
@require_POST
def new_code(request: RecordRequest, member: Member, channel: str) -> HttpResponse:
    """Send a new code for this child, by a way that the insurer knows of the attached parent."""
    back = redirect("patient:family_activate", member.key)
    try:
        channels.send_code(member.tie.person_id, channel)
    except NoChannel as unknown:
        raise Http404 from unknown
    except (Slowed, Locked):
        messages.error(request, _("Un code vient de partir. Attendez-le avant d’en demander un."))
    except NotSent:
        messages.error(request, _("Le message n’est pas parti. Réessayez dans un moment."))
    else:
        messages.success(request, _("Un nouveau code est parti. L’ancien ne sert plus."))
    return back


@for_child(RETHINK)
@require_POST
def rethink(request: RecordRequest, member: Member) -> HttpResponse:
    """Withdraw an opposition: the record is created, and waits to be activated."""
    family.withdraw_opposition(member.tie.representative_id, member.tie.person_id)
    text = _("Le carnet %(of_name)s est créé. Vous pouvez l’activer.")
    messages.success(request, text % {"of_name": of(member.first_name)})
    return redirect("patient:family")


@for_child(PROOF)
@require_safe
def proof(request: RecordRequest, member: Member) -> HttpResponse:
    """The document that proves the opposition."""
    return opposition_proof(member.tie.person_id)
