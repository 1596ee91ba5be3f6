"""The attestation of a proche aidant, among the person's documents."""

from __future__ import annotations

import pypdfium2
import pytest

from carnet.access.facts import Actor, ActorKind
from carnet.accounts import caregiving
from carnet.base import outbox
from carnet.records import actions as records
from carnet.records import door
from carnet.records.life import Reason
from carnet.records.views import EntryView
from carnet.sharing import delegates, delegation
from carnet.sharing.delegation import Scope
from tests.accounts.families import FATHER, NAMED, Family, person
from tests.accounts.families import family as a_family
from tests.accounts.world import MOTHER

SOME = Scope(frozenset({"BIOLOGIE", "ORD_SOIN"}), 6)
AGENT = Actor(ActorKind.AGENT, 1)


@pytest.fixture
def here(db: None) -> Family:
    found = a_family()
    number = delegation.offer(found.mother, person(found.mother), delegation.candidate(NAMED), SOME)
    delegation.accept(found.mother, number, found.father)
    return found


def attested(here: Family) -> list[tuple[EntryView, str]]:
    """Each attestation, newest first, and its words."""
    outbox.drain()
    record = door.open(here.mother, person(here.mother))
    found = []
    for entry in record.timeline(category="DOC_ADM").entries:
        data = record.read(entry.entry_no)
        assert b"/StructTreeRoot" in data  # tagged
        pages = pypdfium2.PdfDocument(data)
        words = " ".join(page.get_textpage().get_text_bounded() for page in pages)
        found.append((entry, " ".join(words.split())))
    return found


def test_accepting_is_attested(here: Family) -> None:
    [(entry, words)] = attested(here)
    assert entry.title == "Attestation d’aidant\u00a0: Herve Le Goff"
    assert entry.mime_type == "application/pdf"
    for one in ("Herve Le Goff", "Ordonnances et soins, Résultats de biologie", "lire seulement"):
        assert one in words
    assert not any(one.matricule[:13] in words for one in (MOTHER, FATHER))


@pytest.mark.parametrize("side", ["mother", "father"])
def test_revoking_is_attested_with_who_asked(here: Family, side: str) -> None:
    delegation.revoke(here.mother, person(getattr(here, side)), 1)
    (entry, words), _first = attested(here)
    assert entry.title == "Fin du rôle d’aidant\u00a0: Herve Le Goff"
    asked = {"mother": "Nathalie", "father": "Herve"}[side]
    assert f"À la demande de : {asked}" in words


def test_told_twice_it_is_deposited_once(here: Family) -> None:
    outbox.drain()
    caregiving.attest(here.mother, delegation_no=1)
    assert len(attested(here)) == 1


def test_what_was_only_offered_is_not_attested(here: Family) -> None:
    delegation.offer(here.mother, person(here.mother), delegation.candidate(NAMED), SOME)
    caregiving.attest(here.mother, delegation_no=2)
    caregiving.attest(here.mother, delegation_no=99)
    assert len(attested(here)) == 1


def test_a_record_that_closed_meanwhile_takes_none(here: Family) -> None:
    records.close_now(here.mother, AGENT, Reason.MANDATE)
    outbox.drain()
    assert delegates.given(here.mother)[0].ended_at is not None


def test_the_whole_scope_is_said(here: Family) -> None:
    everything = Scope(None, 12, writes=True, hidden_documents=True)
    number = delegation.offer(
        here.mother, person(here.mother), delegation.candidate(NAMED), everything
    )
    known = delegates.one(here.mother, number)
    assert known is not None
    assert caregiving.scope(known) == [
        "Tous les documents, sauf les directives anticipées",
        "Documents masqués aux soignants\u00a0: aussi",
        "Droits\u00a0: lire et compléter",
    ]
