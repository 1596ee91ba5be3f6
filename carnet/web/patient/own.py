"""Pages about the person's own account and profiles, and the map of the site."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from carnet.accounts import queries as accounts
from carnet.accounts.actions import switch_profile
from carnet.base.ids import Kind, Pointer, conceal
from carnet.identity import people
from carnet.records import queries as records
from carnet.web.patient.current import SESSION_KEY, RecordRequest, full_name, in_account
from carnet.web.pointers import pointed

_NEVER_CREATED = frozenset({"not_created", "opposed"})


@dataclass(frozen=True, slots=True)
class Choice:
    """One record that the reader may enter."""

    name: str
    key: str
    own: bool
    current: bool
    helped: bool = False


@in_account
def more(request: RecordRequest) -> HttpResponse:
    """Every page of the space, on one page."""
    return render(request, "patient/more.html")


@in_account
def profiles(request: RecordRequest) -> HttpResponse:
    """Choose whose record is on the screen; the choice is checked at each request after."""
    if request.method == "POST":
        return _switch(request)
    known = accounts.profiles(request.account_id)
    there = [one for one in known if one.own or records.state(one.person_id) not in _NEVER_CREATED]
    choices = [_choice(profile, request.profile.person_id) for profile in there]
    return render(request, "patient/profiles.html", {"choices": choices})


def _choice(profile: accounts.Profile, current: int) -> Choice:
    key = str(conceal(Pointer(Kind.PERSON, profile.person_id)))
    name = full_name(people.person(profile.person_id))
    return Choice(name, key, profile.own, profile.person_id == current, profile.helped)


def _switch(request: RecordRequest) -> HttpResponse:
    pointer = pointed(request.POST.get("person", ""), Kind.PERSON)
    if not switch_profile(request.account_id, pointer.person_id):
        raise Http404
    request.session[SESSION_KEY] = pointer.person_id
    return redirect("patient:home")
