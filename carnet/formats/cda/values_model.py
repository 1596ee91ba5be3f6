"""Values that a structured document gives, one struct each, for curves, lists and search.

Moments are ISO 8601 strings of the precision that the document gives. Empty text and empty lists
mean "the document does not say". Nothing here is converted, guessed or rounded: `value` is the
text as written, `number` the same as a decimal string where it is one exact number.
"""

from __future__ import annotations

import msgspec


class Same(msgspec.Struct, frozen=True):
    """The same quantity in another unit, as the document itself gives it (never computed)."""

    value: str
    number: str = ""
    unit: str = ""
    low: str = ""
    high: str = ""


class Value(msgspec.Struct, frozen=True):
    """One extracted value and where it stands in its document.

    `kind` is `result`, `measure`, `vaccination`, `treatment`, `allergy` or `problem`. `code` and
    `code_system` (an OID) name what was measured, given or found; `name` says it in words.
    `unit` is UCUM as written. `number` is empty for what is not one exact number: « < 0,01 » has
    `comparator` `<` and `bound` `0.01`; an interval and a titre have their text only. `low` and
    `high` are the usual values in `unit`, `usual_text` those in words. `level` is `high`, `low`,
    `normal`, `abnormal` or empty. `status` is empty for what is done and final or not said, else
    `pending`, `cancelled`, `stopped` (of a treatment), `active`, `inactive`, `resolved`,
    `planned` or `prescribed`; what was cancelled has no `number`.

    `negated` says that the document states an absence (« Aucune allergie connue »): never to be
    shown as its contrary. `doubts` names what cannot be trusted: `unit` (none, or not one of that
    quantity), `when` (no real moment, or one before birth or after the document), `value` and
    `usual` (the narrative does not tell it), `level` (the usual values say otherwise).

    `detail` holds (label code, text) pairs, see `DETAILS`. `line` is the XPath of the entry, `row`
    its line number in the file (0 beyond 65,534), `section` the anchor of its section in
    `Content`; `lines` the XPaths of other entries of this document that say the same.
    """

    kind: str
    name: str
    code: str = ""
    code_system: str = ""
    value: str = ""
    number: str = ""
    unit: str = ""
    comparator: str = ""
    bound: str = ""
    same: list[Same] = []
    low: str = ""
    high: str = ""
    usual_text: str = ""
    level: str = ""
    when: str = ""
    until: str = ""
    status: str = ""
    negated: bool = False
    detail: list[tuple[str, str]] = []
    doubts: list[str] = []
    line: str = ""
    row: int = 0
    section: str = ""
    lines: list[str] = []
    specimen: str = ""
    method: str = ""
    comment: str = ""


KINDS = ("result", "measure", "vaccination", "treatment", "allergy", "problem")
DETAILS = (
    # of a treatment or a vaccination; `every` and `during` are lengths of time in UCUM,
    # `expires` and `dispensed` moments
    "dose", "rate", "most", "every", "at", "during", "route", "site", "form", "lot", "expires",
    "rank", "reason", "instruction", "atc", "performer", "dispensed",
    # of an allergy or a problem; `reaction` of a vaccination too
    "sort", "nature", "certainty", "criticality", "severity", "reaction",
    # of a result: the words of an interpretation that is no level, its battery, its microbe
    "meaning", "group", "isolate",
)  # fmt: skip
