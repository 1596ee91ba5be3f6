"""Coming back to a closed or destroyed record, with the whole proof, then on to its activation."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from carnet.accounts import actions
from carnet.accounts.problems import AccountProblem
from carnet.web.patient import activation_state, proven
from carnet.web.patient.dead_ends import dead_end


@proven.required
@require_POST
def come_back(request: HttpRequest, person_id: int) -> HttpResponse:
    """Reopen, or begin anew; sent twice, it goes on all the same."""
    try:
        actions.come_back(person_id)
    except AccountProblem as problem:
        return dead_end(request, problem)
    activation_state.begin(request, person_id)
    return redirect("patient:activation_sign_in")
