"""What is wrong in a document, said so that its author can repair it."""

from __future__ import annotations

import enum


class Severity(enum.StrEnum):
    """``ERROR`` refuses the document, ``WARNING`` lets it in and says so."""

    ERROR = "error"
    WARNING = "warning"


class FormatProblem(ValueError):
    """One thing wrong: where (XPath of the original), what was expected, what was found."""

    def __init__(
        self, path: str, expected: str, found: str, severity: Severity = Severity.ERROR
    ) -> None:
        super().__init__(f"{path}: expected {expected}, found {found}")
        self.path, self.expected, self.found, self.severity = path, expected, found, severity

    def __reduce__(self) -> tuple[type[FormatProblem], tuple[str, str, str, Severity]]:
        return (type(self), (self.path, self.expected, self.found, self.severity))


class Encrypted(FormatProblem):
    """The document is locked by a password that the house does not have."""


class Unsupported(FormatProblem):
    """The document may be sound: the house has no reader for the way in which it is written."""


class Busy(Exception):
    """Every reader is at work: nothing is known of the document, which may come again."""

    wait = 10  # seconds before another try


class TooCostly(FormatProblem):
    """The document asked for more time, memory or output than a document may."""
