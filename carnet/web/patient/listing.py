"""Which part of the list of documents an address asks for, and the address that asks for it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from urllib.parse import urlencode
from uuid import UUID

from django.http import Http404
from django.utils.translation import gettext as _

from carnet.base.ids import Kind, Pointer, conceal
from carnet.filing import pins, shelves
from carnet.filing.problems import NoFolder
from carnet.filing.shelves import Folder, Shelves
from carnet.nomenclature import terms
from carnet.records.door import OpenRecord
from carnet.records.views import Filters, Page
from carnet.web.patient.current import RecordRequest
from carnet.web.pointers import pointed

PAGE = 20
_NOTHING = (0,)  # entries are numbered from 1


@dataclass(frozen=True, slots=True)
class Asked:
    """A category, a folder (opaque), and the mark after which the page begins; "" is none."""

    category: str = ""
    folder: str = ""
    after: str = ""

    def address(self, path: str = "/documents/") -> str:
        """Where that is."""
        parts = {"rubrique": self.category, "dossier": self.folder, "suite": self.after}
        query = urlencode({name: value for name, value in parts.items() if value})
        return f"{path}?{query}" if query else path

    def newest(self, path: str = "/documents/") -> str:
        """Where its first page is."""
        return replace(self, after="").address(path)

    def older(self, page: Page, path: str = "/documents/") -> str:
        """Where the page after this one is; "" when there is none."""
        return replace(self, after=page.next).address(path) if page.next else ""


class Listing:
    """What one reader is shown of their list: a page of it, their folders and their pins."""

    def __init__(self, record: OpenRecord, asked: Asked) -> None:
        self.record, self.asked = record, asked

    @cached_property
    def shelves(self) -> Shelves:
        """The folders that they see."""
        return shelves.of(self.record)

    @cached_property
    def pinned(self) -> frozenset[int]:
        """The pinned documents that they see."""
        return pins.of(self.record)

    @cached_property
    def folder(self) -> Folder | None:
        """The folder that is asked for; 404 for one that they do not see."""
        if not self.asked.folder:
            return None
        pointer = pointed(self.asked.folder, Kind.FOLDER, self.record.person_id)
        try:
            return self.shelves.folder(pointer.number)
        except NoFolder as absent:
            raise Http404 from absent

    def page(self) -> Page:
        """The page that is asked for, pinned documents first; 404 after a forged mark."""
        folder, asked = self.folder, self.asked
        numbers = tuple(self.shelves.entries(folder.folder_no)) or _NOTHING if folder else ()
        wanted = Filters(entry_nos=numbers, first=tuple(sorted(self.pinned)))
        try:
            return self.record.timeline(asked.category or None, asked.after or None, PAGE, wanted)
        except ValueError as bad:
            raise Http404 from bad


def asked(request: RecordRequest) -> Asked:
    """What the form or the address asks for; 404 for a category that is not one."""
    given = {name: request.POST.get(name) or request.GET.get(name, "") for name in _NAMES}
    if given["rubrique"] and given["rubrique"] not in terms.CATEGORIES:
        raise Http404
    return Asked(given["rubrique"], given["dossier"], given["suite"])


_NAMES = ("rubrique", "dossier", "suite")


def key(person_id: int, folder_no: int) -> UUID:
    """What addresses and forms call a folder."""
    return conceal(Pointer(Kind.FOLDER, person_id, folder_no))


def name(folder: Folder) -> str:
    """What pages call a folder."""
    return _("Arrêts de travail") if folder.automatic else folder.name
