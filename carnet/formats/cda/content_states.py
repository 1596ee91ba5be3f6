"""What became of an act: said not to be, planned, stopped, cancelled (HL7 V3 mood and status)."""

from __future__ import annotations

import re
from collections.abc import Iterable

from lxml import etree

from carnet.formats.cda.content_source import Marks, value
from carnet.formats.cda.content_titles import bare
from carnet.formats.cda.values_absence import denies

_MOODS = {"INT": "planned", "PRP": "planned", "PRMS": "planned", "RQO": "planned", "ARQ": "planned"}
_MOODS |= {"APT": "planned", "GOL": "goal"}
# A value that says itself that there is none (JDV AbsentOrUnknown of the CI-SIS): denied, it is
# the same thing said twice, never its contrary.
_NONE_KNOWN = re.compile(r"(?:pas|aucune?s?)\b.*\bconnue?s?|aucune?s?", re.IGNORECASE)
STATUSES = {"aborted": "stopped", "cancelled": "cancelled", "suspended": "stopped"}
# Of a result (ActStatus): it is to come, or never will; any other is there.
OF_RESULTS = {
    **dict.fromkeys(("active", "held", "new", "suspended"), "pending"),
    **dict.fromkeys(("aborted", "cancelled", "obsolete"), "cancelled"),
}


def state(
    act: etree._Element, name: str = "", marks: Marks | None = None, values: Iterable[str] = ()
) -> str:
    """One of the states of `Entry`; what was done, or is going on, has none.

    Where the act denies what its own narrative affirms, the document contradicts itself.
    """
    if (act.get("negationInd") or "").strip() != "true":
        status = STATUSES.get(value(act, "statusCode", "code"), "")
        return status or _MOODS.get(act.get("moodCode") or "", "")
    if _NONE_KNOWN.fullmatch(name.strip(" .")):
        return ""
    if marks is not None and _affirmed(act, marks, values):
        return "doubt"
    return "" if denies(name) else "absent"


def _affirmed(act: etree._Element, marks: Marks, values: Iterable[str]) -> bool:
    """Whether the narrative says yes, or repeats the value, there where the act points."""
    mark = value(act, "text/reference").removeprefix("#")
    told = bare(marks.told(mark)).strip(" .")
    repeated = [bare(one) for one in values if bare(one) != "non"]
    if told == "oui" or any(one and told.startswith(one) for one in repeated):
        return True
    row = {bare(cell) for cell in marks.row(mark)}
    return "oui" in row and "non" not in row
