"""Folders: the list of them, one made, named otherwise, ended; its documents stay."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from carnet.base.ids import Kind
from carnet.filing import folders, shelves
from carnet.filing.asking import may_file
from carnet.filing.problems import BadName, NoFolder, TooMany
from carnet.filing.shelves import Folder
from carnet.web.patient import listing
from carnet.web.patient.current import RecordRequest, in_record
from carnet.web.patient.folder_forms import FolderForm
from carnet.web.patient.listing import Asked
from carnet.web.pointers import pointed
from carnet.web.ui.forms import posted


@dataclass(frozen=True, slots=True)
class Line:
    """One folder of the list."""

    name: str
    key: UUID
    href: str
    count: int
    automatic: bool


@in_record
def every(request: RecordRequest) -> HttpResponse:
    """The folders that the reader sees, with how many of the documents that they see."""
    record = request.profile.open()
    found = [line(request.profile.person_id, one) for one in shelves.of(record).folders]
    values = {"folders": found, "may_file": may_file(record), "most": folders.MOST}
    return render(request, "patient/filing/folders.html", values)


def line(person_id: int, folder: Folder) -> Line:
    """One folder as pages show it."""
    key = listing.key(person_id, folder.folder_no)
    href = Asked(folder=str(key)).address()
    return Line(listing.name(folder), key, href, folder.count, folder.automatic)


@in_record
def new(request: RecordRequest) -> HttpResponse:
    """Make an empty folder."""
    profile, form = request.profile, FolderForm(posted(request))

    def make(name: str) -> int:
        return folders.create(profile.person_id, profile.actor, name)

    if form.is_valid() and (made := attempt(form, make)):
        messages.success(request, _("Le dossier est créé."))
        return redirect(Asked(folder=str(listing.key(profile.person_id, made))).address())
    return _form(request, form, "patient/filing/new.html")


@in_record
def rename(request: RecordRequest, identifier: object) -> HttpResponse:
    """Name a folder otherwise."""
    profile, folder = request.profile, _own(request, identifier)
    form = FolderForm(posted(request), initial={"name": folder.name})

    def name_so(name: str) -> int:
        folders.rename(profile.person_id, profile.actor, folder.folder_no, name)
        return folder.folder_no

    if form.is_valid() and attempt(form, name_so):
        messages.success(request, _("Le dossier a changé de nom."))
        return redirect(Asked(folder=str(identifier)).address())
    return _form(request, form, "patient/filing/rename.html", folder=folder)


@in_record
def delete(request: RecordRequest, identifier: object) -> HttpResponse:
    """Ask, then end a folder."""
    profile, folder = request.profile, _own(request, identifier)
    if request.method == "POST":
        folders.delete(profile.person_id, profile.actor, folder.folder_no)
        messages.success(request, _("Le dossier est supprimé. Ses documents sont toujours là."))
        return redirect("patient:folders")
    return render(request, "patient/filing/delete.html", {"folder": folder, "key": identifier})


def attempt(form: FolderForm, write: Callable[[str], int]) -> int:
    """The number of the folder that ``write`` gave this name; 0 once the form tells why not."""
    try:
        return write(form.cleaned_data["name"])
    except BadName as problem:
        taken = str(problem) == folders.TAKEN
        form.add_error("name", form.taken if taken else form.wrong)
    except TooMany as problem:
        words = _("Vous avez déjà %(n)d dossiers. Supprimez-en un d’abord.")
        form.add_error("name", words % {"n": problem.most})
    return 0


def _own(request: RecordRequest, identifier: object) -> Folder:
    """The folder that an address names, if it can be changed; else 404."""
    number = pointed(identifier, Kind.FOLDER, request.profile.person_id).number
    try:
        folder = shelves.of(request.profile.open()).folder(number)
    except NoFolder as absent:
        raise Http404 from absent
    if folder.automatic:
        raise Http404
    return folder


def _form(request: RecordRequest, form: FolderForm, template: str, **more: object) -> HttpResponse:
    status = 422 if form.is_bound else 200
    return render(request, template, {"form": form} | more, status=status)
