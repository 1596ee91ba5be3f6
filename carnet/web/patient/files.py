"""Files of a document and of an opposition, on their way to the person."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpResponse
from django.urls import reverse
from django.utils.http import urlencode

from carnet.accounts import attestation
from carnet.web.downloads import download


@dataclass(frozen=True, slots=True)
class Files:
    """Addresses of one document's pictures and files (``carnet.web.ui.viewer.Addresses``)."""

    identifier: object
    jump: str = "page"

    def attachment(self, number: int) -> str:
        """Address of the bytes of an attached file."""
        return reverse("patient:attachment", args=[self.identifier, number])

    def page(self, number: int, page: int) -> str:
        """Address of the picture of one page of an attached file."""
        return reverse("patient:attachment_page", args=[self.identifier, number, page])

    def picture(self, page: int, window: str) -> str:
        """Address of the picture of one page of the document."""
        address = reverse("patient:document_page", args=[self.identifier, page])
        return f"{address}?{urlencode({'fenetre': window})}" if window else address

    def shown_from(self, page: int, window: str) -> str:
        """Address of the document from one page on, under a light."""
        asked = {"page": str(page)} | ({"fenetre": window} if window else {})
        return f"?{urlencode(asked)}"


def opposition_proof(person_id: int) -> HttpResponse:
    """The document that proves an opposition; ``NotOpposed``, when it was withdrawn, is a 404."""
    pdf = attestation.write(person_id)
    return download(pdf, "application/pdf", attestation.FILE.removesuffix(".pdf"))
