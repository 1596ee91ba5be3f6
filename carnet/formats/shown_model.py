"""What a page needs to show any document: plain values, no bytes of the document itself."""

from __future__ import annotations

import enum

import msgspec

from carnet.formats.cda.content_model import Content
from carnet.formats.kinds import Kind
from carnet.formats.problems import Encrypted, FormatProblem, TooCostly, Unsupported


class Problem(enum.StrEnum):
    """Why a document is not shown; its original is kept and handed back all the same."""

    NONE = ""
    EMPTY = "empty"
    ENCRYPTED = "encrypted"
    BROKEN = "broken"
    TOO_LARGE = "too_large"  # it asked for more memory, time or output than a document may
    UNKNOWN = "unknown"  # a kind that the house does not open


_WHY = {
    Encrypted: Problem.ENCRYPTED, TooCostly: Problem.TOO_LARGE, Unsupported: Problem.UNKNOWN
}  # fmt: skip


def why(refusal: FormatProblem) -> Problem:
    """What a reader's refusal of a document is called on its page."""
    return _WHY.get(type(refusal), Problem.BROKEN)


class Sort(enum.StrEnum):
    """What a DICOM file holds."""

    IMAGE = "image"
    REFERENCES = "references"  # images that are kept elsewhere (KOS)
    PLAN = "plan"  # of a radiotherapy
    SIGNAL = "signal"  # an electrocardiogram and its like
    REPORT = "report"  # a structured report, in words
    FILE = "file"  # a PDF inside
    OTHER = "other"


class Window(msgspec.Struct, frozen=True):
    """A way to light an image: ``name`` goes into its address, ``label`` is the file's own word."""

    name: str
    label: str = ""


class Imaging(msgspec.Struct, frozen=True):
    """A DICOM file in plain values.

    ``facts`` pairs a name of ours (``modality``, ``body_part``, ``beams``…) with the file's value;
    ``taken`` is an ISO moment of the precision given; ``windows`` are empty where light is fixed.
    """

    sort: Sort
    modality: str = ""
    taken: str = ""
    facts: list[tuple[str, str]] = []
    windows: list[Window] = []


def within(first: int, total: int) -> int:
    """The page to begin with: the one asked for, or the nearest that there is."""
    return max(1, min(first, total))


class Shown(msgspec.Struct, frozen=True):
    """A document ready to be shown.

    ``pages`` counts the pages of the whole document; ``sizes`` (pixels) and ``texts`` are those of
    the pages from ``first`` on, at most ``shown.AT_ONCE`` of them. ``cut``: bounds cut the text.
    """

    kind: Kind
    problem: Problem = Problem.NONE
    pages: int = 0
    first: int = 1
    sizes: list[tuple[int, int]] = []
    texts: list[str] = []
    cut: bool = False
    content: Content | None = None
    imaging: Imaging | None = None
