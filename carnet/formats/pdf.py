"""Pictures and text of PDF pages. Active content never leaves: only pixels and words do."""

from __future__ import annotations


def count(data: bytes) -> int:
    """Number of pages; `FormatProblem` when the file is broken or encrypted."""
    raise NotImplementedError


def pages(data: bytes, page: int) -> bytes:
    """Page number `page` (from 1) drawn as WebP; `FormatProblem` when it cannot be."""
    raise NotImplementedError


def text(data: bytes) -> str:
    """The words of all pages, a form feed between pages."""
    raise NotImplementedError
