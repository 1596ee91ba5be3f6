"""Problems, allergies and illnesses of the family (IHE PCC 4.5, 4.6, 4.15)."""

from __future__ import annotations

import re

from lxml import etree

from carnet.formats.cda import content_dosage as dosage
from carnet.formats.cda.content_model import Detail, Entry
from carnet.formats.cda.content_people import coded_name, people, thing
from carnet.formats.cda.content_source import Marks, child, children, templates, value
from carnet.formats.cda.content_states import state
from carnet.formats.cda.content_values import worded

PROBLEM = {
    "1.3.6.1.4.1.19376.1.5.3.1.4.5",
    "1.3.6.1.4.1.19376.1.5.3.1.4.13.3",  # of a relative
    "1.2.250.1.213.1.1.3.37",
}
_PLAIN = {"G-1009", "282291009", "F-01000", "55607006"}  # « diagnostic », « problème »
ALLERGY = {"1.3.6.1.4.1.19376.1.5.3.1.4.6", "1.2.250.1.213.1.1.3.41"}
_CONCERN = {
    "1.3.6.1.4.1.19376.1.5.3.1.4.5.1",
    "1.2.250.1.213.1.1.3.39",
    "1.2.250.1.213.1.1.3.40",
}


def problem(act: etree._Element, marks: Marks) -> Entry | None:
    """An illness, a symptom, a risk: its value names it, its code says of what sort it is."""
    sort = "" if value(act, "code", "code") in _PLAIN else coded_name(child(act, "code"), marks)
    told = worded(child(act, "text"), marks)
    name = _value(act, marks) or told
    if not name:
        return None
    start, end = dosage.bounds(act)
    details = [Detail("sort", text=sort)] if sort and sort != name else []
    return Entry(
        "problem", name, state=state(act, name, marks), when=start, until=end,
        details=[*details, *people(act)],
    )  # fmt: skip


def allergy(act: etree._Element, marks: Marks) -> Entry | None:
    """An allergy or intolerance: named by what causes it, where the document says it."""
    causes = [
        text
        for one in children(act, "participant")
        if one.get("typeCode") == "CSM" and (text := thing(child(one, "participantRole"), marks))
    ]
    sort, said = coded_name(child(act, "code"), marks), _value(act, marks)
    told = worded(child(act, "text"), marks)
    name = ", ".join(causes) or said or told  # its sort alone would tell an allergy to nothing
    if not name:
        return None
    start, end = dosage.bounds(act)
    details = [Detail(t, text=w) for t, w in (("sort", sort), ("nature", said)) if w and w != name]
    return Entry(
        "allergy",
        name,
        state=state(act, name, marks),
        when=start,
        until=end,
        details=[*details, *people(act)],
    )


def relative(organizer: etree._Element, marks: Marks) -> str:
    """Whose illnesses a group tells: « Cousin »."""
    return coded_name(child(organizer, "subject/relatedSubject/code"), marks)


def _value(act: etree._Element, marks: Marks) -> str:
    found = child(act, "value")
    if found is None:
        return ""
    text = coded_name(found, marks) or worded(found, marks)
    return text if re.search(r"\w", text) else ""


def concern(act: etree._Element) -> bool:
    """Whether an act only holds problems together (IHE PCC 4.5.1 and what refines it)."""
    return bool(_CONCERN & templates(act))
