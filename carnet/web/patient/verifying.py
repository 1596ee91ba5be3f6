"""Verifying the document of an opposition: for whoever is shown one."""

from __future__ import annotations

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from carnet.accounts import attestation
from carnet.web.patient.current import anyone
from carnet.web.ui.forms import PLAIN, posted


class ReferenceForm(forms.Form):
    """What is printed on the document."""

    reference = forms.CharField(
        label=_("Référence"),
        help_text=_("36 signes, dans le cadre du document."),
        max_length=60,
        error_messages={"required": _("Écrivez la référence du document.")},
        widget=forms.TextInput(PLAIN),
    )
    name = forms.CharField(
        label=_("Nom de naissance"),
        max_length=100,
        error_messages={"required": _("Écrivez le nom de naissance.")},
        widget=forms.TextInput({"autocomplete": "off", "spellcheck": "false"}),
    )


@anyone
@require_http_methods(["GET", "POST"])
def verify(request: HttpRequest) -> HttpResponse:
    """Say whether the document is ours, and whether the opposition still holds. Nothing else."""
    form = ReferenceForm(posted(request))
    verdict = None
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        verdict = attestation.verify(given["reference"], given["name"])
        if verdict is None:
            form.add_error(None, str(_("Nous ne reconnaissons pas ce document. Relisez-le.")))
    failed = form.is_bound and bool(form.errors)
    values = {"form": form, "verdict": verdict}
    return render(request, "patient/opposition/verify.html", values, status=422 if failed else 200)
