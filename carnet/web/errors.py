"""Error pages in plain words: what happened, what to do, a reference to give on the phone."""

from __future__ import annotations

import secrets
import sys
from collections.abc import Callable

import structlog
from django.core.exceptions import RequestDataTooBig
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.template.loader import render_to_string
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from carnet.accounts.attestation import NotOpposed
from carnet.formats.problems import Busy
from carnet.records.problems import (
    Impossible,
    NotFound,
    NotOwn,
    Refused,
    TooManyAtOnce,
    Withheld,
)
from carnet.sharing.problems import SharingRefused
from carnet.web.patient.entrusted import EntranceEnded
from carnet.web.ui.context import service

_log = structlog.get_logger(__name__)
Answer = Callable[[HttpRequest], HttpResponse]

WORDS: dict[int, tuple[str | Promise, str | Promise]] = {
    400: (
        _("Cette demande n’est pas lisible"),
        _("Revenez à la page d’avant et recommencez."),
    ),
    403: (
        _("Cette page ne vous est pas ouverte"),
        _("Si vous pensez que c’est une erreur, appelez-nous."),
    ),
    404: (
        _("Cette page n’existe pas"),
        _("L’adresse est peut-être mal écrite. Le document a peut-être été retiré."),
    ),
    405: (
        _("Cette page ne s’ouvre pas ainsi"),
        _("Elle répond à un bouton d’une autre page. Revenez au début. Rien n’a été changé."),
    ),
    409: (
        _("Ce n’est plus possible"),
        _("L’état du carnet a changé entre-temps. Revenez au début pour le voir."),
    ),
    410: (_("Cette page n’existe plus"), _("Ce lien ne sert plus. Demandez-en un autre.")),
    413: (
        _("Ce fichier est trop lourd"),
        _("Choisissez un fichier plus petit, puis recommencez."),
    ),
    429: (
        _("Trop d’essais en peu de temps"),
        _("Attendez quelques minutes, puis recommencez. Vos documents sont en sécurité."),
    ),
    500: (
        _("Une panne est arrivée chez nous"),
        _("Vous n’avez rien fait de mal. Réessayez dans quelques minutes."),
    ),
    503: (
        _("Le service est arrêté un moment"),
        _("Vos documents sont en sécurité. Réessayez dans quelques minutes."),
    ),
}
ENTRANCE_ENDED = (
    _("Ce carnet ne vous est plus ouvert"),
    _("Vous revenez à votre propre carnet. Rien n’a été changé."),
)
WAITS_FOR_ANTIVIRUS = (
    _("Ce fichier attend son contrôle"),
    _("L’antivirus ne l’a pas encore contrôlé. Réessayez dans quelques minutes."),
)
INFECTED = (
    _("Ce fichier n’est plus donné"),
    _("L’antivirus y a trouvé un programme dangereux. Demandez un autre exemplaire à son auteur."),
)
NOT_OWN = (
    _("Vous ne pouvez pas changer ce document"),
    _("Un soignant ou un service l’a ajouté. Vous pouvez le masquer, le ranger ou l’épingler."),
)
TOO_MANY_AT_ONCE = (
    _("C’est trop de documents à la fois"),
    _("Revenez à la page d’avant et choisissez-en moins."),
)
EXPIRED = (
    _("Cette page a expiré"),
    _("Elle est restée ouverte trop longtemps. Revenez à la page d’avant et recommencez."),
)


def page(
    request: HttpRequest,
    status: int,
    words: tuple[str | Promise, str | Promise] | None = None,
    *,
    fault: BaseException | None = None,
) -> HttpResponse:
    """Answer with an error page. It asks nothing of the database, which may be what failed."""
    heading, advice = words or WORDS[status]
    reference = f"{secrets.token_hex(2)}-{secrets.token_hex(2)}".upper()
    _note(request, status, reference, fault)
    values = service(request) | {
        "heading": heading,
        "words": advice,
        "reference": reference,
        "way_href": "/",
        "way_label": _("Revenir au début"),
    }
    response = HttpResponse(render_to_string("ui/error.html", values), status=status)
    response["Cache-Control"] = "no-store"
    return response


def _with(answer: HttpResponse, header: str, value: str) -> HttpResponse:
    answer[header] = value
    return answer


def _note(request: HttpRequest, status: int, reference: str, fault: BaseException | None) -> None:
    # The name of the route, never the address: a mistyped one may hold an identifier.
    route = request.resolver_match.view_name if request.resolver_match else ""
    tell = _log.error if fault else _log.warning
    tell("page.failed", status=status, reference=reference, route=route, exc_info=fault)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The form came too late or from elsewhere: say so and offer to start again."""
    return page(request, 403, EXPIRED)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400, or 413 for a body beyond the limit."""
    return page(request, 413 if isinstance(exception, RequestDataTooBig) else 400)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """403."""
    return page(request, 403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404, the same for what is hidden, what is another person's and what never was."""
    return page(request, 404)


def failure(request: HttpRequest) -> HttpResponse:
    """500, or 503 when the database does not answer."""
    fault = sys.exc_info()[1]
    return page(request, 503 if isinstance(fault, OperationalError) else 500, fault=fault)


def _not_now(
    request: HttpRequest, problem: Impossible | Withheld | NotOwn | TooManyAtOnce
) -> HttpResponse:
    if isinstance(problem, NotOwn):
        return page(request, 403, NOT_OWN)
    if isinstance(problem, TooManyAtOnce):
        return page(request, 409, TOO_MANY_AT_ONCE)
    if isinstance(problem, Impossible):
        return page(request, 409)
    if problem.infected:
        return page(request, 403, INFECTED)
    return page(request, 409, WAITS_FOR_ANTIVIRUS)


class RecordProblems:
    """Middleware: what a record answers when it does not open, in the same words everywhere."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Let the request through; an address that only a button reaches says so in words."""
        response = self.get_response(request)
        if isinstance(response, HttpResponseNotAllowed) and not response.content:
            return _with(page(request, 405), "Allow", response["Allow"])
        return response

    def process_exception(self, request: HttpRequest, problem: Exception) -> HttpResponse | None:
        """Turn the record's exceptions into pages; leave the others to Django."""
        if isinstance(problem, NotFound | NotOpposed):
            return page(request, 404)
        if isinstance(problem, Refused | SharingRefused):
            return page(request, 403, (WORDS[403][0], problem.decision.reason))
        if isinstance(problem, EntranceEnded):
            return page(request, 403, ENTRANCE_ENDED)
        if isinstance(problem, Impossible | Withheld | NotOwn | TooManyAtOnce):
            return _not_now(request, problem)
        if isinstance(problem, Busy):
            return _with(page(request, 503), "Retry-After", str(Busy.wait))
        return None
