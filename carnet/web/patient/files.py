"""Files of a document and of an opposition, on their way to the person."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpResponse
from django.urls import reverse

from carnet.accounts import attestation
from carnet.web.downloads import download


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


def opposition_proof(person_id: int) -> HttpResponse:
    """The document that proves an opposition; ``NotOpposed``, when it was withdrawn, is a 404."""
    pdf = attestation.write(person_id)
    return download(pdf, "application/pdf", attestation.FILE.removesuffix(".pdf"))
