"""Enrolment: each insured person of the file gets a record to come, a code and its information."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from carnet.accounts.insured import BadLine, Insured


def enrol(lines: Iterable[tuple[int, Insured | BadLine]]) -> Iterator[tuple[int, str]]:
    """Enrol the good lines; yield each line's number and outcome (``enrolled``, ``known``, reason)."""
    raise NotImplementedError


def renew_code(person_id: int) -> None:
    """Make a new provisional code (the former one dies) and send it the same way."""
    raise NotImplementedError


def open_after_window(limit: int = 1000) -> int:
    """Open the records whose opposition window has passed; return how many were opened."""
    raise NotImplementedError
