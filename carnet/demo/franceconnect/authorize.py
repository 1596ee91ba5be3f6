"""The page of the stand-in that a person sees: whom do you want to be."""

from __future__ import annotations

from urllib.parse import urlencode

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBadRequest
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from carnet.demo.franceconnect import grants, identities

_ASKED = ("state", "nonce", "code_challenge")


def issuer() -> str:
    """The stand-in's own address; no page of it when a real provider is configured."""
    own = f"{settings.BASE_URL.rstrip('/')}/demo/franceconnect"
    if own != settings.FRANCECONNECT_ISSUER:
        raise Http404
    return own


def ours(name: str) -> str:
    """One of the two addresses of the house that it knows."""
    return settings.BASE_URL.rstrip("/") + reverse(f"patient:{name}")


@never_cache
@require_http_methods(["GET", "POST"])
def authorize(request: HttpRequest) -> HttpResponse:
    """Show the people; go back with a code, or with ``access_denied``."""
    asked, provider = request.GET, issuer()
    known = (settings.FRANCECONNECT_CLIENT_ID, ours("federation_back"))
    if (asked.get("client_id"), asked.get("redirect_uri")) != known:
        return HttpResponseBadRequest("unknown client_id or redirect_uri", "text/plain")
    if not _sound(request):
        return _back(request, {"error": "invalid_request"})
    if request.method == "POST":
        return _back(request, _decided(request) | {"iss": provider})
    values = {"people": identities.choices()}
    return render(request, "demo/franceconnect.html", values)


@require_safe
def end_session(request: HttpRequest) -> HttpResponse:
    """Nothing is kept here: send the person back where the house asked."""
    issuer()
    if request.GET.get("post_logout_redirect_uri") != ours("signed_out"):
        return HttpResponseBadRequest("unknown post_logout_redirect_uri", "text/plain")
    return redirect(ours("signed_out") + f"?{urlencode({'state': request.GET.get('state', '')})}")


def _sound(request: HttpRequest) -> bool:
    asked = request.GET
    return (
        asked.get("response_type") == "code"
        and asked.get("code_challenge_method") == "S256"
        and "openid" in asked.get("scope", "").split()
        and all(asked.get(name) for name in _ASKED)
    )


def _decided(request: HttpRequest) -> dict[str, str]:
    person = identities.chosen(request.POST.get("person", ""))
    if person is None:
        return {"error": "access_denied"}
    return {
        "code": grants.give_code(
            person=person.slug,
            redirect_uri=request.GET["redirect_uri"],
            nonce=request.GET["nonce"],
            challenge=request.GET["code_challenge"],
            acr=request.GET.get("acr_values", "eidas1"),
        )
    }


def _back(request: HttpRequest, answer: dict[str, str]) -> HttpResponse:
    answer |= {"state": request.GET.get("state", "")}
    return redirect(f"{ours('federation_back')}?{urlencode(answer)}")
