"""Whose record is on the screen: checked again at each request."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any, cast

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache

from carnet.access.facts import Action, Actor, ActorKind
from carnet.accounts import queries as accounts
from carnet.identity import people
from carnet.identity.names import spoken
from carnet.records import door
from carnet.web.patient.navigation import Entry, entries

SESSION_KEY = "record"


@dataclass(frozen=True, slots=True)
class Profile:
    """The record on the screen, and the person who reads it."""

    person: people.Person
    own: bool
    reader_id: int

    @property
    def person_id(self) -> int:
        """Whose record it is."""
        return self.person.person_id

    @property
    def name(self) -> str:
        """« Alice Dupont »."""
        return full_name(self.person)

    @property
    def actor(self) -> Actor:
        """The reader, as the policy and the journal know them."""
        return Actor(ActorKind.PERSON, self.reader_id)

    def open(self, action: Action = Action.SEARCH) -> door.OpenRecord:
        """Open this record through its one door."""
        return door.open(self.person_id, self.actor, action)


class RecordRequest(HttpRequest):
    """A request that ``in_record`` let through."""

    profile: Profile
    navigation: list[Entry]


View = Callable[..., HttpResponse]


def full_name(person: people.Person) -> str:
    """First name and used name, without the capitals of the registers."""
    return spoken(person.first_name, person.used_name or person.birth_name)


def current(request: HttpRequest) -> Profile:
    """The profile that the session chose if the account may still enter it, else the own one."""
    user = cast("Any", request.user)
    account_id, reader_id = int(user.pk), int(user.person_id)
    chosen = request.session.get(SESSION_KEY, reader_id)
    if chosen != reader_id and not accounts.may_enter(account_id, chosen):
        del request.session[SESSION_KEY]
        chosen = reader_id
    return Profile(people.person(chosen), chosen == reader_id, reader_id)


def attach(request: HttpRequest) -> RecordRequest:
    """Put the profile and the navigation on the request of someone signed in."""
    known = cast("RecordRequest", request)
    known.profile = current(request)
    known.navigation = entries(request.path)
    return known


def in_record(view: View) -> View:
    """For pages of a record: signed in, never stored, profile known."""

    @wraps(view)
    def inside(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return view(attach(request), *args, **kwargs)

    return cast("View", never_cache(login_required(inside)))


def anyone(view: View) -> View:
    """For public pages: the navigation is there for those signed in, and nothing is stored."""

    @wraps(view)
    def either(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.user.is_authenticated:
            return view(attach(request), *args, **kwargs)
        return view(request, *args, **kwargs)

    return cast("View", never_cache(either))
