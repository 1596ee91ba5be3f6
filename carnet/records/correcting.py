"""Correcting the title, the day or the category of one's own document (docs/adr/0018).

What a deposit wrote never changes: a corrected document, of the same bytes, replaces it. What was
chosen for the old one follows: hiding, whom it is kept from, how it is filed.
"""

from __future__ import annotations

from functools import partial

from carnet.access.facts import Action, Actor
from carnet.base.clock import LEGAL_ZONE
from carnet.base.database import column
from carnet.records import chains, one, own
from carnet.records.asking import Permitted, change
from carnet.records.deposits import deposit
from carnet.records.own_document import Chosen, corrected_lot
from carnet.records.problems import NotFound, NotOwn
from carnet.records.views import EntryView
from carnet.sharing.queries import facts

_PRESENT = """
SELECT entry_no FROM records_entry
WHERE person_id = %s AND entry_no = ANY(%s) AND replaced_by_entry_no IS NULL
"""


def correct(person_id: int, actor: Actor, entry_no: int, chosen: Chosen) -> int:
    """Give a document these words; return the entry that says them, made unless it did already.

    A document that was corrected since stands for its latest correction, so that a form sent
    twice does it once. ``chosen.hidden`` is not looked at. Raises Refused, NotFound, NotOwn,
    Withheld (infected), VaultProblem.
    """
    present, place = _present(person_id, actor, entry_no)
    if _says(present, chosen):
        return present.entry_no
    data, fault = one.fetch(person_id, place, rendition=True)
    if fault is not None:
        raise fault
    receipt = deposit(corrected_lot(person_id, actor, present, data, chosen))
    [made] = receipt.entries
    # Somebody corrected it at the same moment, and won: this one corrects theirs.
    return correct(person_id, actor, made, chosen) if receipt.replayed else made


def _present(person_id: int, actor: Actor, entry_no: int) -> tuple[EntryView, one.Place]:
    write = partial(_latest, person_id, actor)
    try:
        return change(person_id, actor, [entry_no], Action.GOVERN, write)
    except NotOwn as problem:
        raise own.refuse(person_id, actor, problem.entry_no) from None


def _latest(person_id: int, actor: Actor, permitted: Permitted) -> tuple[EntryView, one.Place]:
    [entry_no] = permitted
    chain = chains.of(person_id, [entry_no])
    if chain - own.among(person_id, chain):
        raise NotOwn(entry_no)
    [present] = column(_PRESENT, [person_id, sorted(chain)])
    entry, place, _decision = one.find(person_id, present, facts(person_id, actor, Action.GOVERN))
    if entry is None:
        raise NotFound
    return entry, place


def _says(entry: EntryView, chosen: Chosen) -> bool:
    day = entry.service_start.astimezone(LEGAL_ZONE).date()
    return (entry.title, day, entry.category) == (chosen.title, chosen.day, chosen.category)
