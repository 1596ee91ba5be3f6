"""FranceConnect: whether it opens the account; taken away or allowed again with the password."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from carnet.accounts import federated
from carnet.accounts.openid import provider
from carnet.accounts.problems import LastWay
from carnet.web.patient.current import RecordRequest, in_account
from carnet.web.patient.settings.forms import LAST_WAY, PasswordForm, page, proven
from carnet.web.ui.forms import posted


@in_account
def federation(request: RecordRequest) -> HttpResponse:
    """Say how it is, and change it."""
    if provider.configured() is None:
        raise Http404
    form = PasswordForm(posted(request))
    if request.method == "POST" and form.is_valid() and proven(request, form):
        _change(request)
        return redirect("patient:settings_federation")
    return page(request, "federation", form, link=federated.link(request.account_id))


def _change(request: RecordRequest) -> None:
    """What the page proposed, not what would undo it: a tab left open changes nothing."""
    if request.POST.get("wanted") == "allow":
        if federated.allow(request.account_id):
            messages.success(
                request, _("C’est permis. Entrez par FranceConnect quand vous voulez.")
            )
        return
    try:
        if federated.remove(request.account_id):
            messages.success(request, _("C’est retiré. FranceConnect n’ouvre plus votre compte."))
    except LastWay:
        messages.error(request, str(LAST_WAY))
