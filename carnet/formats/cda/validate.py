"""Checks what the deposit door checks, and names every problem at once."""

from __future__ import annotations

import msgspec

from carnet.formats.cda import metadata
from carnet.formats.problems import FormatProblem, Severity


def check(data: bytes) -> list[FormatProblem]:
    """Return the problems of one document, errors first; no error means it would be accepted."""
    try:
        _, findings = metadata.examine(data)
    except FormatProblem as problem:
        return [problem]
    return sorted(findings.problems, key=lambda one: one.severity is not Severity.ERROR)


class Finding(msgspec.Struct, frozen=True):
    """A FormatProblem in the form that crosses a pipe."""

    path: str
    expected: str
    found: str
    severity: Severity


def report(data: bytes) -> list[Finding]:
    """The problems of ``check``, for the sandbox."""
    return [Finding(one.path, one.expected, one.found, one.severity) for one in check(data)]
