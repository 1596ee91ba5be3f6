"""« Je n’ai pas de code »: prove who one is by the card, then choose how a new code comes."""

from __future__ import annotations

from typing import cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from carnet.accounts import actions, channels
from carnet.accounts.problems import Locked, NoChannel, Slowed
from carnet.notify.sms import NotSent
from carnet.web.brake import slowed
from carnet.web.patient.dead_ends import RENEWABLE, locked
from carnet.web.patient.identity_forms import CardForm
from carnet.web.patient.proving import NO_CODE
from carnet.web.patient.waiting_room import in_turn
from carnet.web.ui.forms import posted


@never_cache
@require_http_methods(["GET", "POST"])
@in_turn
def card(request: HttpRequest) -> HttpResponse:
    """First, the card. The answer never tells whether a person exists, activated or opposed."""
    if request.user.is_authenticated:
        return redirect("patient:home")
    form = CardForm(posted(request))
    if request.method != "POST" or not form.is_valid():
        return NO_CODE.page(request, form)
    return NO_CODE.answer(
        request,
        lambda address: actions.prove_card(form.card(), address),
        lambda person_id: _proven(request, person_id),
        form,
    )


def _proven(request: HttpRequest, person_id: int) -> HttpResponse:
    request.session.cycle_key()
    request.session[RENEWABLE] = person_id
    return redirect("patient:new_code")


@never_cache
@require_http_methods(["GET", "POST"])
def choose(request: HttpRequest) -> HttpResponse:
    """Then, the way: one button each, its address half hidden."""
    person_id = cast("int | None", request.session.get(RENEWABLE))
    if person_id is None:
        return redirect("patient:no_code")
    if request.method == "POST":
        return _send(request, person_id)
    known = channels.known(person_id)
    if not known:
        return redirect("patient:dead_end", "sans-adresse")
    return render(request, "patient/activation/new_code.html", {"channels": known})


def _send(request: HttpRequest, person_id: int) -> HttpResponse:
    try:
        sent = actions.send_new_code(person_id, request.POST.get("channel", ""))
    except Slowed as problem:
        messages.error(request, slowed(problem))
        return redirect("patient:new_code")
    except Locked as problem:
        return locked(request, problem)
    except NoChannel:
        messages.error(request, _("Choisissez comment recevoir le code."))
        return redirect("patient:new_code")
    except NotSent:
        messages.error(
            request, _("Le message n’est pas parti. Réessayez, ou choisissez autrement.")
        )
        return redirect("patient:new_code")
    return redirect("patient:dead_end", "lettre-demandee" if sent == "letter" else "code-envoye")
