"""Questions to the hotline: put, completed, closed, with an account shown or not."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from carnet.assistance import tickets
from carnet.assistance.files import Sound
from carnet.assistance.problems import BadFile, NoTicket, TooManyTickets
from carnet.assistance.tickets import Subject
from carnet.base.ids import Kind, Pointer, conceal
from carnet.web.downloads import download
from carnet.web.patient.current import RecordRequest, in_account
from carnet.web.pointers import pointed
from carnet.web.ui import delays
from carnet.web.ui.assistance_words import FILE_PROBLEMS, SUBJECTS, TICKET_STATES
from carnet.web.ui.forms import posted


class _Files(forms.FileInput):
    """Several files in one field."""

    allow_multiple_selected = True

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        """All of them."""
        return files.getlist(name) if hasattr(files, "getlist") else []


class _FilesField(forms.Field):
    widget = _Files


class MessageForm(forms.Form):
    """What the person writes, and up to five files."""

    text = forms.CharField(
        label=gettext_lazy("Votre message"),
        help_text=gettext_lazy("N’écrivez rien sur votre santé\u00a0: un agent lit ce message."),
        max_length=tickets.LONGEST,
        error_messages={
            "required": gettext_lazy("Écrivez votre message."),
            "max_length": gettext_lazy("Écrivez 4\u00a0000 caractères au plus."),
        },
        widget=forms.Textarea({"rows": 6}),
    )
    attached = _FilesField(
        label=gettext_lazy("Fichiers"),
        help_text=gettext_lazy(
            "5 fichiers au plus, de 10\u00a0Mo chacun\u00a0: "
            "PDF, JPEG, PNG, TIFF, Word, RTF ou texte."
        ),
        required=False,
        widget=_Files({"accept": ".pdf,.jpg,.jpeg,.png,.tif,.tiff,.doc,.rtf,.txt"}),
    )

    def clean_text(self) -> str:
        """Control characters are nobody's words."""
        typed: str = self.cleaned_data["text"]
        return "".join(one for one in typed if one.isprintable() or one in "\r\n\t")


class QuestionForm(MessageForm):
    """A new question."""

    subject = forms.ChoiceField(
        label=gettext_lazy("Sujet"),
        choices=[(str(one), SUBJECTS[one]) for one in Subject],
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choisissez un sujet.")},
    )
    field_order = ["subject", "text", "attached"]


@in_account
@require_http_methods(["GET", "POST"])
def questions(request: RecordRequest) -> HttpResponse:
    """The questions of this record, and a new one."""
    form = QuestionForm(posted(request), request.FILES or None)
    if request.method == "POST" and form.is_valid() and _asked(request, form):
        messages.success(request, _("Votre question est partie. La réponse arrivera ici."))
        return redirect("patient:tickets")
    lines = [
        (_key(one), one, SUBJECTS[one.subject], TICKET_STATES[one.state])
        for one in tickets.of_person(request.profile.person_id)
    ]
    status = 422 if form.is_bound and form.errors else 200
    values = {"form": form, "lines": lines}
    return render(request, "patient/helped/questions.html", values, status=status)


@in_account
@require_http_methods(["GET", "POST"])
def question(request: RecordRequest, identifier: object) -> HttpResponse:
    """One question with its answers, and what may be added."""
    person_id, number = request.profile.person_id, _number(request, identifier)
    form = MessageForm(posted(request), request.FILES or None)
    try:
        line = tickets.one(person_id, number)
        if request.method == "POST" and form.is_valid():
            files = _sound(form)
            if files is not None:
                actor, text = request.profile.actor, form.cleaned_data["text"]
                tickets.go_on(person_id, number, actor, text, files)
                messages.success(request, _("Votre message est parti."))
                return redirect("patient:ticket", identifier)
    except NoTicket:
        raise Http404 from None
    status = 422 if form.is_bound and form.errors else 200
    values = {"form": form, "line": line, "id": identifier, "subject": SUBJECTS[line.subject]}
    values |= {"said": tickets.messages(person_id, number), "own": request.profile.own}
    return render(request, "patient/helped/question.html", values, status=status)


@in_account
@require_POST
def close(request: RecordRequest, identifier: object) -> HttpResponse:
    """The question is solved, or is not one any more."""
    return _did(request, identifier, tickets.close, _("Votre question est close."))


@in_account
@require_POST
def show(request: RecordRequest, identifier: object) -> HttpResponse:
    """Show the data of the account for some days; only its holder may."""
    if not request.profile.own:
        raise Http404
    words = _("L’agent peut lire les données de votre compte pendant %(delay)s.")
    words %= {"delay": delays.spoken("TICKET_CONSENT")}
    undo = reverse("patient:ticket_hide", args=[identifier])
    return _did(request, identifier, tickets.show_account, words, undo)


@in_account
@require_POST
def hide(request: RecordRequest, identifier: object) -> HttpResponse:
    """Take it back."""
    words = _("L’agent ne lit plus les données de votre compte.")
    return _did(request, identifier, tickets.hide_account, words)


@in_account
@require_safe
def attachment(request: RecordRequest, identifier: object, number: int) -> HttpResponse:
    """One of one's own files."""
    ticket_no = _number(request, identifier)
    found = tickets.attachment(request.profile.person_id, ticket_no, number)
    if found is None:
        raise Http404
    return download(found.data, found.media_type, f"piece-{number}")


def _asked(request: RecordRequest, form: QuestionForm) -> bool:
    files = _sound(form)
    if files is None:
        return False
    profile, given = request.profile, form.cleaned_data
    subject = Subject(given["subject"])
    try:
        tickets.ask(profile.person_id, profile.actor, subject, given["text"], files)
    except TooManyTickets:
        form.add_error(None, _("Cinq questions attendent déjà. Complétez l’une d’elles."))
        return False
    return True


def _sound(form: MessageForm) -> list[Sound] | None:
    """The files once their content was checked; None, and the form says why."""
    try:
        return tickets.check([one.read() for one in form.cleaned_data["attached"] or []])
    except BadFile as problem:
        form.add_error("attached", str(FILE_PROBLEMS[problem.reason]))
        return None


def _did(
    request: RecordRequest, identifier: object, verb: Any, words: str, undo: str = ""
) -> HttpResponse:
    try:
        verb(request.profile.person_id, _number(request, identifier), request.profile.actor)
    except NoTicket:
        raise Http404 from None
    messages.success(request, words, extra_tags=undo)
    return redirect("patient:ticket", identifier)


def _number(request: RecordRequest, identifier: object) -> int:
    return pointed(identifier, Kind.TICKET, request.profile.person_id).number


def _key(one: tickets.Line) -> str:
    return str(conceal(Pointer(Kind.TICKET, one.person_id, one.ticket_no)))
