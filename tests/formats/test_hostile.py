"""Whatever arrives, the answer is metadata or a FormatProblem, and soon."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from carnet.formats.cda import metadata
from carnet.formats.cda.validate import check
from carnet.formats.problems import FormatProblem
from tests.formats.samples import cda

GOOD = cda().encode()
BOMB = (
    b'<!DOCTYPE z [<!ENTITY a "aaaaaaaaaa">'
    + b"".join(b'<!ENTITY %c "%s">' % (98 + n, b"&%c;" % (97 + n) * 10) for n in range(9))
    + b"]><z>&j;</z>"
)

REFUSED = {
    "empty": b"",
    "blank": b" \n\t ",
    "text": b"Bonjour",
    "truncated": GOOD[: len(GOOD) // 2],
    "twice": GOOD + GOOD,
    "not a CDA": b"<html><body/></html>",
    "other namespace": GOOD.replace(b"urn:hl7-org:v3", b"urn:hl7-org:v2"),
    "entity bomb": BOMB,
    "bomb after a comment": b'<?xml version="1.0"?> <!-- x --> ' + BOMB,
    "external entity": b'<!DOCTYPE z [<!ENTITY a SYSTEM "file:///etc/passwd">]><z>&a;</z>',
    "external DTD": b'<!DOCTYPE ClinicalDocument SYSTEM "http://localhost/a.dtd">' + GOOD[38:],
    "DOCTYPE in UTF-16": ("<!DOCTYPE z []>" + cda(head="")).encode("utf-16"),
    "deep": b"<a>" * 100_000 + b"</a>" * 100_000,
    "huge attribute": b'<a b="' + b"x" * 11_000_000 + b'"/>',
    "huge text": b"<a>" + b"x" * 11_000_000 + b"</a>",
    "huge": b" " * 20_000_001,
    "UTF-16": cda(head="").encode("utf-16"),
    "Latin-1": cda(head='<?xml version="1.0" encoding="ISO-8859-1"?>').encode("latin-1"),
    "Latin-1 called UTF-8": cda().encode("latin-1"),
    "unknown encoding": GOOD.replace(b"UTF-8", b"EBCDIC-42"),
    "NUL": GOOD.replace(b"Rien", b"Ri\x00n"),
    "HTTP dump": b"POST /fhir HTTP/1.1\r\nContent-Type: text/xml\r\n\r\n" + GOOD,
    "unclosed comment": b"<!-- " + b"- " * 500_000,
    "many blanks": b" " * 1_000_000 + b"x",
    "many instructions": b"<?a?>" * 200_000,
    "stylesheet without a document": (
        b'<xsl:stylesheet xmlns:xsl="http://www.w3.org/1999/XSL/Transform"/>'
    ),
}


@pytest.mark.parametrize("name", REFUSED)
def test_it_refuses_soon(name: str) -> None:
    start = time.process_time()
    with pytest.raises(FormatProblem):
        metadata.read(REFUSED[name])
    assert time.process_time() - start < 2


def answered(data: bytes) -> None:
    """Reading either works or refuses, and the check agrees with it."""
    refusals = [one for one in check(data) if one.severity == "error"]
    assert all(one.path.startswith("/") for one in refusals)
    if not refusals:
        metadata.read(data)
    else:
        with pytest.raises(FormatProblem):
            metadata.read(data)


def mutated(data: bytes, at: int, cut: int, put: bytes) -> bytes:
    at %= len(data)
    return data[:at] + put + data[at + cut :]


PIECES = st.one_of(
    st.binary(max_size=8),
    st.sampled_from(
        [b"", b"<a>", b"</title>", b'"', b"&#0;", b"&lt;", b"<![CDATA[", b'=""', b"\xff"]
    ),
)


@settings(deadline=None)  # other work may share the machine
@given(st.integers(0, 1 << 20), st.integers(0, 60), PIECES)
def test_any_mutation_is_answered(at: int, cut: int, put: bytes) -> None:
    answered(mutated(GOOD, at, cut, put))


WORDS = st.text(st.characters(codec="utf-8", exclude_categories=["Cc"], exclude_characters='<>&"'))


@settings(deadline=None)  # other work may share the machine
@given(WORDS, WORDS, WORDS)
def test_any_words_in_the_header_are_answered(time: str, code: str, root: str) -> None:
    answered(cda(effective=time, type_code=code, identifier=f'<id root="{root}"/>').encode())


def test_raw_http_dumps_and_mutated_published_documents_are_answered(corpus: Path) -> None:
    for path in corpus.glob("xds_ebxml/**/*_raw.xml"):
        with pytest.raises(FormatProblem):
            metadata.read(path.read_bytes())
    for path in sorted(corpus.glob("cda_fr/v3.0/*.xml"))[::12]:
        data = path.read_bytes()
        for at in range(0, min(len(data), 12_000), 397):
            answered(mutated(data, at, at % 7, b"\xc3<" if at % 2 else b""))
