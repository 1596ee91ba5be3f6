"""Bytes on their way to a browser: named plainly, never guessed at."""

from __future__ import annotations

from django.http import HttpResponse

from carnet.base.filenames import EXTENSIONS, attachment


def download(data: bytes, media_type: str, name: str) -> HttpResponse:
    """Answer with the bytes to be saved; a kind that the house does not know stays opaque."""
    kind = media_type if media_type in EXTENSIONS else "application/octet-stream"
    response = HttpResponse(data, content_type=kind)
    response["Content-Disposition"] = attachment(name, media_type)
    response["X-Content-Type-Options"] = "nosniff"
    return response
