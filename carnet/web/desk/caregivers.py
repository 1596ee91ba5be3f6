"""A proche aidant, on a mandate that the person signed."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from carnet.accounts import attempts
from carnet.accounts.problems import Locked, Slowed
from carnet.assistance import actions
from carnet.assistance.files import Sound
from carnet.identity import people
from carnet.sharing.problems import NotTheHolder, TooManyCaregivers
from carnet.web.brake import slowed
from carnet.web.desk.forms import ScanForm
from carnet.web.desk.guard import DeskRequest, in_case
from carnet.web.desk.trying import locked, page, sound_scan
from carnet.web.patient.relatives_forms import RelativeForm, ScopeForm
from carnet.web.ui.forms import posted


class CaregiverForm(ScanForm, ScopeForm, RelativeForm):
    """Whom the mandate names, what it entrusts, and its scan."""

    field_order = (
        "given_name", "family_name", "born", "matricule", "which", "categories", "hidden",
        "writes", "months", "scan",
    )  # fmt: skip


@in_case
@require_http_methods(["GET", "POST"])
def caregiver(request: DeskRequest) -> HttpResponse:
    """Record it; the caregiver is told, and accepts in their own account."""
    _oid, own = people.matricule(request.case.person_id)
    form = CaregiverForm(posted(request), request.FILES or None, own=own)
    if request.method == "POST" and form.is_valid():
        scan = sound_scan(form)
        if scan is not None and _recorded(request, form, scan):
            said = _("C’est enregistré. Si ces informations sont exactes, une proposition part.")
            messages.success(request, said)
            return redirect("desk:case")
    return page(request, "caregiver", form)


def _recorded(request: DeskRequest, form: CaregiverForm, scan: Sound) -> bool:
    case = request.case
    try:
        attempts.spend(("invitation", f"aidant {case.person_id}"))
        actions.choose_caregiver(request.agent, case, form.named(), form.scope(), scan)
    except Slowed as problem:
        form.add_error(None, slowed(problem))
    except Locked as problem:
        form.add_error(None, locked(problem))
    except TooManyCaregivers:
        form.add_error(None, _("Cette personne a déjà assez d’aidants."))
    except NotTheHolder:
        form.add_error(None, _("Seul un adulte choisit un aidant, quand son carnet est ouvert."))
    else:
        return True
    return False
