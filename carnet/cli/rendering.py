"""A document written into a folder: its pages of HTML, complete in themselves, and its pictures."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.safestring import mark_safe
from msgspec.structs import replace

from carnet.base import clock
from carnet.formats import kinds, sandbox
from carnet.formats.problems import FormatProblem
from carnet.formats.shown import AT_ONCE
from carnet.formats.shown_model import Problem, Shown

_UI = Path(__file__).resolve().parents[1] / "web" / "ui"
_STYLES = ("carnet.css", "document.css")
_SAID = {
    Problem.EMPTY: "the file is empty",
    Problem.ENCRYPTED: "a password protects it",
    Problem.BROKEN: "it is broken",
    Problem.TOO_LARGE: "it asks for more memory or time than a document may",
    Problem.UNKNOWN: "no kind that is shown",
}
_SIGNS = re.compile(r"[^\w.-]+")


@dataclass(slots=True)
class Drawn:
    """How a document went: how many pictures, and what is wrong with it, if anything."""

    pictures: int = 0
    problem: str = ""


def load_theme() -> None:
    """Load the templates and words of the pages: neither the house's settings nor its secrets."""
    if settings.configured:
        return
    import django

    settings.configure(
        INSTALLED_APPS=["carnet.web.ui"],
        LANGUAGE_CODE="fr",
        LOCALE_PATHS=[_UI.parents[1] / "locale"],
        TIME_ZONE="Europe/Paris",
        TEMPLATES=[
            {
                "BACKEND": "django.template.backends.django.DjangoTemplates",
                "APP_DIRS": True,
                "OPTIONS": {
                    "builtins": ["carnet.web.ui.templatetags.ui", "django.templatetags.i18n"]
                },
            }
        ],
    )
    django.setup()


def folder(out: Path, file: Path) -> Path:
    """A new folder for a file, named after it; a second one of that name gets a number."""
    name = _SIGNS.sub("_", file.stem).strip("._") or "document"
    number, made = 1, out / name
    while made.exists():
        number += 1
        made = out / f"{name}-{number}"
    made.mkdir(parents=True)
    return made


def draw(data: bytes, folder: Path, most: int | None) -> Drawn:
    """Write the pages of a document into its folder; ``most`` bounds the pictures of its pages."""
    shown = sandbox.show(data)
    drawn = Drawn(problem=_SAID.get(shown.problem, ""))
    title = shown.content.header.title if shown.content else folder.name
    last, body = min(shown.pages, most or shown.pages), ""
    for window in ("", *(one.name for one in (shown.imaging.windows if shown.imaging else []))):
        for first in range(1, max(last, 1) + 1, AT_ONCE):
            part = shown if first == 1 else sandbox.show(data, first)
            part = replace(part, sizes=part.sizes[: last - first + 1])
            body = _write(_Folder(folder, data, drawn, last), part, window, title)
    if not shown.pages:
        _on_paper(body, folder, drawn, title)
    return drawn


def _on_paper(body: str, folder: Path, drawn: Drawn, title: str) -> None:
    """Pictures of what has no pages of its own: its words and tables laid on sheets."""
    at = clock.now().isoformat()
    try:
        sheets = sandbox.call("paper", body.encode(), title, [], "fr", at)
        for number in range(1, sandbox.call("pdf_count", sheets) + 1):
            picture = sandbox.call("shown_page", sheets, number, "", "PNG")
            (folder / f"page-{number}.png").write_bytes(picture)
            drawn.pictures += 1
    except FormatProblem as problem:
        drawn.problem = drawn.problem or f"no picture of it: {problem.found}"


def _write(files: _Folder, shown: Shown, window: str, title: str) -> str:
    from carnet.web.ui.viewer import render_shown

    styles = "\n".join((_UI / "static" / "ui" / name).read_text("utf-8") for name in _STYLES)
    body = render_shown(shown, files, window=window)
    values = {"title": title, "styles": mark_safe(styles), "body": body}  # noqa: S308 - our own
    page = files.path / files.shown_from(shown.first, window)
    page.write_text(render_to_string("ui/viewer/alone.html", values), "utf-8")
    return body


class _Folder:
    """The addresses of a page (``carnet.web.ui.viewer.Addresses``): files written as it asks."""

    jump = ""  # no server answers here

    def __init__(self, path: Path, data: bytes, drawn: Drawn, last: int) -> None:
        self.path, self.data, self.drawn, self.last = path, data, drawn, last

    def attachment(self, number: int) -> str:
        """The attached file itself, its ending told by its content."""
        try:
            _media_type, found = sandbox.call("attachment", self.data, number)
        except FormatProblem:
            return f"#fichier-{number}"
        name = f"fichier-{number}.{kinds.extension(kinds.kind(found))}"
        (self.path / name).write_bytes(found)
        return name

    def page(self, number: int, page: int) -> str:
        """The picture of a page of an attached file."""
        name = f"fichier-{number}-{page}.png"
        return self._picture(name, "attachment_page", number, page)

    def picture(self, page: int, window: str) -> str:
        """The picture of a page of the document."""
        name = f"page-{page}{window and '-' + window}.png"
        return self._picture(name, "shown_page", page, window)

    def shown_from(self, page: int, window: str) -> str:
        """The file that shows the document from a page on."""
        if (page, window) == (1, "") or page > self.last:  # these are left out as asked
            return "index.html"
        return f"pages-{page}{window and '-' + window}.html"

    def _picture(self, name: str, function: str, *which: int | str) -> str:
        try:
            found = sandbox.call(function, self.data, *which, "PNG")
        except FormatProblem as problem:
            self.drawn.problem = self.drawn.problem or f"{name}: {problem}"
            return ""
        (self.path / name).write_bytes(found)
        self.drawn.pictures += 1
        return name
