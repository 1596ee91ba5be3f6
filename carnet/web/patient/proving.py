"""The page where somebody proves who they are: to activate, to oppose, or to be sent a code.

The three differ by what is asked, by the verb that matches it and by where a match leads; a wrong
part, a try too many and a dead end are answered alike everywhere.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from carnet.accounts.problems import AccountProblem, Locked, Slowed, WrongProof
from carnet.web.address import network_address
from carnet.web.brake import slowed
from carnet.web.patient.dead_ends import dead_end, locked
from carnet.web.patient.identity_forms import CardForm, ProofForm


@dataclass(frozen=True, slots=True)
class Proving:
    """One such page: its template, its form, and the words for what does not go together."""

    template: str
    form: type[CardForm]
    wrong: str | Promise
    total: int = 0  # screens of the journey it begins
    opposing: bool = False  # which dead ends it leads to

    def page(
        self, request: HttpRequest, form: CardForm, *, status: int = 0, **more: Any
    ) -> HttpResponse:
        """Show it; 422 when its form failed, unless another status says more."""
        failed = form.is_bound and bool(form.errors)
        values = {"form": form, "step": 1, "total": self.total, **more}
        return render(request, self.template, values, status=status or (422 if failed else 200))

    def answer(
        self,
        request: HttpRequest,
        prove: Callable[[str], int],
        then: Callable[[int], HttpResponse],
        form: CardForm,
    ) -> HttpResponse:
        """Try the proof (``prove`` is given the network address), go on or say why not."""
        try:
            person_id = prove(network_address(request))
        except Slowed as problem:
            form.add_error(None, slowed(problem))
            return self.page(request, form, status=429)
        except Locked as problem:
            return locked(request, problem)
        except WrongProof:
            form.add_error(None, str(self.wrong))
            return self.page(request, form)
        except AccountProblem as problem:
            return dead_end(request, problem, opposing=self.opposing)
        return then(person_id)


_WITH_CODE = _("Ces informations ne vont pas ensemble. Relisez votre carte et votre lettre.")
ACTIVATION = Proving("patient/activation/identity.html", ProofForm, _WITH_CODE, total=5)
OPPOSITION = Proving(
    "patient/opposition/identity.html", ProofForm, _WITH_CODE, total=3, opposing=True
)
NO_CODE = Proving(
    "patient/activation/no_code.html",
    CardForm,
    _("Ces informations ne vont pas ensemble. Relisez votre carte."),
)
