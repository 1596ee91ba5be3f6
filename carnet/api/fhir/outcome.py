"""What a refused request is told: an OperationOutcome naming where, expected and found (law 9)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import msgspec

JSON = "application/fhir+json"
FOUND_MAX = 120  # characters of what was found that are worth repeating


class Issue(msgspec.Struct, omit_defaults=True, frozen=True, kw_only=True):
    """One issue: ``code`` is of the FHIR value set issue-type."""

    severity: str = msgspec.field(default="error")
    code: str
    diagnostics: str = ""
    expression: list[str] = []

    def encoded(self) -> dict[str, Any]:
        """As FHIR writes it (severity always present)."""
        shown: dict[str, Any] = {"severity": self.severity, "code": self.code}
        if self.diagnostics:
            shown["diagnostics"] = self.diagnostics
        if self.expression:
            shown["expression"] = self.expression
        return shown


class FhirProblem(Exception):
    """The request is refused with this status and these issues."""

    def __init__(
        self, status: int, issues: Iterable[Issue], headers: dict[str, str] | None = None
    ) -> None:
        self.status, self.issues, self.headers = status, list(issues), headers or {}
        super().__init__("; ".join(issue.diagnostics for issue in self.issues))


def issue(
    code: str, expression: str, expected: str, found: object = None, *, severity: str = "error"
) -> Issue:
    """One issue in the words of the house: ``expected …; found …``."""
    seen = "" if found is None else f"; found {shortened(found)}"
    where = [expression] if expression else []
    return Issue(
        severity=severity, code=code, diagnostics=f"expected {expected}{seen}", expression=where
    )


def refuse(
    status: int, code: str, expression: str, expected: str, found: object = None
) -> FhirProblem:
    """A refusal with one issue."""
    return FhirProblem(status, [issue(code, expression, expected, found)])


def say(status: int, code: str, sentence: str, **headers: str) -> FhirProblem:
    """A refusal in one sentence (a decision of the policy, a state of the record)."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return FhirProblem(status, [Issue(code=code, diagnostics=sentence)], named)


def outcome(issues: Iterable[Issue]) -> dict[str, Any]:
    """The OperationOutcome resource."""
    shown = [issue.encoded() for issue in issues]
    return {"resourceType": "OperationOutcome", "issue": shown}


def shortened(found: object) -> str:
    """What was found, in one short line."""
    text = " ".join(str(found).split())
    return text if len(text) <= FOUND_MAX else text[: FOUND_MAX - 1] + "…"
