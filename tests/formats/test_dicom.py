"""DICOM files: images under their lights, and in words what holds none."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pydicom
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image
from pydicom.dataset import Dataset
from pydicom.sequence import Sequence
from pydicom.uid import (
    EncapsulatedPDFStorage,
    KeyObjectSelectionDocumentStorage,
)

from carnet.formats import shown
from carnet.formats.kinds import Kind
from carnet.formats.problems import FormatProblem
from carnet.formats.shown_model import Imaging, Problem, Sort
from tests.formats.kind_samples import dicom, made_pdf

CT = dicom("CT_small.dcm")
IMAGES = [
    "CT_small.dcm", "MR_small.dcm", "MR_small_bigendian.dcm", "MR_small_RLE.dcm", "JPEG2000.dcm",
    "MR_small_implicit.dcm", "no_meta.dcm", "badVR.dcm", "examples_palette.dcm", "rtdose.dcm",
    "examples_rgb_color.dcm", "examples_ybr_color.dcm", "liver_1frame.dcm",
    "SC_rgb_small_odd.dcm", "SC_rgb_rle_16bit.dcm", "image_dfl.dcm", "examples_overlay.dcm",
]  # fmt: skip


def imaging(data: bytes) -> Imaging:
    found = shown.shown(data).imaging
    assert found
    return found


def drawn(data: bytes, number: int = 1, window: str = "") -> Image.Image:
    with Image.open(io.BytesIO(shown.page(data, number, window))) as picture:
        picture.load()
        return picture


def mean(picture: Image.Image) -> float:
    grey = list(picture.convert("L").tobytes())
    return sum(grey) / len(grey)


def saved(changes: dict[str, Any], source: bytes = CT, *, without: tuple[str, ...] = ()) -> bytes:
    """The file with other values."""
    file = pydicom.dcmread(io.BytesIO(source))
    for keyword in without:
        delattr(file, keyword)
    for keyword, value in changes.items():
        setattr(file, keyword, value)
    file.file_meta.MediaStorageSOPClassUID = file.SOPClassUID
    out = io.BytesIO()
    file.save_as(out)
    return out.getvalue()


@pytest.mark.parametrize("name", IMAGES)
def test_images_of_every_encoding_are_drawn(name: str) -> None:
    data = dicom(name)
    found = shown.shown(data)
    assert (found.problem, found.kind) == (Problem.NONE, Kind.DICOM)
    picture = drawn(data)
    assert picture.size == found.sizes[0]
    low, high = picture.convert("L").getextrema()
    assert low != high


def test_a_scanner_has_three_usual_lights_beside_its_own() -> None:
    data = saved({"WindowCenter": [40, 300], "WindowWidth": [400, 1500]})
    assert [one.name for one in imaging(data).windows] == ["1", "2", "os", "poumon", "tissus"]
    assert mean(drawn(data, 1, "poumon")) > mean(drawn(data, 1, "tissus"))
    assert mean(drawn(data, 1, "")) == mean(drawn(data, 1, "1"))
    assert mean(drawn(data, 1, "1")) != mean(drawn(data, 1, "2"))


@pytest.mark.parametrize("window", ["3", "0", "-1", "irm", "²"])
def test_a_light_that_the_image_has_not_is_refused(window: str) -> None:
    with pytest.raises(FormatProblem):
        shown.page(CT, 1, window)


def test_lights_of_another_machine_are_its_own_only() -> None:
    found = imaging(dicom("examples_overlay.dcm"))
    assert [(one.name, one.label) for one in found.windows] == [("1", "WINDOW1"), ("2", "WINDOW2")]
    assert imaging(dicom("examples_rgb_color.dcm")).windows == []


def test_light_is_inverted_where_the_file_says_so() -> None:
    inverted = saved({"PhotometricInterpretation": "MONOCHROME1"})
    assert mean(drawn(inverted)) == pytest.approx(255 - mean(drawn(CT)), abs=2)


def test_images_of_one_file_are_its_pages() -> None:
    data = dicom("rtdose.dcm")
    found = shown.shown(data)
    assert (found.pages, len(found.sizes)) == (15, 15)
    assert drawn(data, 15).tobytes() != drawn(data, 7).tobytes()
    for absent in (0, 16):
        with pytest.raises(FormatProblem):
            shown.page(data, absent)


@pytest.mark.parametrize(
    "syntax", ["JPEGLosslessProcess14_1", "JPEGLosslessProcess14", "JPEGLSLossless", "RLELossless"]
)
def test_an_image_compressed_without_loss_is_drawn_as_it_was(syntax: str, tmp_path: Path) -> None:
    assert drawn(compressed(CT, syntax, tmp_path)).tobytes() == drawn(CT).tobytes()


def compressed(data: bytes, syntax: str, folder: Path) -> bytes:
    """The same image in another transfer syntax, as an archive of images keeps it."""
    import gdcm

    before, after = str(folder / "before.dcm"), str(folder / "after.dcm")
    Path(before).write_bytes(data)
    reader, changing = gdcm.ImageReader(), gdcm.ImageChangeTransferSyntax()
    reader.SetFileName(before)
    assert reader.Read()
    changing.SetTransferSyntax(gdcm.TransferSyntax(getattr(gdcm.TransferSyntax, syntax)))
    changing.SetInput(reader.GetImage())
    assert changing.Change()
    writer = gdcm.ImageWriter()
    writer.SetFile(reader.GetFile())
    writer.SetImage(changing.GetOutput())
    writer.SetFileName(after)
    assert writer.Write()
    return Path(after).read_bytes()


def test_an_image_that_no_decoder_reads_keeps_its_facts() -> None:
    found = shown.shown(dicom("JPGExtended.dcm"))
    assert found.problem is Problem.UNKNOWN
    assert found.imaging
    assert found.imaging.modality


def test_facts_of_an_image() -> None:
    found = imaging(dicom("examples_overlay.dcm"))
    assert (found.sort, found.modality, found.taken) == (Sort.IMAGE, "MR", "2005-11-30T13:26")
    assert dict(found.facts)["body_part"] == "ABDOMEN"
    assert dict(found.facts)["patient"] == "Jsssss Sssssss"


@pytest.mark.parametrize(
    ("name", "sort", "said"),
    [
        ("rtplan.dcm", Sort.PLAN, {"sessions": "30", "beams": "1", "label": "Plan1"}),
        ("rtstruct.dcm", Sort.PLAN, {"outlines": "patient, Isocenter 1, Isocenter 2"}),
        ("waveform_ecg.dcm", Sort.SIGNAL, {"curves": "12", "seconds": "10"}),
        ("priv_SQ.dcm", Sort.OTHER, {}),
    ],
)
def test_what_has_no_image_says_what_it_holds(name: str, sort: Sort, said: dict[str, str]) -> None:
    found = shown.shown(dicom(name))
    assert found.imaging
    assert (found.problem, found.pages, found.imaging.sort) == (Problem.NONE, 0, sort)
    assert said.items() <= dict(found.imaging.facts).items()
    with pytest.raises(FormatProblem):
        shown.page(dicom(name), 1)


def test_a_structured_report_is_read_as_words() -> None:
    found = shown.shown(dicom("test-SR.dcm"))
    assert "Diameter\u00a0: 3 Length Unit" in found.texts[0]


def manifest(images: int) -> bytes:
    """References to images kept elsewhere: one examination, one series of a scanner."""
    references = []
    for number in range(images):
        one = Dataset()
        one.ReferencedSOPClassUID = "1.2.840.10008.5.1.4.1.1.2"
        one.ReferencedSOPInstanceUID = f"1.2.3.{number}"
        references.append(one)
    series, study = Dataset(), Dataset()
    series.ReferencedSOPSequence = Sequence(references)
    study.ReferencedSeriesSequence = Sequence([series])
    changes = {
        "SOPClassUID": KeyObjectSelectionDocumentStorage,
        "Modality": "KO",
        "CurrentRequestedProcedureEvidenceSequence": Sequence([study]),
    }
    return saved(changes, without=("PixelData",))


def test_references_are_counted() -> None:
    found = shown.shown(manifest(3))
    assert found.kind is Kind.KOS
    assert found.imaging
    assert found.imaging.sort is Sort.REFERENCES
    expected = {"examinations": "1", "series_count": "1", "images": "3", "modalities": "CT"}
    assert expected.items() <= dict(found.imaging.facts).items()


def wrapped(inside: bytes) -> bytes:
    changes = {"SOPClassUID": EncapsulatedPDFStorage, "EncapsulatedDocument": inside}
    return saved(changes, without=("PixelData",))


def test_a_pdf_inside_is_shown_as_its_pages() -> None:
    found = shown.shown(wrapped(made_pdf(2)))
    assert (found.kind, found.pages, found.texts) == (Kind.DICOM, 2, ["Bonjour 1", "Bonjour 2"])
    assert drawn(wrapped(made_pdf(2)), 2).size == (1100, 1557)
    assert shown.pdf(wrapped(made_pdf(2))).startswith(b"%PDF-")


def test_a_file_that_wraps_another_of_its_kind_is_not_followed() -> None:
    assert shown.shown(wrapped(CT)).problem is Problem.UNKNOWN


@pytest.mark.parametrize("dates", [("20260231", "9999"), ("2026", ""), ("", "1200"), ("x" * 8, "")])
def test_an_impossible_moment_is_left_out(dates: tuple[str, str]) -> None:
    changed = saved({"StudyDate": dates[0], "StudyTime": dates[1], "ContentDate": ""})
    assert imaging(changed).taken == ""


@pytest.mark.parametrize("size", [(65000, 65000), (1, 0), (0, 1)])
def test_an_impossible_size_is_a_problem(size: tuple[int, int]) -> None:
    found = shown.shown(saved({"Rows": size[0], "Columns": size[1]}))
    assert found.problem in {Problem.BROKEN, Problem.TOO_LARGE}


@settings(deadline=None, max_examples=60)
@given(st.integers(0, len(CT)), st.integers(0, 40), st.binary(max_size=6))
def test_any_mutation_is_answered(at: int, cut: int, put: bytes) -> None:
    data = CT[:at] + put + CT[at + cut :]
    found = shown.shown(data)
    if found.sizes:
        shown.page(data, 1)


def test_published_files_are_none_empty(corpus: Path) -> None:
    for path in corpus.glob("pdf_dicom/dicom/*.dcm"):
        found = shown.shown(path.read_bytes())
        assert found.problem is Problem.NONE, path.name
        assert found.imaging, path.name
        assert found.pages or found.imaging.sort is not Sort.IMAGE, path.name
