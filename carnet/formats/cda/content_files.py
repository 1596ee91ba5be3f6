"""Files that a document carries: found and described on reading, opened one at a time on demand."""

from __future__ import annotations

import base64
import binascii

from lxml import etree

from carnet.formats import kinds, pdf, picture, rtf
from carnet.formats.cda.content_model import Attachment
from carnet.formats.cda.content_names import display
from carnet.formats.cda.content_source import HL7, child, value, words
from carnet.formats.kinds import Kind
from carnet.formats.problems import FormatProblem
from carnet.formats.text import plain

MAX_FILES = 60
MAX_TEXT = 200_000


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
            name = _named(media)
            found.append(File(len(found) + 1, holder, media.get("ID") or "", name))
    return found


def _named(media: etree._Element) -> str:
    """What a file is said to be: by itself, else by the group that carries it."""
    own = value(media, "entryRelationship/observation/code", "displayName")
    if own:
        return own
    component = media.getparent()
    group = component.getparent() if component is not None else None
    told = child(group, "component/observation/value") if group is not None else None
    return display(told) or words(told)


def describe(file: File) -> Attachment:
    """What a page needs to know of a file, told by its bytes; one that cannot be read says why."""
    size = 0
    try:
        data = file.bytes()
        size, kind = len(data), kinds.kind(data)
        pages, width, height, text = _look(kind, data)
    except FormatProblem as problem:
        return Attachment(
            file.number, file.name, file.media_type, "other", size, problem=problem.found
        )
    return Attachment(
        file.number, file.name, file.media_type, _family(kind), size, pages, width, height, text
    )


def _family(kind: Kind) -> str:
    if kind in kinds.PICTURES:
        return "image"
    if kind in kinds.TEXTS:
        return "text"
    return "pdf" if kind is Kind.PDF else "other"


def _look(kind: Kind, data: bytes) -> tuple[int, int, int, str]:
    """Pages, width, height and text of a file."""
    if kind is Kind.PDF:
        return pdf.look(data)
    if kind in kinds.PICTURES:
        width, height, pages = picture.measure(data)
        return pages, width, height, ""
    if kind in kinds.TEXTS:
        return 1, 0, 0, (rtf.text(data) if kind is Kind.RTF else plain(data))[:MAX_TEXT]
    return 0, 0, 0, ""


def draw(file: File, page: int, form: str) -> bytes:
    """One page of a PDF, or a picture, as WebP or PNG."""
    data = file.bytes()
    kind = kinds.kind(data)
    if kind is Kind.PDF:
        return pdf.pages(data, page, form)
    if kind in kinds.PICTURES:
        return picture.pages(data, page, form)
    raise FormatProblem("//*/@mediaType", "a PDF or a picture", kind)
