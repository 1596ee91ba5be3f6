"""Being helped to activate: an agent's code ties this browser to what the agent may see.

They see the names of steps that are done, never a value, and only once the person agreed here.
"""

from __future__ import annotations

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from carnet.accounts.problems import Locked, Slowed, WrongProof
from carnet.assistance import helping
from carnet.assistance.helping import Helper, Step
from carnet.web.address import network_address
from carnet.web.brake import slowed
from carnet.web.patient.dead_ends import locked
from carnet.web.ui.forms import PLAIN, posted

KEY, DESK, OFFERED = "help", "help_desk", "help_offered"


class HelpForm(forms.Form):
    """The code that the agent says."""

    code = forms.CharField(
        label=gettext_lazy("Code d’aide"),
        help_text=gettext_lazy("8 lettres et chiffres, donnés par l’agent qui vous aide."),
        max_length=20,
        error_messages={"required": gettext_lazy("Écrivez le code d’aide.")},
        widget=forms.TextInput(PLAIN),
    )


@never_cache
@require_http_methods(["GET", "POST"])
def helped(request: HttpRequest) -> HttpResponse:
    """Type the code; then say yes."""
    form = HelpForm(posted(request))
    if request.method == "POST" and form.is_valid():
        return _look(request, form, form.cleaned_data["code"])
    return _page(request, form)


@never_cache
@require_safe
def helped_by_link(request: HttpRequest, code: str) -> HttpResponse:
    """The drawing that the agent shows leads here; nothing is shared before the yes."""
    return _look(request, HelpForm({"code": code}), code)


@require_POST
def agree(request: HttpRequest) -> HttpResponse:
    """Share which steps are done, from now on."""
    offered = request.session.pop(OFFERED, None)
    if offered is None:
        return redirect("patient:helped")
    helping.join(offered["key"])
    request.session[KEY], request.session[DESK] = offered["key"], offered["desk"]
    return redirect("patient:activation")


@require_POST
def stop(request: HttpRequest) -> HttpResponse:
    """Share nothing more."""
    key = request.session.pop(KEY, None)
    request.session.pop(DESK, None)
    if key is not None:
        helping.leave(key)
    return redirect("patient:activation")


def note(request: HttpRequest, person_id: int, **done: object) -> None:
    """Tell the agent who helps, if there is one, which of these steps are done."""
    key = request.session.get(KEY)
    if key is not None:
        steps = [Step.IDENTITY, *(Step(name) for name, value in done.items() if value)]
        helping.note(key, person_id, steps)


def _look(request: HttpRequest, form: HelpForm, code: str) -> HttpResponse:
    try:
        helper = helping.look(code, network_address(request))
    except Slowed as problem:
        form.is_valid()
        form.add_error(None, slowed(problem))
        return _page(request, form, status=429)
    except Locked as problem:
        return locked(request, problem)
    except WrongProof:
        form.is_valid()
        form.add_error("code", _("Ce code n’est pas le bon, ou il ne sert plus."))
        return _page(request, form)
    return _offer(request, helper)


def _offer(request: HttpRequest, helper: Helper) -> HttpResponse:
    request.session[OFFERED] = {"key": helper.key, "desk": helper.desk}
    return render(request, "patient/helped/offer.html", {"desk": helper.desk})


def _page(request: HttpRequest, form: HelpForm, *, status: int = 0) -> HttpResponse:
    failed = form.is_bound and bool(form.errors)
    values = {"form": form, "desk": request.session.get(DESK, "")}
    answer = status or (422 if failed else 200)
    return render(request, "patient/helped/code.html", values, status=answer)
