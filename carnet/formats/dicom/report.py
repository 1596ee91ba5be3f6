"""The words of a structured report (PS3.3, C.17.3), line by line."""

from __future__ import annotations

from collections.abc import Iterator

from pydicom.dataset import Dataset

from carnet.formats.dicom.opening import items, value

MAX_LINES, MAX_DEPTH = 2000, 40
_PLAIN = ("TextValue", "PersonName", "DateTime", "Date", "Time")


def text(file: Dataset) -> str:
    """Each concept with its value, indented as in the tree."""
    lines: list[str] = []
    for line in _lines(file, 0):
        lines.append(line)
        if len(lines) == MAX_LINES:
            break
    return "\n".join(lines)


def _lines(within: Dataset, depth: int) -> Iterator[str]:
    for one in items(within, "ContentSequence") if depth < MAX_DEPTH else ():
        name, said = _meaning(one, "ConceptNameCodeSequence"), _said(one)
        if name or said:
            yield "  " * depth + (f"{name}\u00a0: {said}" if name and said else name or said)
        yield from _lines(one, depth + 1)


def _said(one: Dataset) -> str:
    for keyword in _PLAIN:
        if words := value(one, keyword):
            return words
    for measured in items(one, "MeasuredValueSequence"):
        unit = _meaning(measured, "MeasurementUnitsCodeSequence")
        return f"{value(measured, 'NumericValue')} {unit}".strip()
    return _meaning(one, "ConceptCodeSequence")


def _meaning(within: Dataset, keyword: str) -> str:
    return next((value(code, "CodeMeaning") for code in items(within, keyword)), "")
