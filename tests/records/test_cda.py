"""A CDA document as a deposit."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from msgspec.structs import replace

from carnet.formats.cda import metadata
from carnet.formats.cda.model import Identifier
from carnet.identity import directory
from carnet.records import door
from carnet.records.cda import moment, new_document
from carnet.records.views import Filters
from tests.records.world import HOLDER, put


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("20240229101112", datetime(2024, 2, 29, 10, 11, 12, tzinfo=UTC)),
        ("202402291011", datetime(2024, 2, 29, 10, 11, tzinfo=UTC)),
        ("20240229", datetime(2024, 2, 29, tzinfo=UTC)),
        ("202402", datetime(2024, 2, 1, tzinfo=UTC)),
        ("2024", datetime(2024, 1, 1, tzinfo=UTC)),
    ],
)
def test_a_shorter_time_is_when_it_begins(text: str, expected: datetime) -> None:
    assert moment(text) == expected


def test_the_author_is_found_in_the_directory(db: None, corpus: Path) -> None:
    data = next(corpus.glob("cda_fr/v3.0/BIO-CR-BIO_2021.01_Electrophorese.xml")).read_bytes()
    read = metadata.read(data)
    assert new_document(data, read).author_professional_id is None  # its RPPS is not a real one
    identifier = Identifier("1.2.250.1.71.4.2.1", "810000000017")
    known = replace(read, authors=[replace(read.authors[0], identifier=identifier)])
    number = directory.add_professional("10000000017", "Logiste", "Bio", "G15_10")
    assert new_document(data, known).author_professional_id == number


@pytest.mark.parametrize(
    ("code", "labels", "expected"),
    [
        ("N", set(), ("N", False, False, False)),
        ("V", set(), ("V", False, False, False)),
        ("N", {"R", "MASQUE_PS"}, ("R", True, False, False)),
        ("MASQUE_PS", set(), ("N", True, False, False)),
        ("INVISIBLE_PATIENT", set(), ("N", False, True, False)),
        ("INVISIBLE_REPRESENTANTS_LEGAUX", {"N"}, ("N", False, False, True)),
    ],
)
def test_confidentiality_and_visibility(
    corpus: Path, code: str, labels: set[str], expected: tuple[str, bool, bool, bool]
) -> None:
    data = next(corpus.glob("cda_fr/v3.0/BIO-CR-BIO_2021.01_Electrophorese.xml")).read_bytes()
    read = metadata.read(data)
    read = replace(read, confidentiality=replace(read.confidentiality, code=code), authors=[])
    new = new_document(data, read, labels)
    assert expected == (
        new.confidentiality, new.hidden_from_professionals, new.hidden_from_patient,
        new.hidden_from_representatives,
    )  # fmt: skip
    assert new.author_name == read.custodian_name


def test_every_published_document_deposits_and_reads_back(record: int, corpus: Path) -> None:
    deposited: dict[str, bytes] = {}
    for path in sorted(corpus.glob("cda_fr/**/*.xml")):
        data = path.read_bytes()
        new = new_document(data, metadata.read(data))
        if new.unique_id in deposited:  # several examples share one identifier
            continue
        deposited[new.unique_id] = data
        put(new)
    opened = door.open(record, HOLDER)
    page = opened.timeline(limit=200, filters=Filters(statuses=()), full=True)
    assert page.total == len(deposited) >= 40
    for entry in page.entries:
        assert opened.read(entry.entry_no) == deposited[entry.unique_id]
        assert entry.header["unique_id"] == entry.unique_id
        assert entry.category
