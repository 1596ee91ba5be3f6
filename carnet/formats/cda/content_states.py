"""What became of an act: said not to be, planned, stopped, cancelled (HL7 V3 mood and status)."""

from __future__ import annotations

import re

from lxml import etree

from carnet.formats.cda.content_source import value

_MOODS = {"INT": "planned", "PRP": "planned", "PRMS": "planned", "RQO": "planned", "ARQ": "planned"}
_MOODS |= {"APT": "planned", "GOL": "goal"}
# A value that says itself that there is none (JDV AbsentOrUnknown of the CI-SIS): denied, it is
# the same thing said twice, never its contrary.
_NONE_KNOWN = re.compile(r"(?:pas|aucune?s?)\b.*\bconnue?s?|aucune?s?", re.IGNORECASE)
_STATUSES = {"aborted": "stopped", "cancelled": "cancelled", "suspended": "stopped"}


def state(act: etree._Element, name: str = "") -> str:
    """One of the states of `Entry`; what was done, or is going on, has none."""
    if (act.get("negationInd") or "").strip() == "true":
        return "" if _NONE_KNOWN.fullmatch(name.strip(" .")) else "absent"
    status = _STATUSES.get(value(act, "statusCode", "code"), "")
    return status or _MOODS.get(act.get("moodCode") or "", "")
