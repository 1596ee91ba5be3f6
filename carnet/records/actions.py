"""The verbs of a record: the only writers of entries."""

from __future__ import annotations

from carnet.access.facts import Actor
from carnet.records.incoming import Deposit, NewDocument, Receipt
from carnet.records.problems import Conflict, NotFound, Refused

__all__ = [
    "Conflict",
    "Deposit",
    "NewDocument",
    "NotFound",
    "Receipt",
    "Refused",
    "change_state",
    "create_record",
    "deposit",
    "hide",
    "set_hide_new_documents",
    "show",
]


def deposit(lot: Deposit) -> Receipt:
    """Take a lot of documents, durably, once.

    Raises Refused (closed, opposed, not created), Conflict (same uniqueId, other bytes),
    NotFound (an entry that ``replaces_entry_no`` names is not this source's).
    """
    raise NotImplementedError


def hide(person_id: int, actor: Actor, entry_no: int) -> int:
    """Hide a document from professionals; return its new version. Raises Refused, NotFound."""
    raise NotImplementedError


def show(person_id: int, actor: Actor, entry_no: int) -> int:
    """Undo ``hide``; return the new version. Raises Refused, NotFound."""
    raise NotImplementedError


def create_record(person_id: int, state: str = "created") -> None:
    """Create the record of a person in this state; one that exists is left as it is."""
    raise NotImplementedError


def change_state(person_id: int, actor: Actor, state: str, reason: str = "") -> None:
    """Move a record to another state (carnet.records.models.State)."""
    raise NotImplementedError


def set_hide_new_documents(person_id: int, actor: Actor, *, hidden: bool) -> None:
    """Choose whether documents to come are hidden from professionals. Raises Refused."""
    raise NotImplementedError
