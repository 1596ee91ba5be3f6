"""Bytes on their way to the person: named plainly, never guessed at by the browser."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpResponse
from django.urls import reverse

EXTENSIONS = {
    "text/xml": "xml",
    "application/xml": "xml",
    "application/pdf": "pdf",
    "text/plain": "txt",
    "text/rtf": "rtf",
    "application/rtf": "rtf",
    "image/jpeg": "jpg",
    "image/png": "png",
    "image/tiff": "tif",
}


@dataclass(frozen=True, slots=True)
class Files:
    """Addresses of the files of one document (``carnet.web.ui.cda.Addresses``)."""

    identifier: object

    def attachment(self, number: int) -> str:
        """Address of the bytes of an attached file."""
        return reverse("patient:attachment", args=[self.identifier, number])

    def page(self, number: int, page: int) -> str:
        """Address of the picture of one page of an attached file."""
        return reverse("patient:attachment_page", args=[self.identifier, number, page])


def is_clinical(media_type: str) -> bool:
    """Whether the original is a clinical document that the house can show."""
    return media_type in {"text/xml", "application/xml"}


def download(data: bytes, media_type: str, name: str) -> HttpResponse:
    """Answer with the bytes to be saved; a kind that the house does not know stays opaque."""
    extension = EXTENSIONS.get(media_type)
    kind = media_type if extension else "application/octet-stream"
    response = HttpResponse(data, content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="{name}.{extension or "bin"}"'
    response["X-Content-Type-Options"] = "nosniff"
    return response
