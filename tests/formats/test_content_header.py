"""Who, when, where, which version."""

# ruff: noqa: E501 - XML reads better on long lines

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carnet.formats.cda import content
from carnet.formats.cda.content_names import moment
from carnet.formats.problems import FormatProblem
from tests.formats.cda_samples import narrative


def test_header() -> None:
    header = content.read(narrative("Rien à signaler.")).header
    assert header.title == "Compte rendu d'analyses"
    assert (header.written, header.performed) == ("2026-11-03T18:04", "2026-11-02T07:35")
    assert (header.version, header.replaces) == (2, True)
    assert header.subject is not None
    assert header.subject.name == "Rose Martin"  # the names in use
    author = header.authors[0]
    assert author.name == "Dr Marcel Camparini"
    assert author.role == "Médecin, Biologie médicale"
    assert author.organization == "Laboratoire des charmes"
    assert author.phones == ["01 74 58 96 07"]


@pytest.mark.parametrize(
    ("stamp", "expected"),
    [
        ("20240104160527+0100", "2024-01-04T16:05"),
        ("202407041605Z", "2024-07-04T18:05"),
        ("202407041605+0000", "2024-07-04T18:05"),
        ("20240104", "2024-01-04"),
        ("202401", "2024-01"),
        ("2024", "2024"),
        ("20092012081500+0100", "2009"),  # there is no twentieth month
        ("0001", "0001"),
        ("00011231", "0001-12-31"),
        ("99991231235959Z", "9999-12-31"),  # midnight in Paris would be in the year 10000
        ("", ""),
        ("hier", ""),
    ],
)
def test_moment(stamp: str, expected: str) -> None:
    assert moment(stamp) == expected


@given(st.text(alphabet="0123456789+-Z. x", max_size=20))
def test_moment_never_fails(stamp: str) -> None:
    assert len(moment(stamp)) in {0, 4, 7, 10, 16}


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"not XML",
        b"<html/>",
        b'<!DOCTYPE x [<!ENTITY a "b">]><ClinicalDocument xmlns="urn:hl7-org:v3">&a;</ClinicalDocument>',
    ],
)
def test_refused(data: bytes) -> None:
    with pytest.raises(FormatProblem):
        content.read(data)


def test_wrapped_in_its_stylesheet() -> None:
    inner = narrative("Rien à signaler.").partition(b"?>")[2]
    wrapped = (
        b'<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" '
        b'xmlns:asip="urn:asip-sante:ci-sis"><asip:Contenu>'
        + inner
        + b"</asip:Contenu></xsl:stylesheet>"
    )
    assert content.read(wrapped).sections[0].html == "<p>Rien à signaler.</p>"
