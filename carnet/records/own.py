"""What a person deposited in their record themself, or who acts for them: theirs to mend.

They correct and delete it; nobody else's document is ever changed by them, only hidden and filed
(domain.md 3.6). A document is theirs by its lot, which nobody but the house marks so.
"""

from __future__ import annotations

from collections.abc import Collection

from carnet.access.decide import decide
from carnet.access.facts import Action, Actor, Facts
from carnet.base.database import column
from carnet.journal.events import EventKind, record
from carnet.records import columns
from carnet.records.problems import NotOwn
from carnet.records.views import EntryView

# sourceID of the lots that people deposit (an OID made of a UUID, ITU-T X.667).
SOURCE = "2.25.198433022743105823390718459035722091741"
# The type of what a patient deposits, by the category that they choose (domain.md 3.3, 3.7).
TYPES = {
    "ORD_SOIN": "DOCPAT02",
    "BIOLOGIE": "DOCPAT05",
    "RADIO_SC": "DOCPAT04",
    "CPT_REND": "DOCPAT03",
    "CERT_MED": "DOCPAT07",
    "DEPISTAG": "DOCPAT06",
    "SYNTHESE": "DOCPAT01",
    "DOC_ADM": "DOCPAT09",
    "DIR_ANT": "EXPPAT_3",
    "VDP": "EXPPAT_1",
    "AUTR_DOC": "EXPPAT_2",
}
OF_ADULTS = frozenset({"DIR_ANT"})  # no directives anticipées for minors (domain.md 1.7)

_OWN = """
SELECT e.entry_no FROM records_entry e JOIN records_submission s USING (person_id, submission_no)
WHERE e.person_id = %s AND e.entry_no = ANY(%s) AND e.source_organization_id IS NULL
  AND e.author_professional_id IS NULL AND s.organization_id IS NULL
  AND s.professional_id IS NULL AND s.source_id = %s
"""


def among(person_id: int, entry_nos: Collection[int]) -> frozenset[int]:
    """Those of these entries that the person, or who acts for them, deposited."""
    return frozenset(column(_OWN, [person_id, sorted(entry_nos), SOURCE]))


def mendable(facts: Facts, entry: EntryView) -> bool:
    """Whether this reader may correct and delete this document, which they may see."""
    asked = facts.about(columns.document(entry), Action.GOVERN)
    return decide(asked).allowed and bool(among(entry.person_id, [entry.entry_no]))


def refuse(person_id: int, actor: Actor, entry_no: int) -> NotOwn:
    """Journal that somebody wanted to change a document that is not theirs to change."""
    detail = {"action": int(Action.GOVERN)}
    record(EventKind.ACCESS_REFUSED, person_id, actor, entry_no=entry_no, detail=detail)
    return NotOwn(entry_no)
