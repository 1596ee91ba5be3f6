"""Whose record is on the screen: checked again at each request."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from functools import wraps
from typing import Any, cast
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.cache import never_cache

from carnet.access.facts import ARCHIVED_STATES, OPEN_STATES, Action, Actor, ActorKind
from carnet.accounts import queries as accounts
from carnet.accounts import terms
from carnet.base.ids import Kind, Pointer, conceal
from carnet.identity import people
from carnet.identity.names import spoken
from carnet.records import door
from carnet.records import queries as records
from carnet.records.queries import Life
from carnet.sharing.delegates import helps_anyone
from carnet.sharing.families import represents_anyone
from carnet.web.patient import entrusted
from carnet.web.patient.entrusted import EntranceEnded
from carnet.web.patient.knocking import signed_in
from carnet.web.patient.navigation import Entry, entries

SESSION_KEY = "record"
BEFORE_TERMS = frozenset({"closing", "closing_choice", "closing_asked", "closing_cancel", "closed"})


@dataclass(frozen=True, slots=True)
class Profile:
    """The record on the screen, and the person who reads it."""

    person: people.Person
    own: bool
    reader_id: int
    several: bool = False  # the reader has other records to open
    caregiving: bool = False  # the reader is the person's proche aidant

    @property
    def person_id(self) -> int:
        """Whose record it is."""
        return self.person.person_id

    @property
    def name(self) -> str:
        """« Alice Dupont »."""
        return full_name(self.person)

    @property
    def first_name(self) -> str:
        """« Alice »."""
        return short_name(self.person)

    @property
    def reader_key(self) -> UUID:
        """What the form that leads back to one's own record sends."""
        return conceal(Pointer(Kind.PERSON, self.reader_id))

    @property
    def actor(self) -> Actor:
        """The reader, as the policy and the journal know them."""
        return Actor(ActorKind.PERSON, self.reader_id)

    def open(self, action: Action = Action.SEARCH) -> door.OpenRecord:
        """Open this record through its one door."""
        return door.open(self.person_id, self.actor, action)


class RecordRequest(HttpRequest):
    """A request that ``in_record`` let through."""

    account_id: int
    profile: Profile
    navigation: list[Entry]
    life: Life | None  # of the record on the screen
    shut: bool  # closed, suspended or destroyed
    of_record: bool  # the page is about that record, not about its reader


View = Callable[..., HttpResponse]


def short_name(person: people.Person) -> str:
    """« Alice »."""
    return spoken(person.first_name, "")


def full_name(person: people.Person) -> str:
    """First name and used name, without the capitals of the registers."""
    return spoken(person.first_name, person.used_name or person.birth_name)


def current(request: HttpRequest) -> Profile:
    """The profile that the session chose; raises EntranceEnded, once, when it may no more.

    Once: the next request is about the own record, so that no form meant for one reaches another.
    """
    user = cast("Any", request.user)
    account_id, reader_id = int(user.pk), int(user.person_id)
    chosen = request.session.get(SESSION_KEY, reader_id)
    if chosen == reader_id:
        several = represents_anyone(reader_id) or helps_anyone(reader_id)
        return Profile(people.person(chosen), own=True, reader_id=reader_id, several=several)
    entry = accounts.entry(account_id, chosen)
    if entry is None:
        del request.session[SESSION_KEY]
        raise EntranceEnded
    person = people.person(chosen)
    return Profile(person, False, reader_id, several=True, caregiving=entry.helped)  # noqa: FBT003


def attach(request: HttpRequest) -> RecordRequest:
    """Put the profile and the navigation on the request of someone signed in."""
    known = cast("RecordRequest", request)
    known.account_id = int(request.user.pk or 0)
    known.profile = current(request)
    known.navigation = entries(request.path, caregiving=known.profile.caregiving)
    known.life = records.life(known.profile.person_id)
    known.shut = known.life is not None and known.life.state not in OPEN_STATES
    known.of_record = not known.profile.caregiving or _page_in(request, entrusted.OF_RECORD)
    return known


def in_account(view: View) -> View:
    """For pages of an account: signed in, terms accepted, never stored, profile known."""

    @wraps(view)
    def inside(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if _owes_terms(request):
            return redirect(_terms_first(request))
        known = attach(request)
        _admit(known)
        return view(known, *args, **kwargs)

    return never_cache(signed_in(inside))


def in_record(view: View) -> View:
    """For pages of a record: the same; one that is not open leads to what became of it."""

    @wraps(view)
    def inside(request: RecordRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.shut:
            return redirect("patient:closed")
        return view(request, *args, **kwargs)

    return in_account(cast("View", inside))


def in_archive(view: View) -> View:
    """For pages that read documents: those of a closed record too, for as long as they are kept."""

    @wraps(view)
    def inside(request: RecordRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.shut and not (request.life and request.life.state in ARCHIVED_STATES):
            return redirect("patient:closed")
        return view(request, *args, **kwargs)

    return in_account(cast("View", inside))


def _admit(request: RecordRequest) -> None:
    """A proche aidant has the pages of ``entrusted``; the policy refuses and journals the rest."""
    if request.profile.caregiving and not _page_in(request, entrusted.PAGES):
        request.profile.open(Action.GOVERN)
        raise Http404  # whatever the policy becomes


def _page_in(request: HttpRequest, pages: frozenset[str]) -> bool:
    match = request.resolver_match
    return match is not None and match.url_name in pages


def opened(request: RecordRequest, action: Action = Action.SEARCH) -> door.OpenRecord:
    """Open the record on the screen, or the archive that is left of it once it is closed."""
    return request.profile.open(Action.READ_ARCHIVE if request.shut else action)


def _owes_terms(request: HttpRequest) -> bool:
    """Whether a new version is to be accepted first; who refuses it may still close the record."""
    name = request.resolver_match.url_name if request.resolver_match else ""
    return name not in BEFORE_TERMS and terms.must_accept(cast("Any", request.user))


def _terms_first(request: HttpRequest) -> str:
    """A new version of the terms comes before anything else; then one goes on."""
    onward = {"next": request.get_full_path()} if request.method == "GET" else {}
    return reverse("patient:terms_accept", query=onward)


def anyone(view: View) -> View:
    """For public pages: the navigation is there for those signed in, and nothing is stored."""

    @wraps(view)
    def either(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.user.is_authenticated:
            with suppress(EntranceEnded):
                return view(attach(request), *args, **kwargs)
        return view(request, *args, **kwargs)

    return cast("View", never_cache(either))
