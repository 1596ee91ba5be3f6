"""Which news of the record leave as a message; all of them stay in the notification centre."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from carnet.accounts import silence
from carnet.web.patient.activation_forms import posted
from carnet.web.patient.current import RecordRequest, in_account
from carnet.web.patient.settings.forms import page

WORDS = {
    "documents": gettext_lazy("Un document est ajouté, remplacé ou retiré"),
    "access": gettext_lazy("Un soignant ouvre un carnet pour la première fois"),
}


class NoticesForm(forms.Form):
    """One box for each group."""

    groups = forms.MultipleChoiceField(
        label=gettext_lazy("M’écrire quand"),
        choices=list(WORDS.items()),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )


@in_account
def notices(request: RecordRequest) -> HttpResponse:
    """Choose."""
    account_id = request.account_id
    form = NoticesForm(posted(request), initial={"groups": silence.heard(account_id)})
    if request.method == "POST" and form.is_valid():
        silence.choose(account_id, form.cleaned_data["groups"])
        messages.success(request, _("Votre choix est gardé."))
        return redirect("patient:settings")
    return page(request, "notices", form)
