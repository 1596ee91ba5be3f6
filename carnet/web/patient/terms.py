"""The terms of use: read by anyone, accepted before anything else when a new version comes."""

from __future__ import annotations

from typing import Any, cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from carnet.accounts import actions, terms
from carnet.accounts.problems import TermsChanged
from carnet.web.patient.current import anyone
from carnet.web.patient.knocking import signed_in
from carnet.web.patient.signin import destination


@anyone
@require_safe
def read(request: HttpRequest) -> HttpResponse:
    """The version in force."""
    return render(request, "patient/terms/read.html", text())


@never_cache
@signed_in
@require_http_methods(["GET", "POST"])
def accept(request: HttpRequest) -> HttpResponse:
    """A new version, shown before anything else: accept, or say no and read what follows."""
    account = cast("Any", request.user)
    if not terms.must_accept(account):
        return redirect(destination(request))
    if request.method != "POST":
        return render(request, "patient/terms/accept.html", text())
    try:
        actions.accept_terms(int(account.pk), request.POST.get("version", ""))
    except TermsChanged:
        messages.warning(request, changed())
        return redirect(request.get_full_path())
    return redirect(destination(request))


@never_cache
@signed_in
@require_safe
def refuse(request: HttpRequest) -> HttpResponse:
    """What saying no means: leave, or close the record."""
    return render(request, "patient/terms/refuse.html")


def text() -> dict[str, Any]:
    """What a page needs to show the version in force."""
    current = terms.current()
    return {"terms": current, "terms_text": f"patient/terms/{current.version}.html"}


def changed() -> str:
    """The words for somebody whose page shows a former version."""
    return _("Les conditions ont changé. Relisez-les avant d’accepter.")
