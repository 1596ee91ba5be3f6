"""Links between documents, what they say, and the profile."""

from __future__ import annotations

import pytest

from carnet.access.facts import Actor
from carnet.base.database import rows
from carnet.filing import links
from carnet.filing.items import PROFILE, Item
from carnet.filing.problems import TooMany
from carnet.journal.kinds import EventKind
from carnet.records import door
from carnet.records.problems import NotFound, Refused
from tests.filing.world import HELPER, entrust
from tests.records.world import (
    DOCTOR,
    HOLDER,
    MOTHER,
    PERSON,
    consent,
    document,
    events,
    put,
    represent,
)

pytestmark = pytest.mark.django_db
PENICILLIN = Item("allergy", "allergy pénicilline", "Pénicilline")
TREATMENTS = Item(PROFILE, "treatments")


def linked(actor: Actor, entry_no: int) -> list[tuple[int, Item | None, bool]]:
    found = links.of(door.open(PERSON, actor), entry_no)
    return [(one.entry_no, one.item, one.says) for one in found]


def test_two_documents_are_linked_both_ways(record: int) -> None:
    links.link(PERSON, HOLDER, 1, 2)
    links.link(PERSON, HOLDER, 2, 1)  # it is
    assert linked(HOLDER, 1) == [(2, None, True)]
    assert linked(HOLDER, 2) == [(1, None, False)]
    (link,) = links.of(door.open(PERSON, HOLDER), 2)
    links.unlink(PERSON, HOLDER, 2, link.link_no)
    assert linked(HOLDER, 1) == linked(HOLDER, 2) == []
    told = [(kind, entry) for kind, _who, entry, _rule, _detail in events() if kind >= 800]
    assert [kind for kind, _ in told] == [EventKind.DOCUMENT_LINKED, EventKind.DOCUMENT_UNLINKED]


def test_with_what_another_says(record: int) -> None:
    links.link(PERSON, HOLDER, 1, 3, PENICILLIN)
    links.link(PERSON, HOLDER, 1, 3)
    assert linked(HOLDER, 1) == [(3, PENICILLIN, True), (3, None, True)]
    assert linked(HOLDER, 3) == [(1, PENICILLIN, False), (1, None, False)]
    kept = str([bytes(sealed) for (sealed,) in rows("SELECT item FROM filing_link")])
    assert "nicilline" not in kept


def test_with_an_answer_of_the_profile(record: int) -> None:
    links.link(PERSON, HOLDER, 1, 0, TREATMENTS)
    assert linked(HOLDER, 1) == [(0, TREATMENTS, True)]
    entrust("BIOLOGIE")  # without the profile
    assert linked(HELPER, 1) == []


def test_a_document_does_not_go_with_itself(record: int) -> None:
    with pytest.raises(ValueError, match="itself"):
        links.link(PERSON, HOLDER, 1, 1)


def test_a_secret_end_hides_the_link_and_its_line(record: int) -> None:
    represent()
    secret = put(document(9, hidden_from_representatives=True)).entries[0]
    links.link(PERSON, HOLDER, 1, secret)
    links.link(PERSON, HOLDER, 1, secret, PENICILLIN)
    assert linked(MOTHER, 1) == []
    lines = [event.kind for event, _title in door.open(PERSON, MOTHER).history()]
    assert EventKind.DOCUMENT_LINKED not in lines
    assert len(linked(HOLDER, 1)) == 2
    for (number,) in rows("SELECT link_no FROM filing_link"):
        with pytest.raises(NotFound):
            links.unlink(PERSON, MOTHER, 1, number)
    with pytest.raises(NotFound):
        links.link(PERSON, MOTHER, 1, secret)


def test_what_replaces_a_document_takes_its_links(record: int) -> None:
    links.link(PERSON, HOLDER, 1, 2)
    links.link(PERSON, HOLDER, 2, 3, PENICILLIN)
    new = put(document(5, replaces_unique_id="1.2.250.2")).entries[0]
    assert linked(HOLDER, new) == [(1, None, False), (3, PENICILLIN, True)]
    assert linked(HOLDER, 2) == []


def test_there_is_an_end_to_links(record: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(links, "MOST", 1)
    links.link(PERSON, HOLDER, 1, 2)
    with pytest.raises(TooMany):
        links.link(PERSON, HOLDER, 1, 3)


def test_who_cares_links_nothing(record: int) -> None:
    consent(DOCTOR)
    links.link(PERSON, HOLDER, 1, 2)
    assert linked(DOCTOR, 1) == []
    with pytest.raises(Refused):
        links.link(PERSON, DOCTOR, 1, 3)
