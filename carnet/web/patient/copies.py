"""« Mes données »: a copy of the record on the screen, asked for, followed, taken.

The password is asked when it is asked for, and again before the file is given if that was a while
ago: a session left open is not enough to carry a record away.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from typing import Any, cast
from urllib.parse import urlencode

import structlog
from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from carnet.base.clock import LEGAL_ZONE
from carnet.portability import copies as portability
from carnet.portability.choice import ACCESS, ANSWERS, DOCUMENTS, HISTORY, Choice
from carnet.portability.copies import Copy, Taken
from carnet.portability.problems import Changed
from carnet.records.problems import NotFound
from carnet.records.spans import numbers
from carnet.vault.problems import VaultProblem
from carnet.web.patient import presence
from carnet.web.patient.current import Profile, RecordRequest, in_archive
from carnet.web.patient.settings.forms import PasswordForm, proven
from carnet.web.ui import displays
from carnet.web.ui.forms import DatePartsField, posted

PACE = 3  # seconds between two looks at a copy that is being made
_FOLLOWED = "suivi"  # in the address of who waits: the file then comes by itself, once
_log = structlog.get_logger(__name__)


class ChoiceForm(PasswordForm):
    """What the copy holds, then the password."""

    parts = forms.MultipleChoiceField(
        label=gettext_lazy("Ce que contient la copie"),
        choices=[
            (DOCUMENTS, gettext_lazy("Les documents")),
            (ANSWERS, gettext_lazy("Les réponses sur la santé")),
            (ACCESS, gettext_lazy("Les soignants autorisés et bloqués")),
            (HISTORY, gettext_lazy("L’historique et sa preuve")),
        ],
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("Cochez au moins une case.")},
    )
    categories = forms.MultipleChoiceField(
        label=gettext_lazy("Catégories de documents (facultatif)"),
        help_text=gettext_lazy("Sans choix, toutes les catégories sont prises."),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    since = DatePartsField(label=gettext_lazy("À partir du (facultatif)"), required=False)
    until = DatePartsField(label=gettext_lazy("Jusqu’au (facultatif)"), required=False)
    field_order = ("parts", "categories", "since", "until", "password")

    def __init__(self, *args: Any, categories: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        shown = [(code, displays.category(code)) for code in categories]
        self.fields["categories"].choices = shown  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Days in their order."""
        found = super().clean() or {}
        since, until = found.get("since"), found.get("until")
        if since and until and until < since:
            self.add_error("until", _("Cette date vient avant l’autre."))
        return found

    def choice(self) -> Choice:
        """What a sound form asks for."""
        found = self.cleaned_data
        categories = tuple(found["categories"]) or None
        return Choice(tuple(found["parts"]), categories, found["since"], found["until"])


@in_archive
def copies(request: RecordRequest) -> HttpResponse:
    """Say what the copy holds, where it is, or give it; with the right password, ask for one."""
    profile = request.profile
    portability.opened(profile.person_id, profile.actor)  # a caregiver learns nothing here
    form = PasswordForm(posted(request))
    if request.method == "POST" and form.is_valid() and proven(request, form):
        return _ask(profile, Choice())
    copy = portability.latest(profile.person_id, profile.reader_id)
    if copy is not None and copy.under_way and request.method != "POST":
        return render(request, "patient/copies/making.html", {"copy": copy, "pace": PACE})
    values = {"form": form, "copy": copy, "coming": _coming(request, copy), **_missing(copy)}
    return render(request, "patient/copies/copies.html", values, status=_status(form))


@in_archive
def choose(request: RecordRequest) -> HttpResponse:
    """The same, of a part of the record."""
    profile = request.profile
    record = portability.opened(profile.person_id, profile.actor)
    initial = {"parts": [DOCUMENTS, ANSWERS, ACCESS, HISTORY]}
    form = ChoiceForm(posted(request), categories=list(record.counts()), initial=initial)
    if request.method == "POST" and form.is_valid() and proven(request, form):
        return _ask(profile, form.choice())
    return render(request, "patient/copies/choose.html", {"form": form}, status=_status(form))


@in_archive
@require_safe
def file(request: RecordRequest) -> HttpResponse:
    """The file of the copy that is ready."""
    if not presence.recently_proved(request):
        here = urlencode({"next": reverse("patient:copies")})
        return redirect(f"{reverse('patient:again')}?{here}")
    profile = request.profile
    copy = portability.latest(profile.person_id, profile.reader_id)
    if copy is None or not copy.ready:
        raise Http404
    try:
        taken = portability.take(profile.person_id, profile.actor, copy.copy_no)
        first = next(taken.pieces)
    except NotFound as gone:
        raise Http404 from gone
    except Changed:
        message = _("Ce que vous pouvez lire a changé. Demandez une nouvelle copie.")
        messages.warning(request, message)
        return redirect("patient:copies")
    except (VaultProblem, OSError):
        return _lost(request)
    return cast("HttpResponse", _sent(taken, first))  # views are typed by the usual one


@in_archive
@require_POST
def give_up(request: RecordRequest) -> HttpResponse:
    """Forget the copy, made or being made."""
    portability.give_up(request.profile.person_id, request.profile.actor)
    messages.success(request, _("La copie est effacée."))
    return redirect("patient:copies")


def _ask(profile: Profile, choice: Choice) -> HttpResponse:
    language = translation.get_language() or "fr"
    portability.ask(profile.person_id, profile.actor, choice, language)
    return redirect(f"{reverse('patient:copies')}?{_FOLLOWED}=1")


def _coming(request: RecordRequest, copy: Copy | None) -> bool:
    """Whether the file comes by itself: to who waited for it, and has not taken it yet."""
    waited = request.method == "GET" and _FOLLOWED in request.GET
    fresh = copy is not None and copy.ready and copy.taken_at is None
    return waited and fresh and presence.recently_proved(request)


def _missing(copy: Copy | None) -> dict[str, int]:
    return {"missing": len(numbers(copy.missing)) if copy else 0}


def _status(form: forms.Form) -> int:
    return 422 if form.is_bound and form.errors else 200


def _lost(request: RecordRequest) -> HttpResponse:
    """A file that does not open any more: what a restored disk forgot."""
    _log.error("copy.lost", exc_info=True)
    portability.give_up(request.profile.person_id, request.profile.actor)
    messages.error(request, _("Cette copie ne s’ouvre plus. Demandez-en une nouvelle."))
    return redirect("patient:copies")


def _sent(taken: Taken, first: bytes) -> StreamingHttpResponse:
    pieces: Iterator[bytes] = chain((first,), taken.pieces)
    answer = StreamingHttpResponse(pieces, content_type="application/zip")
    name = f"carnet-{taken.made.astimezone(LEGAL_ZONE):%Y-%m-%d}.zip"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    answer["Content-Length"] = str(taken.size)
    answer["Content-Encoding"] = "identity"  # it is compressed already
    return answer
