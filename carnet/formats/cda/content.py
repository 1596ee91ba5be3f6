"""Read a CDA R2 document for display: pure functions on hostile bytes, run in a bounded child.

`read` gives everything that a page shows; the bytes of attached files are asked for one at a
time, so that a page never carries them.
"""

from __future__ import annotations

from carnet.formats.cda.content_model import Content


def read(data: bytes) -> Content:
    """Read a document; raise `FormatProblem` when it is not a CDA that can be shown."""
    raise NotImplementedError


def attachment(data: bytes, number: int) -> tuple[str, bytes]:
    """Media type and bytes of the attached file `number`; `FormatProblem` when there is none."""
    raise NotImplementedError


def attachment_page(data: bytes, number: int, page: int) -> bytes:
    """One page (from 1) of an attached PDF, or the attached picture, as WebP."""
    raise NotImplementedError
