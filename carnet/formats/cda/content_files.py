"""Files that a document carries: found and described on reading, opened one at a time on demand."""

from __future__ import annotations

import base64
import binascii

from lxml import etree

from carnet.formats import pdf, picture, rtf
from carnet.formats.cda.content_model import Attachment
from carnet.formats.cda.content_source import HL7, child, value, words
from carnet.formats.problems import FormatProblem

MAX_FILES = 60
MAX_TEXT = 200_000
_KINDS = {
    "application/pdf": "pdf",
    "image/jpeg": "image",
    "image/jpg": "image",
    "image/png": "image",
    "image/tiff": "image",
    "image/gif": "image",
    "text/plain": "text",
    "text/rtf": "text",
    "application/rtf": "text",
}


class File:
    """One carried file: the element that holds its bytes, and the ID by which it is called."""

    def __init__(self, number: int, holder: etree._Element, mark: str, name: str) -> None:
        self.number, self.holder, self.mark, self.name = number, holder, mark, name

    @property
    def media_type(self) -> str:
        """The media type without its parameters, in small letters."""
        return (self.holder.get("mediaType") or "text/plain").split(";")[0].strip().lower()

    def bytes(self) -> bytes:
        """The file itself; `FormatProblem` when its base64 is broken."""
        text = self.holder.text or ""
        if self.holder.get("representation") != "B64":
            return words(self.holder).encode() if len(self.holder) else text.encode()
        try:
            return base64.b64decode("".join(text.split()), validate=True)
        except (binascii.Error, ValueError) as problem:
            raise FormatProblem("//*[@representation='B64']", "base64", str(problem)) from problem


def files(root: etree._Element) -> list[File]:
    """All files of a document, in order: the body of one without sections, then its media."""
    found: list[File] = []
    body = child(root, "component/nonXMLBody/text")
    if body is not None and (body.text or "").strip():
        found.append(File(1, body, "", ""))
    for media in root.iter(f"{HL7}observationMedia"):
        holder = child(media, "value")
        if holder is not None and (holder.text or "").strip() and len(found) < MAX_FILES:
            name = value(media, "entryRelationship/observation/code", "displayName")
            found.append(File(len(found) + 1, holder, media.get("ID") or "", name))
    return found


def describe(file: File) -> Attachment:
    """What a page needs to know of a file; a file that cannot be read says why."""
    kind = _KINDS.get(file.media_type, "other")
    try:
        data = file.bytes()
    except FormatProblem as problem:
        return Attachment(file.number, file.name, file.media_type, "other", 0, problem=str(problem))
    plain = Attachment(file.number, file.name, file.media_type, kind, len(data))
    try:
        pages, width, height, text = _look(kind, file.media_type, data)
    except FormatProblem as problem:
        return Attachment(
            file.number, file.name, file.media_type, "other", len(data), problem=problem.found
        )
    if kind == "other":
        return plain
    return Attachment(
        file.number, file.name, file.media_type, kind, len(data), pages, width, height, text
    )


def _look(kind: str, media_type: str, data: bytes) -> tuple[int, int, int, str]:
    """Pages, width, height and text of a file."""
    if kind == "pdf":
        return pdf.count(data), *pdf.size(data), pdf.text(data)
    if kind == "image":
        width, height, pages = picture.measure(data)
        return pages, width, height, ""
    if kind == "text":
        return 1, 0, 0, (rtf.text(data) if "rtf" in media_type else plain(data))[:MAX_TEXT]
    return 0, 0, 0, ""


def plain(data: bytes) -> str:
    """Text of a plain file, in UTF-8 or in the older Windows-1252."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("cp1252", "replace")
    return "".join(c for c in text.replace("\r\n", "\n") if c in "\n\t" or c.isprintable())


def draw(file: File, page: int) -> bytes:
    """One page of a PDF, or a picture, as WebP."""
    kind = _KINDS.get(file.media_type, "other")
    if kind == "pdf":
        return pdf.pages(file.bytes(), page)
    if kind == "image":
        return picture.pages(file.bytes(), page)
    raise FormatProblem("//*/@mediaType", "a PDF or a picture", file.media_type)
