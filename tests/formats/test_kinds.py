"""The kind of a document is told by its bytes, whatever they are."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carnet.base.filenames import EXTENSIONS
from carnet.formats import kinds
from carnet.formats.kinds import Kind, kind
from tests.formats.kind_samples import HEIC, dicom, made_pdf, picture
from tests.formats.samples import cda, self_presenting

SAMPLES = {
    "CDA": (cda().encode(), Kind.CDA),
    "CDA with a mark and an instruction": (
        b"\xef\xbb\xbf" + cda(head='<?xml version="1.0"?><?xml-stylesheet href="a"?>').encode(),
        Kind.CDA,
    ),
    "CDA with a prefix": (b'<n1:ClinicalDocument xmlns:n1="urn:hl7-org:v3"/>', Kind.CDA),
    "CDA in its stylesheet": (self_presenting(cda()).encode(), Kind.PRESENTED_CDA),
    "stylesheet alone": (
        b'<xsl:stylesheet xmlns:xsl="http://www.w3.org/1999/XSL/Transform"/>',
        Kind.XML,
    ),
    "PDF": (made_pdf(1), Kind.PDF),
    "PDF after junk": (b"HTTP/1.1 200 OK\r\n\r\n" + made_pdf(1), Kind.PDF),
    "JPEG": (picture("JPEG"), Kind.JPEG),
    "PNG": (picture("PNG"), Kind.PNG),
    "TIFF": (picture("TIFF"), Kind.TIFF),
    "GIF": (picture("GIF"), Kind.GIF),
    "WebP": (picture("WEBP"), Kind.WEBP),
    "BMP": (picture("BMP"), Kind.BMP),
    "HEIC": (HEIC, Kind.HEIC),
    "RTF": (rb"{\rtf1 Bonjour}", Kind.RTF),
    "text": ("Fièvre à 39 °C".encode(), Kind.TEXT),
    "old text": ("Fièvre".encode("cp1252"), Kind.TEXT),
    "text in UTF-16": ("Fièvre".encode("utf-16"), Kind.TEXT),
    "DICOM, TIFF in its preamble": (dicom("CT_small.dcm"), Kind.DICOM),
    "DICOM without a header": (dicom("ExplVR_LitEndNoMeta.dcm"), Kind.DICOM),
    "DICOM cut a byte too early": (dicom("no_meta.dcm"), Kind.DICOM),
    "XML": (b"<html><body/></html>", Kind.XML),
    "nothing": (b"", Kind.EMPTY),
    "blanks": (b" \n\t\x00", Kind.EMPTY),
    "program": (b"MZ\x90\x00\x03", Kind.OTHER),
    "gzip": (b"\x1f\x8b\x08\x08", Kind.OTHER),
    "zip": (b"PK\x03\x04\x14\x00", Kind.OTHER),
}


@pytest.mark.parametrize("name", SAMPLES)
def test_it_is_told_by_content(name: str) -> None:
    data, expected = SAMPLES[name]
    assert kind(data) is expected


@pytest.mark.parametrize(
    ("first", "second"), [("JPEG", "PDF"), ("GIF", "CDA"), ("PNG", "RTF"), ("PDF", "CDA")]
)
def test_a_polyglot_is_what_stands_first(first: str, second: str) -> None:
    assert kind(SAMPLES[first][0] + SAMPLES[second][0]) is SAMPLES[first][1]


def test_references_to_images_are_told_from_images() -> None:
    manifest = dicom("CT_small.dcm").replace(
        b"1.2.840.10008.5.1.4.1.1.2\x00", b"1.2.840.10008.5.1.4.1.1.88.59"[:26]
    )
    assert kind(manifest) is Kind.DICOM  # a UID cut short is not that UID
    assert kind(b"\0" * 128 + b"DICM" + b"1.2.840.10008.5.1.4.1.1.88.59") is Kind.KOS


@given(st.binary(max_size=300))
def test_any_bytes_have_a_kind_with_a_media_type_and_an_ending(data: bytes) -> None:
    found = kind(data)
    assert "/" in kinds.media_type(found)
    assert kinds.extension(found).isalnum()


@pytest.mark.parametrize("one", Kind)
def test_downloads_know_each_media_type_by_the_same_ending(one: Kind) -> None:
    assert EXTENSIONS.get(kinds.media_type(one), "bin") == kinds.extension(one)


def test_published_documents(corpus: Path) -> None:
    for path in corpus.glob("cda_fr/**/*.xml"):
        assert kind(path.read_bytes()) in kinds.CLINICAL, path.name
    found = {path.name: kind(path.read_bytes()) for path in corpus.glob("pdf_dicom/*/*")}
    assert found["DRIMbox_kos.dcm"] is Kind.KOS
    # A picture that its document declares to be a JPEG.
    assert found["eP-MED-DM_PosoNonStruct_2022.01__280184.jpg"] is Kind.PNG
    assert {name for name, one in found.items() if one is Kind.OTHER} == {"zipMR.gz"}
