"""What a reader finds wrong along the way: it reads on, and says everything at the end."""

from __future__ import annotations

from carnet.formats.cda.model import Code, Flag
from carnet.formats.cda.times import to_utc
from carnet.formats.problems import FormatProblem, Severity
from carnet.nomenclature import terms

MAX_TEXT = 255


class Findings:
    """The problems of one document, in the order of its reading."""

    def __init__(self) -> None:
        self.problems: list[FormatProblem] = []

    def error(self, path: str, expected: str, found: str) -> None:
        """Note what refuses the document."""
        self.problems.append(FormatProblem(path, expected, found[:200]))

    def warn(self, path: str, expected: str, found: str) -> None:
        """Note what is odd but lets the document in."""
        self.problems.append(FormatProblem(path, expected, found[:200], Severity.WARNING))

    @property
    def errors(self) -> list[FormatProblem]:
        """What refuses the document."""
        return [one for one in self.problems if one.severity is Severity.ERROR]

    @property
    def flags(self) -> list[Flag]:
        """What is odd, in the form that travels with the metadata."""
        odd = (one for one in self.problems if one.severity is Severity.WARNING)
        return [Flag(one.path, one.expected, one.found) for one in odd]

    def required(self, words: str, path: str, expected: str) -> str:
        """A text that must be there and be of a reasonable length."""
        if not words:
            self.error(path, expected, "nothing")
        elif len(words) > MAX_TEXT:
            self.error(path, f"at most {MAX_TEXT} characters", f"{len(words)} characters")
        return words

    def time(self, text: str, path: str, *, required: bool = True) -> str:
        """An HL7 time as an XDS time; empty when absent or unreadable."""
        if not text:
            if required:
                self.error(path, "a time, YYYYMMDDhhmmss+ZZzz", "nothing")
            return ""
        try:
            time, remark = to_utc(text)
        except ValueError:
            self.error(path, "a time, YYYYMMDDhhmmss+ZZzz", text)
            return ""
        if remark:
            self.warn(path, "an offset, +ZZzz", f"{text}, {remark}")
        return time

    def known(self, value_set: str, code: Code | None, path: str) -> Code | None:
        """A code that must be there; one that our edition of its JDV does not hold is flagged."""
        if code is None:
            self.error(path, f"a code of JDV_{value_set}", "nothing")
        elif not terms.in_value_set(value_set, code.system, code.code):
            self.warn(path, f"a code of JDV_{value_set}", f"{code.code} ({code.system})")
        return code
