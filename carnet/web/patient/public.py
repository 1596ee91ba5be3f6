"""Pages that anyone may read: what the service is, help, and what the law asks to publish."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from carnet.web.patient.current import anyone


@anyone
def landing(request: HttpRequest) -> HttpResponse:
    """What the service is; activate or object, with the same prominence."""
    if request.user.is_authenticated:
        return redirect("/accueil/")
    return render(request, "patient/landing.html")


@anyone
def help_page(request: HttpRequest) -> HttpResponse:
    """Every way to be helped."""
    return render(request, "patient/help.html")


@anyone
def accessibility(request: HttpRequest) -> HttpResponse:
    """What robots checked, and what no person has audited yet."""
    return render(request, "patient/accessibility.html")


@anyone
def legal(request: HttpRequest) -> HttpResponse:
    """Who answers for the service."""
    return render(request, "patient/legal.html")
