"""Read a CDA R2 document for display: pure functions on hostile bytes, run in a bounded child.

`read` gives everything that a page shows; the bytes of attached files are asked for one at a
time, so that a page never carries them.
"""

from __future__ import annotations

from carnet.formats.cda.content_files import File, describe, draw, files
from carnet.formats.cda.content_header import header
from carnet.formats.cda.content_model import Content
from carnet.formats.cda.content_sections import Body
from carnet.formats.cda.content_source import child, document
from carnet.formats.problems import FormatProblem


def read(data: bytes) -> Content:
    """Read a document; raise `FormatProblem` when it is not a CDA that can be shown."""
    root = document(data)
    carried = files(root)
    body = Body(root, carried)
    sections = body.sections()
    alone = child(root, "component/nonXMLBody") is not None
    return Content(
        header=header(root),
        sections=sections,
        attachments=[describe(file) for file in carried],
        body=[file.number for file in carried if alone and not file.mark],
        truncated=body.truncated,
    )


def attachment(data: bytes, number: int) -> tuple[str, bytes]:
    """Media type and bytes of the attached file `number`; `FormatProblem` when there is none."""
    file = _file(data, number)
    return file.media_type, file.bytes()


def attachment_page(data: bytes, number: int, page: int, form: str = "WEBP") -> bytes:
    """One page (from 1) of an attached PDF, or the attached picture, as WebP or PNG."""
    return draw(_file(data, number), page, form)


def _file(data: bytes, number: int) -> File:
    carried = files(document(data))
    if not 1 <= number <= len(carried):
        raise FormatProblem("/", f"an attached file from 1 to {len(carried)}", str(number))
    return carried[number - 1]
