"""Show the content of a document as a part of a page."""

from __future__ import annotations

from typing import Protocol

from django.utils.safestring import SafeString

from carnet.formats.cda.content_model import Content


class Addresses(Protocol):
    """Where the page finds the files of the document it shows."""

    def attachment(self, number: int) -> str:
        """Address of the bytes of an attached file."""

    def page(self, number: int, page: int) -> str:
        """Address of the picture of one page of an attached file."""


def render_content(content: Content, urls: Addresses, *, level: int = 2) -> SafeString:
    """HTML of a document; its first headings are `h{level}`."""
    raise NotImplementedError
