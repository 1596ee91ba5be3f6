"""« Ajouter un document »: a file or photographs, then one page with everything filled."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from carnet.access.facts import Action
from carnet.base.ids import Kind, Pointer, conceal
from carnet.formats import kinds, sandbox
from carnet.formats.problems import FormatProblem
from carnet.records import actions, adding, drafts
from carnet.records.drafts import Draft, NoDraft
from carnet.records.own import OF_ADULTS
from carnet.records.taking import BadFile, Fault
from carnet.web.patient import adding_forms as forms
from carnet.web.patient.current import Profile, RecordRequest, in_record
from carnet.web.ui import dates
from carnet.web.ui.forms import posted

_DRAWN = {kinds.Kind.PDF} | kinds.PICTURES


@in_record
@require_http_methods(["GET", "POST"])
def add(request: RecordRequest) -> HttpResponse:
    """Choose a file or take a photograph; what was begun before waits here."""
    profile = request.profile
    profile.open(Action.DEPOSIT)  # refused, and told in the history, for who may not
    form = forms.FileForm(posted(request), request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            return redirect("patient:complete_document", _begun(profile, form))
        except BadFile as problem:
            form.add_error("chosen", forms.words(problem.fault))
    begun = [(one, _title(one)) for one in drafts.waiting(profile.person_id, profile.reader_id)]
    values = {"form": form, "begun": begun}
    return render(request, "patient/add_document.html", values, status=_status(form))


@in_record
@require_http_methods(["GET", "POST"])
def complete(request: RecordRequest, draft: UUID) -> HttpResponse:
    """Everything is filled; sent twice, it leads to the one document."""
    profile = request.profile
    profile.open(Action.DEPOSIT)
    try:
        kept = drafts.one(profile.person_id, profile.reader_id, draft)
        if kept.entry_no is not None:
            return redirect(_document(profile, kept.entry_no))
        form = _form(request, kept)
        if request.method == "POST" and form.is_valid():
            return _added(request, draft, form)
    except NoDraft:
        return _gone(request)
    except BadFile as problem:
        messages.error(request, forms.words(problem.fault))
        return redirect("patient:add_document")
    return _page(request, kept, form, forms.PhotoForm())


@in_record
@require_POST
def go_on(request: RecordRequest, draft: UUID) -> HttpResponse:
    """One more photograph, after the others."""
    profile, more = request.profile, forms.PhotoForm(request.POST, request.FILES)
    more.is_valid()
    try:
        photos = [one.read() for one in more.cleaned_data["photo"] or ()]
        actions.go_on(profile.person_id, profile.actor, draft, photos)
    except NoDraft:
        return _gone(request)
    except BadFile as problem:
        more.add_error("photo", forms.words(problem.fault))
        kept = drafts.one(profile.person_id, profile.reader_id, draft)
        return _page(request, kept, _form(request, kept, blank=True), more)
    messages.success(request, _("La page est ajoutée à votre document."))
    return redirect("patient:complete_document", draft)


@in_record
@require_POST
def give_up(request: RecordRequest, draft: UUID) -> HttpResponse:
    """Forget a file that was not added."""
    drafts.drop(request.profile.person_id, request.profile.reader_id, draft)
    messages.success(request, _("Ce fichier n’est pas ajouté. Nous l’avons effacé."))
    return redirect("patient:documents")


@in_record
@require_safe
def preview(request: RecordRequest, draft: UUID) -> HttpResponse:
    """The first page as a picture: pixels only."""
    profile = request.profile
    try:
        kept = drafts.one(profile.person_id, profile.reader_id, draft)
        drawn = sandbox.call("shown_page", kept.content, 1, "")
    except (NoDraft, FormatProblem) as absent:
        raise Http404 from absent
    return HttpResponse(drawn, content_type="image/webp")


def _begun(profile: Profile, form: forms.FileForm) -> UUID:
    photos, files = (form.cleaned_data[name] or [] for name in ("photo", "chosen"))
    if not photos and not files:
        raise BadFile(Fault.NONE)
    if not photos and len(files) == 1:
        name, data = files[0].name, files[0].read()
        return actions.begin(profile.person_id, profile.actor, name, data)
    read = [one.read() for one in (*photos, *files)]
    return actions.begin_photos(profile.person_id, profile.actor, read)


def _form(request: RecordRequest, kept: Draft, *, blank: bool = False) -> forms.DocumentForm:
    profile, proposal = request.profile, kept.proposal
    assert proposal is not None  # noqa: S101 - it waits still
    offered = adding.categories(profile.person_id, profile.actor)
    offered = [code for code in offered if profile.own or code not in OF_ADULTS]
    hidden = adding.hidden_by_default(profile.person_id, proposal.category)
    initial = {"title": _title(kept), "day": proposal.day, "category": proposal.category}
    initial["hidden"] = forms.HIDDEN if hidden else forms.VISIBLE
    # A proche aidant leaves to the person who reads what.
    made = forms.DocumentForm if profile.caregiving else forms.NewDocumentForm
    return made(None if blank else posted(request), initial=initial, categories=offered)


def _added(request: RecordRequest, draft: UUID, form: forms.DocumentForm) -> HttpResponse:
    profile = request.profile
    number = actions.finish(profile.person_id, profile.actor, draft, form.chosen())
    address = _document(profile, number)
    undo = "" if profile.caregiving else f"{address}supprimer"
    messages.success(request, _("Votre document est ajouté."), extra_tags=undo)
    return redirect(address)


def _page(
    request: RecordRequest, kept: Draft, form: forms.DocumentForm, more: forms.PhotoForm
) -> HttpResponse:
    kind = kept.proposal.kind if kept.proposal else None
    drawn = bool(kept.photos) or kind in _DRAWN
    values: dict[str, Any] = {"form": form, "more": more, "draft": kept, "drawn": drawn}
    failed = more if more.errors else form
    return render(request, "patient/complete_document.html", values, status=_status(failed))


def _gone(request: RecordRequest) -> HttpResponse:
    messages.error(request, _("Ce fichier n’attend plus\u00a0: ajoutez-le de nouveau."))
    return redirect("patient:add_document")


def _title(kept: Draft) -> str:
    """What the file says, else « Document du 21 novembre 2026 »."""
    assert kept.proposal is not None  # noqa: S101 - it waits still
    day = dates.words(kept.proposal.day)
    return kept.proposal.title or _("Document du %(day)s") % {"day": day}


def _document(profile: Profile, entry_no: int) -> str:
    pointer = Pointer(Kind.ENTRY, profile.person_id, entry_no)
    return reverse("patient:document", args=[conceal(pointer)])


def _status(form: Any) -> int:
    return 422 if form.is_bound and form.errors else 200
