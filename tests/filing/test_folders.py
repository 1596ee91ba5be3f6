"""Folders: made, named, ended; documents go in and out, and outlive them."""

from __future__ import annotations

import pytest

from carnet.base.database import rows
from carnet.filing import folders
from carnet.filing.problems import BadName, NoFolder, TooMany
from carnet.journal.kinds import EventKind
from carnet.records.actions import hide, hide_category
from carnet.records.problems import NotFound, Refused
from tests.filing.world import HELPER, counts, entrust, filed
from tests.records.world import (
    DOCTOR,
    HOLDER,
    LAB,
    MOTHER,
    PERSON,
    STRANGER,
    consent,
    document,
    events,
    put,
    represent,
    seen,
)

pytestmark = pytest.mark.django_db
KNEE = "Mon genou"


def test_documents_are_put_in_a_folder_and_elsewhere(record: int) -> None:
    knee = folders.create(PERSON, HOLDER, KNEE)
    other = folders.create(PERSON, HOLDER, "Grossesse")
    assert folders.move(PERSON, HOLDER, [1, 2], knee) == {1, 2}
    assert folders.move(PERSON, HOLDER, [2, 3], other) == {2, 3}
    assert filed(HOLDER) == {"": [4], "Grossesse": [2, 3], KNEE: [1]}
    assert folders.move(PERSON, HOLDER, [2], other) == frozenset()  # it is there
    assert folders.move(PERSON, HOLDER, [2, 1], None) == {1, 2}
    assert filed(HOLDER) == {"": [4], "Grossesse": [3], KNEE: []}


def test_a_folder_ends_and_its_documents_stay(record: int) -> None:
    knee = folders.create(PERSON, HOLDER, KNEE)
    folders.move(PERSON, HOLDER, [1], knee)
    folders.delete(PERSON, HOLDER, knee)
    assert filed(HOLDER) == {"": [4]}
    assert seen(HOLDER) == [1, 2, 3, 4]
    for again in (
        lambda: folders.delete(PERSON, HOLDER, knee),
        lambda: folders.rename(PERSON, HOLDER, knee, "Autre"),
        lambda: folders.move(PERSON, HOLDER, [1], knee),
    ):
        with pytest.raises(NoFolder):
            again()
    assert folders.create(PERSON, HOLDER, KNEE) != knee  # no number is used twice


def test_a_folder_is_renamed(record: int) -> None:
    knee = folders.create(PERSON, HOLDER, KNEE)
    folders.move(PERSON, HOLDER, [1], knee)
    folders.rename(PERSON, HOLDER, knee, "  Mon   épaule ")
    assert filed(HOLDER) == {"": [4], "Mon épaule": [1]}
    folders.rename(PERSON, HOLDER, knee, "mon épaule")  # its own name, otherwise written


@pytest.mark.parametrize("typed", ["", "   ", "a" * 61, "genou\u202e", "a\x00b", "mon GENOU"])
def test_bad_names(record: int, typed: str) -> None:
    folders.create(PERSON, HOLDER, KNEE)
    other = folders.create(PERSON, HOLDER, "Autre")
    with pytest.raises(BadName):
        folders.create(PERSON, HOLDER, typed)
    with pytest.raises(BadName):
        folders.rename(PERSON, HOLDER, other, typed)
    assert sorted(filed(HOLDER)) == ["", "Autre", KNEE]


def test_sick_leaves_file_themselves(record: int) -> None:
    assert filed(HOLDER) == {"": [4]}
    with pytest.raises(NoFolder):
        folders.delete(PERSON, HOLDER, 0)
    with pytest.raises(NoFolder):
        folders.rename(PERSON, HOLDER, 0, "Autre")
    with pytest.raises(NoFolder):
        folders.move(PERSON, HOLDER, [1], 0)
    knee = folders.create(PERSON, HOLDER, KNEE)
    folders.move(PERSON, HOLDER, [4], knee)
    assert filed(HOLDER) == {KNEE: [4]}
    folders.move(PERSON, HOLDER, [4], None)
    assert filed(HOLDER) == {"": [4], KNEE: []}


def test_there_is_an_end_to_folders(record: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(folders, "MOST", 2)  # the automatic one is one of them
    folders.create(PERSON, HOLDER, KNEE)
    with pytest.raises(TooMany):
        folders.create(PERSON, HOLDER, "Autre")


def test_a_name_is_kept_in_no_clear_and_told_nowhere(record: int) -> None:
    knee = folders.create(PERSON, HOLDER, KNEE)
    folders.rename(PERSON, HOLDER, knee, "Psychiatre")
    kept = str(rows("SELECT * FROM filing_folder")) + str(events())
    assert KNEE not in kept
    assert "Psychiatre" not in kept


def test_each_verb_is_told(record: int) -> None:
    before = len(events())
    knee = folders.create(PERSON, HOLDER, KNEE)
    folders.rename(PERSON, HOLDER, knee, "Genou")
    folders.move(PERSON, HOLDER, [2, 1], knee)
    folders.move(PERSON, HOLDER, [1], None)
    folders.delete(PERSON, HOLDER, knee)
    told = [(kind, entry, detail) for kind, _who, entry, _rule, detail in events()[before:]]
    assert told == [
        (EventKind.FOLDER_CREATED, 0, '{"folder":1}'),
        (EventKind.FOLDER_RENAMED, 0, '{"folder":1}'),
        (EventKind.DOCUMENT_FILED, 1, '{"folder":1}'),
        (EventKind.DOCUMENT_FILED, 2, '{"folder":1}'),
        (EventKind.DOCUMENT_UNFILED, 1, ""),
        (EventKind.FOLDER_DELETED, 0, '{"folder":1}'),
    ]


def test_what_replaces_a_document_takes_its_place(record: int) -> None:
    knee = folders.create(PERSON, HOLDER, KNEE)
    folders.move(PERSON, HOLDER, [2], knee)
    new = put(document(5, replaces_unique_id="1.2.250.2")).entries[0]
    assert filed(HOLDER) == {"": [4], KNEE: [new]}


@pytest.mark.parametrize("actor", [STRANGER, DOCTOR, LAB])
def test_only_the_family_files(record: int, actor: object) -> None:
    consent(DOCTOR)
    knee = folders.create(PERSON, HOLDER, KNEE)
    for verb in (
        lambda who: folders.create(PERSON, who, "Autre"),
        lambda who: folders.move(PERSON, who, [1], knee),
        lambda who: folders.delete(PERSON, who, knee),
    ):
        with pytest.raises((Refused, NoFolder)):
            verb(actor)
    assert filed(HOLDER) == {"": [4], KNEE: []}


def test_those_who_care_see_no_folder(record: int) -> None:
    consent(DOCTOR)
    folders.move(PERSON, HOLDER, [1], folders.create(PERSON, HOLDER, KNEE))
    assert filed(DOCTOR) == {}


def test_a_parent_files_too(record: int) -> None:
    represent()
    knee = folders.create(PERSON, MOTHER, KNEE)
    folders.move(PERSON, MOTHER, [1], knee)
    assert filed(HOLDER) == filed(MOTHER) == {"": [4], KNEE: [1]}


def test_a_folder_of_secrets_is_one_for_nobody_else(record: int) -> None:
    """Neither its name nor its count tells a parent of what is hidden from them."""
    represent()
    secret = put(document(9, hidden_from_representatives=True)).entries[0]
    folders.move(PERSON, HOLDER, [secret], folders.create(PERSON, HOLDER, "Contraception"))
    both = folders.create(PERSON, HOLDER, KNEE)
    folders.move(PERSON, HOLDER, [1], both)
    leave = document(10, type_code="PRESC-AAT", hidden_from_representatives=True)
    hidden = put(leave).entries[0]
    assert counts(HOLDER) == {"": 2, "Contraception": 1, KNEE: 1}
    assert counts(MOTHER) == {"": 1, KNEE: 1}
    assert hidden not in filed(MOTHER)[""]
    number = next(n for n, _ in rows("SELECT folder_no, 1 FROM filing_folder ORDER BY 1"))
    with pytest.raises(NoFolder):
        folders.delete(PERSON, MOTHER, number)
    with pytest.raises(NoFolder):
        folders.rename(PERSON, MOTHER, number, "X")
    assert folders.create(PERSON, MOTHER, "contraception")  # whose name is free, for her


def test_all_or_nothing_is_filed(record: int) -> None:
    represent()
    secret = put(document(9, hidden_from_representatives=True)).entries[0]
    knee = folders.create(PERSON, MOTHER, KNEE)
    for wrong in (secret, 77):
        with pytest.raises(NotFound):
            folders.move(PERSON, MOTHER, [1, wrong], knee)
    assert filed(HOLDER) == {"": [4], KNEE: []}


def test_a_caregiver_files_what_was_entrusted(record: int) -> None:
    entrust("BIOLOGIE")
    knee = folders.create(PERSON, HELPER, KNEE)
    folders.move(PERSON, HELPER, [1], knee)
    assert filed(HELPER) == {KNEE: [1]}
    with pytest.raises(NotFound):
        folders.move(PERSON, HELPER, [4], knee)  # of another category
    hide(PERSON, HOLDER, 1)
    assert filed(HELPER) == {KNEE: []}  # theirs, and empty for them
    assert filed(HOLDER) == {"": [4], KNEE: [1]}


def test_a_caregiver_who_reads_files_nothing(record: int) -> None:
    entrust(writes=False)
    knee = folders.create(PERSON, HOLDER, KNEE)
    folders.move(PERSON, HOLDER, [1], knee)
    assert filed(HELPER) == {"": [4], KNEE: [1]}
    for verb in (
        lambda: folders.create(PERSON, HELPER, "Autre"),
        lambda: folders.move(PERSON, HELPER, [2], knee),
        lambda: folders.delete(PERSON, HELPER, knee),
    ):
        with pytest.raises(Refused):
            verb()


def test_a_category_hidden_leaves_a_caregiver_no_folder(record: int) -> None:
    entrust()
    folders.move(PERSON, HOLDER, [1, 2], folders.create(PERSON, HOLDER, KNEE))
    assert counts(HELPER) == {"": 1, KNEE: 2}
    hide_category(PERSON, HOLDER, "BIOLOGIE")
    assert counts(HELPER) == {"": 1}
