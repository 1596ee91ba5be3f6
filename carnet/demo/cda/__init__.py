"""Our own writer of French CDA R2 documents: N3 with narrative and entries, N1 with a PDF/A-1."""

from carnet.demo.cda.content import Document
from carnet.demo.cda.document import write
from carnet.demo.cda.sized import sized_document

__all__ = ["Document", "sized_document", "write"]
