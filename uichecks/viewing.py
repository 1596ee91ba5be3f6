"""Documents of other kinds in Julie's record: a long PDF, a scanner, a text, and a broken file."""

from __future__ import annotations

import io
from datetime import UTC, datetime
from pathlib import Path

import pikepdf
import pydicom

from carnet.access.facts import Actor, ActorKind
from carnet.formats.cda import content
from carnet.records import actions, door
from carnet.records.incoming import Deposit, NewDocument
from uichecks.world import World

SCANNER = Path(pydicom.__file__).parent / "data" / "test_files" / "CT_small.dcm"
PAGES = 45
OLD = datetime(2019, 5, 6, 9, tzinfo=UTC)  # what is new in her record stays so
_TITLES = {
    "pdf": "Dossier de pages",
    "scanner": "Image de scanner",
    "text": "Mot du médecin",
    "broken": "Radiographie abîmée",
}


def build(world: World) -> None:
    """Deposit them, under a media type that says nothing."""
    files = {
        "pdf": _long(world),
        "scanner": SCANNER.read_bytes(),
        "text": b"Bonjour,\r\nvotre bilan est bon.",
        "broken": b"%PDF-1.7\n%%EOF",
    }
    for number, (kind, data) in enumerate(files.items()):
        document = NewDocument(
            data, f"2.25.77.{number}", "18748-4", "31", "urn:ihe:iti:xds-sd:pdf:2008", "RADIO_SC",
            _TITLES[kind], OLD, OLD, "Dr Gilbert", mime_type="application/pdf",
        )  # fmt: skip
        actions.deposit(Deposit(world.julie, _holder(world), (document,), f"2.25.78.{number}"))


def addresses(world: World) -> dict[str, str]:
    """Where each of them is, and the scanner under another light."""
    opened = door.open(world.julie, _holder(world))
    numbers = {entry.title: entry.entry_no for entry in opened.timeline(limit=100).entries}
    found = {kind: world.address(world.julie, numbers[title]) for kind, title in _TITLES.items()}
    return found | {
        "bone": f"{found['scanner']}?fenetre=os",
        "pages": f"{found['pdf']}?page=21",
    }


def _holder(world: World) -> Actor:
    return Actor(ActorKind.PERSON, world.julie)


def _long(world: World) -> bytes:
    """The page that a document of hers carries, many times."""
    opened = door.open(world.julie, _holder(world))
    carrying = next(
        one.entry_no
        for one in opened.timeline(limit=100).entries
        if one.title == "Consultation de suivi"
    )
    _media_type, page = content.attachment(opened.read(carrying), 1)
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(page)) as source, pikepdf.new() as made:
        for _ in range(PAGES):
            made.pages.append(source.pages[0])
        made.save(out)
    return out.getvalue()
