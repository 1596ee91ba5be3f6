"""Adding a document oneself: a file or photographs, kept while its form is filled, then deposited.

The person, who represents them, and a caregiver entrusted with it; however often the form is
sent, one document comes of it.
"""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import replace

from carnet.access.decide import Decision, decide
from carnet.access.facts import Action, Actor, Document, Facts
from carnet.base import clock
from carnet.formats.noticed import Noticed
from carnet.identity import people
from carnet.journal.events import EventKind, record
from carnet.records import drafts, proposing, queries
from carnet.records.deposits import deposit
from carnet.records.drafts import Draft
from carnet.records.hiding import show
from carnet.records.own import TYPES
from carnet.records.own_document import Chosen, new_lot
from carnet.records.problems import Refused
from carnet.records.proposing import Known, Proposal
from carnet.records.taking import BadFile, assemble, look, scan
from carnet.sharing.queries import facts


def offered(known: Facts) -> bool:
    """Whether these facts of a reader let them add at all: what a page asks before it offers it."""
    return decide(replace(known, action=Action.DEPOSIT)).allowed


def permitted(person_id: int, actor: Actor, category: str) -> Decision:
    """Whether somebody may add to a category of this record. Writes no event: nothing is told."""
    known = facts(person_id, actor, Action.DEPOSIT)
    about = Document(TYPES[category], category=category)
    return decide(known.about(about) if known.delegate else known)


def categories(person_id: int, actor: Actor) -> list[str]:
    """The categories that somebody may add to; none for who may not add."""
    return [code for code in TYPES if permitted(person_id, actor, code).allowed]


def begin(person_id: int, actor: Actor, name: str, data: bytes) -> uuid.UUID:
    """Keep one file, byte for byte, until its form is sent. Raises Refused, BadFile."""
    _may(person_id, actor)
    proposal = _proposal(person_id, look(data), name)
    return drafts.keep(person_id, actor.actor_id, data, proposal, photos=0)


def begin_photos(person_id: int, actor: Actor, photos: Sequence[bytes]) -> uuid.UUID:
    """Keep photographs as one PDF; the day proposed is that of the first. Refused, BadFile."""
    _may(person_id, actor)
    document = assemble(b"", photos)
    proposal = _proposal(person_id, look(photos[0]), "")
    return drafts.keep(person_id, actor.actor_id, document, proposal, photos=len(photos))


def go_on(person_id: int, actor: Actor, draft_id: uuid.UUID, photos: Sequence[bytes]) -> None:
    """Put photographs after those of a draft. Raises Refused, NoDraft, BadFile."""
    _may(person_id, actor)

    def add(draft: Draft) -> bytes:
        return assemble(draft.content, photos, before=draft.photos)

    drafts.grow(person_id, actor.actor_id, draft_id, add, len(photos))


def finish(person_id: int, actor: Actor, draft_id: uuid.UUID, chosen: Chosen) -> int:
    """Deposit a draft; return its entry_no, the same however often it is asked.

    Raises Refused, NoDraft, BadFile (infected: the draft is gone).
    """
    draft = drafts.one(person_id, actor.actor_id, draft_id)
    if draft.entry_no is not None:
        return draft.entry_no
    clean = _scanned(person_id, actor, draft)
    lot = new_lot(person_id, actor, draft_id, draft.content, chosen, found_clean=clean)
    [entry_no] = deposit(lot).entries
    if chosen.hidden is False and hidden_by_default(person_id, chosen.category):
        show(person_id, actor, entry_no)
    drafts.deposited(person_id, draft_id, entry_no)
    return entry_no


def hidden_by_default(person_id: int, category: str) -> bool:
    """Whether a document of this category that comes now is hidden from professionals."""
    hidden = queries.hidden_categories(person_id)
    return queries.hides_new_documents(person_id) or category in hidden


def _may(person_id: int, actor: Actor) -> None:
    """Refuse before anything is opened; where exactly they may add, the deposit asks."""
    known = facts(person_id, actor, Action.DEPOSIT)
    decision = decide(known)
    if not decision.allowed:
        kind, detail = EventKind.DEPOSIT_REFUSED, {"problem": Refused.__name__}
        record(kind, person_id, actor, decision=decision, detail=detail)
        raise Refused(decision)


def _scanned(person_id: int, actor: Actor, draft: Draft) -> bool:
    try:
        return scan(draft.content)
    except BadFile:
        drafts.drop(person_id, actor.actor_id, draft.draft_id)
        raise


def _proposal(person_id: int, found: Noticed, name: str) -> Proposal:
    whose = people.person(person_id)
    names = (whose.birth_name, whose.used_name)
    return proposing.propose(found, name, Known(names, whose.birth_date), clock.today())
