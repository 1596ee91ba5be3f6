"""Readable pages of the documents in a copy: the very pages of the site, complete in themselves.

Registered with ``carnet.portability``. Of clinical documents only: browsers open all others.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from msgspec.structs import replace

from carnet.formats import kinds, sandbox
from carnet.formats.problems import FormatProblem
from carnet.portability.source import File, Source, part, reader
from carnet.web.ui.cda import render_content

_STYLE = "theme.css"
_STYLES = Path(__file__).resolve().parents[1] / "ui" / "static" / "ui"


@reader
def page(source: Source, data: bytes, number: str) -> Iterator[File]:
    """The page of a clinical document, then the files that it carries."""
    if kinds.kind(data) not in kinds.CLINICAL:
        return
    content = sandbox.show(data).content
    if content is None:
        return
    beside = _Beside(data, number)
    # Pictures of the pages of a file would weigh more than the file, which is beside.
    files = [replace(file, pages=0) for file in content.attachments]
    body = render_content(replace(content, attachments=files), beside, printing=True)
    values: dict[str, Any] = {"title": content.header.title, "body": body, "style": _STYLE}
    values |= {"service": settings.SERVICE_NAME, "name": source.name, "made": source.made}
    html = render_to_string("patient/copies/document.html", values)
    yield File(f"pages/document-{number}.html", (html.encode(),), of_house=True)
    yield from (File(f"pages/{name}", (found,), of_house=True) for name, found in beside.found)


@part
def style(source: Source) -> Iterator[File]:
    """What these pages look like."""
    if source.pages:
        names = ("carnet.css", "document.css")
        text = b"\n".join((_STYLES / name).read_bytes() for name in names)
        yield File(f"pages/{_STYLE}", (text,), of_house=True)


class _Beside:
    """Addresses of what a document carries (``carnet.web.ui.cda.Addresses``): files beside it."""

    def __init__(self, data: bytes, number: str) -> None:
        self._data, self._number = data, number
        self.found: list[tuple[str, bytes]] = []

    def attachment(self, number: int) -> str:
        """The attached file, its ending told by its content; "" for one that does not open."""
        try:
            _media_type, found = sandbox.call("attachment", self._data, number)
        except FormatProblem:
            return f"#fichier-{number}"
        name = f"document-{self._number}-{number}.{kinds.extension(kinds.kind(found))}"
        self.found.append((name, found))
        return name

    def page(self, number: int, page: int) -> str:
        """No picture is drawn."""
        raise LookupError(number, page)
