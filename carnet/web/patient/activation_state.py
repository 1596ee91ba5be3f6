"""Where an activation is, kept by the server: never in an address, never in a hidden field."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, dataclass
from functools import wraps

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from carnet.web.patient import helped

_KEY = "activation"
_CONTACT = 3  # the screen that asks for an address
StepView = Callable[[HttpRequest, "Progress"], HttpResponse]


@dataclass(slots=True)
class Progress:
    """What is done so far: identity proven, sign-in chosen, contact given, contact confirmed."""

    person_id: int
    identifier: str = ""
    password: str = ""  # hashed
    contact: str = ""
    confirmed: bool = False
    by_provider: bool = False  # an identity provider vouched: no card, no code of the letter
    email: str = ""  # that the provider gave: not asked again

    def place(self, screen: int) -> tuple[int, int]:
        """Which screen of how many this one of five is: a provider spares one or two of them."""
        spared = (self.by_provider, bool(self.email))
        return screen - spared[0] - (spared[1] and screen > _CONTACT), len(ORDER) - sum(spared)

    @property
    def page(self) -> str:
        """The name of the page where the person goes on."""
        if not self.identifier:
            return "patient:activation_sign_in"
        if not self.contact:
            return "patient:activation_contact"
        if not self.confirmed:
            return "patient:activation_code"
        return "patient:activation_terms"


ORDER = [
    "patient:activation",
    "patient:activation_sign_in",
    "patient:activation_contact",
    "patient:activation_code",
    "patient:activation_terms",
]


def load(request: HttpRequest) -> Progress | None:
    """The activation under way in this browser."""
    kept = request.session.get(_KEY)
    return Progress(**kept) if kept else None


def begin(request: HttpRequest, person_id: int) -> None:
    """Keep that this identity was proven, under a new session key."""
    _begin(request, Progress(person_id))


def begin_by_provider(request: HttpRequest, person_id: int, email: str) -> None:
    """Keep that an identity provider vouched for this person, whose address it gave, or ""."""
    _begin(request, Progress(person_id, by_provider=True, email=email))


def _begin(request: HttpRequest, progress: Progress) -> None:
    request.session.cycle_key()
    save(request, progress)


def save(request: HttpRequest, progress: Progress) -> None:
    """Keep what was done, and tell the agent who helps, if there is one, which steps that is."""
    request.session[_KEY] = asdict(progress)
    helped.note(
        request, progress.person_id, identifier=progress.identifier, contact=progress.contact,
        confirmed=progress.confirmed,
    )  # fmt: skip


def forget(request: HttpRequest) -> None:
    """Forget all of it."""
    request.session.pop(_KEY, None)


def step(page: str) -> Callable[[StepView], Callable[[HttpRequest], HttpResponse]]:
    """A page of the activation: reached in order, and again by the back button, never before.

    A tab left open too long, or a form sent twice, lands where the activation really is.
    """

    def decorate(view: StepView) -> Callable[[HttpRequest], HttpResponse]:
        @wraps(view)
        def arrive(request: HttpRequest) -> HttpResponse:
            progress = load(request)
            if request.user.is_authenticated:
                return redirect("patient:home")
            if progress is None:
                return redirect("patient:dead_end", "session-expiree")
            if ORDER.index(page) > ORDER.index(progress.page):
                return redirect(progress.page)
            return view(request, progress)

        return never_cache(require_http_methods(["GET", "POST"])(arrive))

    return decorate
