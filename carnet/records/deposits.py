"""Taking a lot of documents: durable before it is answered, done once, all or nothing (law 5)."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import IntegrityError

from carnet.access.decide import Decision, decide
from carnet.access.facts import OPEN_STATES, Action, ActorKind, Document, Facts, Purpose
from carnet.base import outbox
from carnet.base.database import look_up, row, together
from carnet.journal.events import EventKind, Named, record
from carnet.journal.receipts import about
from carnet.records import writing
from carnet.records.incoming import Deposit, NewDocument, Receipt
from carnet.records.problems import Conflict, NotFound, Refused
from carnet.records.spans import spans
from carnet.records.writing import Numbers, Row
from carnet.sharing import queries as sharing
from carnet.vault import store

# The state of the record and what this source already deposited, in one round trip.
_KNOWN = """
SELECT r.state, e.unique_id, e.entry_no, e.submission_no, e.sha256
FROM records_record r LEFT JOIN records_entry e ON e.person_id = r.person_id
 AND e.source_organization_id IS NOT DISTINCT FROM %s AND e.unique_id = ANY(%s)
WHERE r.person_id = %s
"""
_NUMBERS = """
UPDATE records_record
SET last_entry_no = last_entry_no + %s, last_submission_no = last_submission_no + 1
WHERE person_id = %s
RETURNING state, last_entry_no, last_submission_no, hide_new_documents, hidden_categories
"""


@dataclass(frozen=True, slots=True)
class _Known:
    entry_no: int
    submission_no: int
    sha256: bytes


def deposit(lot: Deposit) -> Receipt:
    """Take a lot of documents, durably, once.

    Raises Refused (closed, opposed, not created), Conflict (same uniqueId, other bytes),
    NotFound (an entry that ``replaces_entry_no`` names is not this source's).
    """
    if not lot.documents:
        raise ValueError("a lot has at least one document")
    digests = [hashlib.sha256(new.data).digest() for new in lot.documents]
    try:
        return _take(lot, digests)
    except IntegrityError:
        # Another request deposited the same at the same moment, and won: this one replays it.
        return _take(lot, digests)
    except (Refused, Conflict, NotFound) as problem:
        decision = problem.decision if isinstance(problem, Refused) else None
        detail = {"problem": type(problem).__name__}
        record(
            EventKind.DEPOSIT_REFUSED, lot.person_id, lot.actor, decision=decision, detail=detail
        )
        raise


def _take(lot: Deposit, digests: list[bytes]) -> Receipt:
    decision, known = _ask(lot)
    fresh = _fresh(lot, digests, known)
    if not fresh:
        return _replay(lot, known, decision, about(digests))
    sealed = [store.put(lot.person_id, new.data) for new, _ in fresh]
    with together():
        numbers = _numbers(lot, len(fresh))
        written = writing.lot(lot, fresh, sealed, numbers)
        event = _tell(lot, written, decision)
    entries = {name: found.entry_no for name, found in known.items()}
    entries |= {line.document.unique_id: line.entry_no for line in written}
    in_order = tuple(entries[new.unique_id] for new in lot.documents)
    return Receipt(
        lot.person_id, numbers.submission_no, in_order, event=event, about=about(digests)
    )


def _ask(lot: Deposit) -> tuple[Decision, dict[str, _Known]]:
    names = [new.unique_id for new in lot.documents]
    found = look_up(_KNOWN, [lot.actor.organization_id or None, names, lot.person_id])
    decision = _decide(lot, found[0][0] if found else "not_created")
    return decision, {name: _Known(*rest) for _, name, *rest in found if name is not None}


def _decide(lot: Deposit, state: str) -> Decision:
    """Ask the policy; a person's standing alone, or a minor's age, is looked up for feeding."""
    facts = Facts(Action.DEPOSIT, lot.actor, record_open=state in OPEN_STATES)
    if lot.actor.kind is ActorKind.PERSON or lot.actor.purpose is Purpose.SECRET:
        facts = sharing.facts(lot.person_id, lot.actor, Action.DEPOSIT)
    decision = decide(facts)
    if decision.allowed and facts.delegate:
        decision = _about_each(facts, lot.documents)
    if not decision.allowed:
        raise Refused(decision)
    return decision


def _about_each(facts: Facts, documents: Sequence[NewDocument]) -> Decision:
    """A proche aidant adds where the person entrusted them: the first refusal, or a yes."""
    asked = [Document(new.type_code, category=new.category) for new in documents]
    decisions = [decide(facts.about(document)) for document in asked]
    return next((one for one in decisions if not one.allowed), decisions[0])


def _fresh(
    lot: Deposit, digests: list[bytes], known: dict[str, _Known]
) -> list[tuple[NewDocument, bytes]]:
    """Keep what is not there yet; the same name for other bytes is a Conflict."""
    seen = {name: bytes(found.sha256) for name, found in known.items()}
    fresh: list[tuple[NewDocument, bytes]] = []
    for new, digest in zip(lot.documents, digests, strict=True):
        if seen.setdefault(new.unique_id, digest) != digest:
            raise Conflict(new.unique_id)
        if new.unique_id not in known and all(new.unique_id != f.unique_id for f, _ in fresh):
            fresh.append((new, digest))
    return fresh


def _replay(lot: Deposit, known: dict[str, _Known], decision: Decision, digest: bytes) -> Receipt:
    first = [known[new.unique_id] for new in lot.documents]
    entries = tuple(found.entry_no for found in first)
    detail = {"entries": spans(entries)}
    event = record(
        EventKind.DEPOSIT_REPLAYED, lot.person_id, lot.actor, decision=decision, detail=detail
    )
    submission = first[0].submission_no
    return Receipt(lot.person_id, submission, entries, replayed=True, event=event, about=digest)


def _numbers(lot: Deposit, count: int) -> Numbers:
    """Take the next numbers of the record, and see under its lock that it is still open."""
    found = row(_NUMBERS, [count, lot.person_id])
    state, last, submission_no, hide, categories = found or ("not_created", 0, 0, False, [])
    _decide(lot, state)
    return Numbers(submission_no, last - count + 1, hide=hide, hidden_categories=categories)


def _tell(lot: Deposit, written: Sequence[Row], decision: Decision) -> Named:
    """Write the one event of the lot, and what others will learn of it."""
    replaced = spans(line.replaces for line in written if line.replaces)
    kind = EventKind.DOCUMENT_REPLACED if replaced else EventKind.DOCUMENT_DEPOSITED
    kind = EventKind.DOCUMENT_EDITED if replaced and lot.correction else kind
    detail = {"entries": spans(line.entry_no for line in written)} if len(written) > 1 else {}
    detail |= {"replaces": replaced} if replaced else {}
    # The event is shown to those who may see its entry: one that is hidden names it only alone.
    told = sorted(written, key=lambda line: line.kept_from_family)
    first = told[0].entry_no
    event = record(kind, lot.person_id, lot.actor, entry_no=first, decision=decision, detail=detail)
    by_family = decision.facts.holder or decision.facts.represents
    for line in written if not by_family else ():  # nobody is told of what they did
        outbox.put(
            lot.person_id,
            "document.deposited",
            entry_no=line.entry_no,
            hidden_from_patient=line.document.hidden_from_patient,
            hidden_from_representatives=line.hidden_from_representatives,
        )
    return event
