"""The rows of a record as another house can take them: ``carried`` structs, in order."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

from carnet.base.database import rows
from carnet.identity import directory
from carnet.records import macs, patient
from carnet.records.carried import ALIKE, Announcement, Document, KeptFrom, Lot, Named, Version
from carnet.records.carrying import PAGE, Taking, pages
from carnet.records.keeping import PROFESSIONAL

_NUMBERED = (
    "entry_no", "submission_no", "author_professional_id", "source_organization_id",
    "replaces_entry_no", "header", "source_patient", "sha1", "sha256",
)  # fmt: skip
_ENTRIES = f"""
SELECT {", ".join(f"e.{name}" for name in (*ALIKE, *_NUMBERED))} FROM records_entry e
WHERE e.person_id = %s AND e.entry_no = ANY(%s) AND {{taken}} ORDER BY e.entry_no
"""
_VERSIONS = f"""
SELECT {", ".join(macs.CHANGING)} FROM records_entry_version
WHERE person_id = %s AND entry_no = ANY(%s) ORDER BY entry_no, version
"""
_KEPT = """
SELECT entry_no, subject, subject_id, since FROM records_kept_from
WHERE person_id = %s AND entry_no = ANY(%s) ORDER BY entry_no, since, subject, subject_id
"""
_ANNOUNCED = """
SELECT entry_no, since, told_at, ended_at FROM records_announcement
WHERE person_id = %s AND entry_no = ANY(%s)
"""
_LOTS = """
SELECT submission_no, unique_id, source_id, submitted_at, content_type_code, title,
       organization_id, professional_id, software, header
FROM records_submission WHERE person_id = %s AND submission_no = ANY(%s) ORDER BY submission_no
"""


def documents(taking: Taking) -> Iterator[Document]:
    """Each document that is taken, in the order of the copy, without its place in it."""
    sql, params = taking.taken
    for numbers in pages(taking):
        versions, kept = _versions(taking, numbers), _kept(taking, numbers)
        announced = _announced(taking, numbers)
        asked = [taking.person_id, numbers, *params]
        for line in rows(_ENTRIES.format(taken=sql), asked, binary=True):
            found = dict(zip((*ALIKE, *_NUMBERED), line, strict=True))
            number = found["entry_no"]
            yield Document(
                versions=versions[number] if taking.past else versions[number][-1:],
                kept_from=kept[number],
                announcement=announced.get(number),
                **_document(taking, found),
            )


def _document(taking: Taking, found: Mapping[str, Any]) -> dict[str, Any]:
    unique_id = found["unique_id"]
    sealed = bytes(found["source_patient"])
    header = patient.restored(found["header"], sealed, taking.person_id, unique_id)
    return {name: found[name] for name in ALIKE} | {
        "number": taking.numbers[found["entry_no"]],
        "lot": taking.lots[found["submission_no"]],
        "author": professional(found["author_professional_id"]),
        "source": organization(found["source_organization_id"]),
        "replaces": taking.numbers.get(found["replaces_entry_no"]),
        "header": header,
        "sha1": bytes(found["sha1"]).hex(),
        "sha256": bytes(found["sha256"]).hex(),
    }


def lots(taking: Taking) -> Iterator[Lot]:
    """Each lot of which something is taken, in the order of the copy."""
    numbers = list(taking.lots)
    for start in range(0, len(numbers), PAGE):
        asked = [taking.person_id, numbers[start : start + PAGE]]
        for number, *plain, structure, person, software, header in rows(_LOTS, asked, binary=True):
            yield Lot(
                number=taking.lots[number],
                **dict(zip(_PLAIN, plain, strict=True)),
                source=organization(structure),
                professional=professional(person),
                software=software,
                header=header,
            )


_PLAIN = ("unique_id", "source_id", "submitted_at", "content_type_code", "title")


def professional(professional_id: int | None) -> Named | None:
    """A professional as every house names them; None for one that the directory has not."""
    found = directory.professional(professional_id) if professional_id else None
    return Named(rpps=found.rpps) if found else None


def organization(organization_id: int | None) -> Named | None:
    """A structure, as above."""
    found = directory.organization(organization_id) if organization_id else None
    return Named(finess=found.finess) if found else None


def _versions(taking: Taking, numbers: list[int]) -> dict[int, list[Version]]:
    found: dict[int, list[Version]] = defaultdict(list)
    for line in rows(_VERSIONS, [taking.person_id, numbers], binary=True):
        columns = dict(zip(macs.CHANGING, line, strict=True))
        replaced = columns.pop("replaced_by_entry_no")
        number = columns.pop("entry_no")
        del columns["person_id"], columns["version"]
        found[number].append(Version(replaced_by=taking.numbers.get(replaced), **columns))
    return found


def _kept(taking: Taking, numbers: list[int]) -> dict[int, list[KeptFrom]]:
    found: dict[int, list[KeptFrom]] = defaultdict(list)
    for number, subject, subject_id, since in rows(_KEPT, [taking.person_id, numbers]):
        named = professional if subject == PROFESSIONAL else organization
        whom = named(subject_id)
        if whom is not None:
            found[number].append(KeptFrom(whom, since))
    return found


def _announced(taking: Taking, numbers: list[int]) -> dict[int, Announcement]:
    if taking.facts is not None:  # how long one waited is for those who care
        return {}
    found = rows(_ANNOUNCED, [taking.person_id, numbers])
    return {number: Announcement(*times) for number, *times in found}
