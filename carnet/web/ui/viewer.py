"""Any document as a part of a page: pictures of its pages, its words, or why it is not shown."""

from __future__ import annotations

from typing import Any, NamedTuple, Protocol

from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from carnet.formats.kinds import PICTURES
from carnet.formats.shown import AT_ONCE
from carnet.formats.shown_model import Imaging, Problem, Shown, Sort
from carnet.web.ui import cda, imaging_words
from carnet.web.ui.language import of_documents

PROBLEMS = {
    Problem.EMPTY: (
        gettext_lazy("Ce document est vide"),
        gettext_lazy("Le fichier ne contient rien. Demandez-le de nouveau à qui l’a envoyé."),
    ),
    Problem.ENCRYPTED: (
        gettext_lazy("Un mot de passe protège ce document"),
        gettext_lazy("Nous ne l’avons pas. Téléchargez l’original, puis ouvrez-le avec."),
    ),
    Problem.BROKEN: (
        gettext_lazy("Ce document est abîmé"),
        gettext_lazy("Nous n’arrivons pas à le lire. Vous pouvez télécharger l’original."),
    ),
    Problem.TOO_LARGE: (
        gettext_lazy("Ce document est trop lourd pour cette page"),
        gettext_lazy("Vous pouvez télécharger l’original et l’ouvrir avec un autre programme."),
    ),
    Problem.UNKNOWN: (
        gettext_lazy("Ce document ne s’affiche pas ici"),
        gettext_lazy("Vous pouvez le télécharger et l’ouvrir avec un autre programme."),
    ),
}


class Addresses(cda.Addresses, Protocol):
    """Where the page finds the pictures of the document it shows, and its other pages."""

    @property
    def jump(self) -> str:
        """The field that asks the page to begin elsewhere; "" where nothing would answer."""

    def picture(self, page: int, window: str) -> str:
        """Address of the picture of one page, for an image of DICOM under a light."""

    def shown_from(self, page: int, window: str) -> str:
        """Address of this document shown from that page on, under that light."""


class Page(NamedTuple):
    """A page on the page."""

    number: int
    href: str
    width: int
    height: int
    words: str


class Way(NamedTuple):
    """A link to another part of the document, or to another light."""

    label: str
    href: str
    current: bool = False


def render_shown(
    shown: Shown, urls: Addresses, *, window: str = "", level: int = 2, printing: bool = False
) -> SafeString:
    """HTML of a document of any kind; its first headings are `h{level}`."""
    if shown.content is not None and shown.imaging is None:
        return cda.render_content(shown.content, urls, level=level, printing=printing)
    pages = _pages(shown, urls, window)
    values: dict[str, Any] = {
        "shown": shown,
        "problem": PROBLEMS.get(shown.problem),
        "last": shown.first + len(shown.sizes) - 1,
        "pages": pages,
        "worded": any(page.words.strip() for page in pages),
        "words": [] if shown.sizes else shown.texts,
        "ways": [] if printing else _ways(shown, urls, window),
        "jump": urls.jump,
        "window": window,
        "noun": _noun(shown),
        "language": of_documents(),
    }
    if shown.imaging is not None:
        values |= _imaging(shown.imaging, urls, window)
    return render_to_string("ui/viewer/document.html", values)


def _noun(shown: Shown) -> str:
    """« Image » or « Page », as people call what they see."""
    image = shown.kind in PICTURES or (shown.imaging and shown.imaging.sort is Sort.IMAGE)
    return _("Image") if image else _("Page")


def _pages(shown: Shown, urls: Addresses, window: str) -> list[Page]:
    texts = shown.texts or [""] * len(shown.sizes)
    return [
        Page(number, urls.picture(number, window), *size, words)
        for number, (size, words) in enumerate(
            zip(shown.sizes, texts, strict=False), start=shown.first
        )
    ]


def _ways(shown: Shown, urls: Addresses, window: str) -> list[Way]:
    """To the pages before and after those shown."""
    found = []
    if shown.first > 1:
        before = max(1, shown.first - AT_ONCE)
        found.append(_way(before, shown.first - 1, urls.shown_from(before, window)))
    after = shown.first + len(shown.sizes)
    if shown.sizes and after <= shown.pages:
        last = min(after + AT_ONCE - 1, shown.pages)
        found.append(_way(after, last, urls.shown_from(after, window)))
    return found


def _way(first: int, last: int, href: str) -> Way:
    if first == last:
        return Way(_("Voir la page %(n)d") % {"n": first}, href)
    return Way(_("Voir les pages %(first)d à %(last)d") % {"first": first, "last": last}, href)


def _imaging(imaging: Imaging, urls: Addresses, window: str) -> dict[str, Any]:
    """What a file of DICOM says, and the lights under which its images may be seen."""
    first = "" if any(one.name == "1" for one in imaging.windows) else None
    lights = [
        Way(
            imaging_words.light(one),
            urls.shown_from(1, one.name),
            one.name == window or (window == "" and one.name == "1"),
        )
        for one in imaging.windows
    ]
    if first is None and lights:
        lights.insert(0, Way(_("Toute l’image"), urls.shown_from(1, ""), window == ""))
    return {
        "facts": imaging_words.facts(imaging),
        "sort": imaging_words.SORTS.get(imaging.sort, ""),
        "lights": lights if len(lights) > 1 else [],
    }
