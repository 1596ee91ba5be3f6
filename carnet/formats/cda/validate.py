"""Checks what the deposit door checks, and names every problem at once."""

from __future__ import annotations

from carnet.formats.cda import metadata
from carnet.formats.problems import FormatProblem, Severity


def check(data: bytes) -> list[FormatProblem]:
    """Return the problems of one document, errors first; no error means it would be accepted."""
    try:
        _, findings = metadata.examine(data)
    except FormatProblem as problem:
        return [problem]
    return sorted(findings.problems, key=lambda one: one.severity is not Severity.ERROR)
