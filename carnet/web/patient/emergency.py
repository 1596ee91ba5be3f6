"""« Accès en urgence »: three switches, and who entered in an emergency and why."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from carnet.access.facts import Action, Purpose
from carnet.records import previews
from carnet.sharing import actions, emergencies, queries
from carnet.sharing.emergencies import Access
from carnet.web.patient import caregivers
from carnet.web.patient.access_forms import SwitchesForm
from carnet.web.patient.caregivers import Caregiver
from carnet.web.patient.current import RecordRequest, in_record
from carnet.web.patient.differences import told
from carnet.web.ui.forms import posted

SWITCHES = ("regulation", "other_professionals", "hidden_documents")
HOW: dict[int, str | Promise] = {
    Purpose.EMERGENCY_REGULATION: gettext_lazy("Pendant un appel au 15."),
    Purpose.BREAK_GLASS: gettext_lazy("En urgence, sans votre accord."),
}
FOUND = {
    "": gettext_lazy("Le service va examiner cet accès."),
    "justified": gettext_lazy("Le service a examiné cet accès\u00a0: il était justifié."),
    "unjustified": gettext_lazy("Le service a examiné cet accès\u00a0: il n’était pas justifié."),
}


@dataclass(frozen=True, slots=True)
class Entered:
    """One entry in an emergency, in words."""

    caregiver: Caregiver
    place: str
    how: str | Promise
    found: str | Promise
    access: Access

    @property
    def block(self) -> str:
        """Where a tap blocks them; "" for one who left the directory."""
        return f"/acces/{self.caregiver.path}/bloquer" if self.caregiver.path else ""


@in_record
def emergency(request: RecordRequest) -> HttpResponse:
    """Choose, and read what happened."""
    profile = request.profile
    record = profile.open(Action.SHARE)
    chosen = queries.emergency(profile.person_id)
    known = {name: "yes" if getattr(chosen, name) else "no" for name in SWITCHES if chosen}
    form = SwitchesForm(posted(request), initial=known)
    asked = form.is_valid() and "voir" in request.POST
    if request.method == "POST" and form.is_valid() and not asked:
        actions.choose_emergency(profile.person_id, profile.actor, **form.cleaned_data)
        messages.success(request, _("Vos réponses sont enregistrées."))
        return redirect("patient:emergency")
    entered = [_entered(one) for one in emergencies.accesses(profile.person_id)]
    values: dict[str, Any] = {"form": form, "chosen": chosen, "entered": entered}
    if asked:
        values["difference"] = told(record.preview(_change(form.cleaned_data)))
    status = 422 if form.is_bound and not asked else 200
    return render(request, "patient/emergency.html", values, status=status)


def _change(answers: Mapping[str, bool]) -> previews.Change:
    return previews.in_emergencies(
        regulation=answers["regulation"],
        other_professionals=answers["other_professionals"],
        hidden=answers["hidden_documents"],
    )


def _entered(one: Access) -> Entered:
    place = caregivers.organization(one.organization_id)
    return Entered(
        caregivers.professional(one.professional_id), place.name, HOW[one.purpose],
        FOUND[one.finding], one,
    )  # fmt: skip
