"""What a DICOM file says beside its pixels: sort, moment, place, and the sum of what it holds."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime

from pydicom.dataset import Dataset

from carnet.formats.dicom.opening import items, value
from carnet.formats.shown_model import Sort

Facts = list[tuple[str, str]]
_KOS = "1.2.840.10008.5.1.4.1.1.88.59"
# Modality of the images that a reference names by their class only (PS3.4, B.5).
_CLASSES = {
    "1.2.840.10008.5.1.4.1.1.1": "CR",
    "1.2.840.10008.5.1.4.1.1.1.1": "DX",
    "1.2.840.10008.5.1.4.1.1.1.2": "MG",
    "1.2.840.10008.5.1.4.1.1.1.3": "IO",
    "1.2.840.10008.5.1.4.1.1.2": "CT",
    "1.2.840.10008.5.1.4.1.1.2.1": "CT",
    "1.2.840.10008.5.1.4.1.1.3.1": "US",
    "1.2.840.10008.5.1.4.1.1.4": "MR",
    "1.2.840.10008.5.1.4.1.1.4.1": "MR",
    "1.2.840.10008.5.1.4.1.1.6.1": "US",
    "1.2.840.10008.5.1.4.1.1.12.1": "XA",
    "1.2.840.10008.5.1.4.1.1.12.2": "RF",
    "1.2.840.10008.5.1.4.1.1.20": "NM",
    "1.2.840.10008.5.1.4.1.1.128": "PT",
}
_SAID = (
    ("patient", "PatientName"), ("examination", "StudyDescription"),
    ("series", "SeriesDescription"), ("body_part", "BodyPartExamined"),
    ("institution", "InstitutionName"),
)  # fmt: skip


def sort(file: Dataset) -> Sort:
    """What the file holds, by what is in it rather than by its class alone."""
    if value(file, "SOPClassUID") == _KOS:
        return Sort.REFERENCES
    for keyword, found in (
        ("PixelData", Sort.IMAGE), ("WaveformSequence", Sort.SIGNAL),
        ("EncapsulatedDocument", Sort.FILE), ("ContentSequence", Sort.REPORT),
        ("BeamSequence", Sort.PLAN), ("FractionGroupSequence", Sort.PLAN),
        ("StructureSetROISequence", Sort.PLAN),
    ):  # fmt: skip
        if keyword in file and (found is not Sort.IMAGE or "Rows" in file):
            return found
    return Sort.OTHER


def taken(file: Dataset) -> str:
    """When: ISO, to the minute where the file says so."""
    day = value(file, "StudyDate") or value(file, "RTPlanDate") or value(file, "ContentDate")
    clock = value(file, "StudyTime")
    for given, form in ((day + clock[:4], "%Y%m%d%H%M"), (day, "%Y%m%d")):
        with suppress(ValueError):
            read = datetime.strptime(given, form)  # noqa: DTZ007 - the clock of the machine
            return read.isoformat(timespec="minutes") if "%H" in form else read.date().isoformat()
    return ""


def facts(file: Dataset, found: Sort) -> Facts:
    """Names of ours with the file's values; what it does not say is left out."""
    said = [(name, _named(file, keyword)) for name, keyword in _SAID]
    more = {Sort.REFERENCES: _references, Sort.PLAN: _plan, Sort.SIGNAL: _signal}.get(found)
    said += list(more(file)) if more else []
    return [(name, words) for name, words in said if words]


def _named(file: Dataset, keyword: str) -> str:
    words = value(file, keyword)
    if keyword != "PatientName":
        return words
    last, _caret, first = words.partition("=")[0].partition("^")
    return " ".join(filter(None, (first.replace("^", " ").strip(), last.strip())))


def _references(file: Dataset) -> Iterator[tuple[str, str]]:
    """How many examinations, series and images, and of which sorts (PS3.3, C.17.6.2)."""
    studies = items(file, "CurrentRequestedProcedureEvidenceSequence")
    series = [one for study in studies for one in items(study, "ReferencedSeriesSequence")]
    images = [one for of in series for one in items(of, "ReferencedSOPSequence")]
    sorts = dict.fromkeys(_CLASSES.get(value(one, "ReferencedSOPClassUID"), "") for one in images)
    yield "examinations", str(len(studies))
    yield "series_count", str(len(series))
    yield "images", str(len(images))
    yield "modalities", ", ".join(filter(None, sorts))


def _plan(file: Dataset) -> Iterator[tuple[str, str]]:
    """A plan of radiotherapy, or the outlines that it uses."""
    yield "label", value(file, "RTPlanLabel") or value(file, "StructureSetLabel")
    doses = (value(one, "TargetPrescriptionDose") for one in items(file, "DoseReferenceSequence"))
    yield "dose", next(filter(None, doses), "")
    groups = items(file, "FractionGroupSequence")
    yield "sessions", next(filter(None, (value(g, "NumberOfFractionsPlanned") for g in groups)), "")
    beams = items(file, "BeamSequence")
    yield "beams", str(len(beams) or "")
    outlines = (value(one, "ROIName") for one in items(file, "StructureSetROISequence"))
    yield "outlines", ", ".join(filter(None, outlines))


def _signal(file: Dataset) -> Iterator[tuple[str, str]]:
    """Curves of an electrocardiogram and its like: how many, for how long."""
    for group in items(file, "WaveformSequence")[:1]:
        samples, pace = value(group, "NumberOfWaveformSamples"), value(group, "SamplingFrequency")
        yield "curves", value(group, "NumberOfWaveformChannels")
        yield "seconds", _seconds(samples, pace)


def _seconds(samples: str, pace: str) -> str:
    try:
        return f"{int(samples) / float(pace):.0f}"
    except (ValueError, ZeroDivisionError, OverflowError):
        return ""
