"""ITI-66: the parameters of a List (submission set) search."""

from __future__ import annotations

import msgspec

from carnet.api.fhir import document_search, parameters
from carnet.api.fhir.naming import bare
from carnet.api.fhir.outcome import refuse
from carnet.api.fhir.parameters import Values, codes, one, span
from carnet.records.views import Span

KNOWN = (
    *document_search.PATIENT, "code", "status", "date", "identifier", "sourceId", "SourceId",
    "designationType", "DesignationType", "_count", "page",
)  # fmt: skip


class Question(msgspec.Struct, frozen=True):
    """A whole search: what a page link seals."""

    person_id: int
    submitted: Span
    unique_id: str
    source_id: str
    content_type_code: str
    count: int
    nothing: bool = False  # a folder, or a status that no lot has: the answer is empty
    after: str | None = None


def question(values: Values) -> Question:
    """Read a search; 400 when a parameter is missing, unknown or wrong."""
    person_id = document_search.patient(values)
    wanted = codes(values, "code") or (one(values, "code"),)
    statuses = codes(values, "status") or (one(values, "status"),)
    return Question(
        person_id=person_id,
        submitted=span(values, "date"),
        unique_id=bare("".join(codes(values, "identifier")[:1])),
        source_id=_either(values, "sourceId", "SourceId"),
        content_type_code=_either(values, "designationType", "DesignationType"),
        count=parameters.count(values),
        nothing="submissionset" not in wanted or "current" not in statuses,
    )


def _either(values: Values, *names: str) -> str:
    """A parameter whose name MHD and PDSm spell differently."""
    found = [code for name in names for code in codes(values, name)]
    if len(found) > 1:
        raise refuse(400, "value", names[0], "one value", ", ".join(found))
    return "".join(found)
