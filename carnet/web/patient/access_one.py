"""One professional or structure: what was agreed, how long, and the role of administrator."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from carnet.access.facts import Action
from carnet.records import previews
from carnet.records.door import OpenRecord
from carnet.records.keeping import ORGANIZATION, PROFESSIONAL
from carnet.sharing import actions, queries
from carnet.sharing.problems import NotAuthorised
from carnet.web.patient import access_lines, caregivers, hidden_rule
from carnet.web.patient.access_forms import DurationForm
from carnet.web.patient.access_lines import Access
from carnet.web.patient.caregivers import Caregiver
from carnet.web.patient.current import RecordRequest, in_record
from carnet.web.patient.differences import Loss, told


@in_record
@require_safe
def one(request: RecordRequest, kind: str, number: int) -> HttpResponse:
    """Their page."""
    return page(request, named(kind, number), DurationForm())


@in_record
@require_POST
def choose_administrator(request: RecordRequest, number: int) -> HttpResponse:
    """Give the role to somebody who is authorised by name; otherwise say what comes first."""
    found = named("soignants", number)
    try:
        actions.choose_administrator(request.profile.person_id, request.profile.actor, number)
    except NotAuthorised:
        messages.error(request, _("Autorisez d’abord ce soignant à lire ce carnet."))
    else:
        text = _("%(name)s est administrateur de ce carnet.") % {"name": found.name}
        undo = f"/acces/{found.path}/sans-administrateur"
        messages.success(request, text, extra_tags=undo)
    return redirect("patient:caregiver", "soignants", number)


@in_record
@require_POST
def end_administrator(request: RecordRequest, number: int) -> HttpResponse:
    """Take the role back; the agreement stays."""
    found = named("soignants", number)
    try:
        actions.end_administrator(request.profile.person_id, request.profile.actor, number)
    except NotAuthorised:
        raise Http404 from None
    text = _("%(name)s n’est plus administrateur de ce carnet.") % {"name": found.name}
    messages.success(request, text, extra_tags=f"/acces/{found.path}/administrateur")
    return redirect("patient:caregiver", "soignants", number)


def page(request: RecordRequest, found: Caregiver, form: DurationForm) -> HttpResponse:
    """The page, 422 when its form failed."""
    profile = request.profile
    record = profile.open(Action.SHARE)
    lines = {line.caregiver.path: line for line in access_lines.of(profile)}
    doctor = queries.treating_doctor(profile.person_id)
    values = {
        "line": lines.get(found.path) or Access(found),
        "changes": changes(record, found, lines.get(found.path)),
        "form": form,
        "doctor_rule": hidden_rule.treating_doctor()
        if doctor and found.path == f"soignants/{doctor}"
        else "",
        "administrator": hidden_rule.administrator(),
    }
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "patient/caregiver.html", values, status=status)


def changes(
    record: OpenRecord, found: Caregiver, line: Access | None
) -> list[tuple[str, list[Loss]]]:
    """What each choice on the page would change of what is read, before it is made."""
    kind, _sign, number = found.path.partition("/")
    who = (PROFESSIONAL if kind == "soignants" else ORGANIZATION, int(number))
    agreed, blocked = bool(line and line.since), bool(line and line.blocked)
    asked = {
        _("Si vous débloquez"): blocked
        and previews.blocking(record.person_id, *who, blocked=False),
        _("Si vous autorisez"): not agreed and previews.allowing(record.person_id, *who),
        _("Si vous retirez l’accord"): agreed
        and not blocked
        and previews.allowing(record.person_id, *who, allowed=False),
        _("Si vous bloquez"): not blocked and previews.blocking(record.person_id, *who),
        _("Si vous le choisissez comme administrateur"): agreed
        and kind == "soignants"
        and not (line and line.administrator)
        and previews.administering(int(number)),
        _("Si vous lui retirez ce rôle"): line
        and line.administrator
        and previews.administering(int(number), chosen=False),
    }
    return [(words, told(record.preview(one)).people) for words, one in asked.items() if one]


def named(kind: str, number: int) -> Caregiver:
    """The professional or structure of an address; a 404 for one whom nobody knows."""
    who = {"soignants": caregivers.professional, "structures": caregivers.organization}.get(kind)
    found = who(number) if who else None
    if found is None or not found.path:
        raise Http404
    return found
