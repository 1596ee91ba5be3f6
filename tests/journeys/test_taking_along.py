"""Journey 14, export: two taps from « Plus » and the password, then the file comes by itself."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from playwright.sync_api import Page

from carnet.access.facts import Actor, ActorKind
from carnet.journal import proofs
from carnet.portability import making
from carnet.records import door
from tests.journeys.test_family import enter
from tests.portability.copying import lines
from uichecks.walk import Walk
from uichecks.world import PASSWORD, World, build

pytestmark = pytest.mark.browser
TAPS = 2  # interface.md 2.3, journey 14


@pytest.fixture
def world(address: str, monkeypatch: pytest.MonkeyPatch) -> World:
    monkeypatch.setattr(proofs, "_PATIENCE", 0.0)
    return build()


def test_everything_comes_in_two_taps(
    phone: Page, address: str, world: World, tmp_path: Path
) -> None:
    enter(phone, address, world.julie)
    phone.goto("/plus/")
    walk = Walk(phone)
    walk.tap("Télécharger mes données")
    walk.fill(password=PASSWORD)
    walk.tap("Préparer la copie", role="button")
    walk.sees("Votre copie se prépare")
    assert (walk.taps, walk.fields) == (TAPS, 1)
    with phone.expect_download(timeout=20_000) as download:
        making.make_waiting()  # the page refreshes by itself, then the file comes
    data = Path(download.value.path()).read_bytes()
    assert download.value.suggested_filename.startswith("carnet-")
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        archive.extractall(tmp_path)
        files = [one["file"] for one in lines(archive, "donnees/documents.jsonl")]
        record = door.open(world.julie, Actor(ActorKind.PERSON, world.julie))
        assert {archive.read(one) for one in files} == {record.read(n) for n in world.documents}
    walk.sees("Votre copie est prête")
    _read_it_offline(phone, tmp_path)


def _read_it_offline(page: Page, folder: Path) -> None:
    """Unpacked on a disk, without a connection nor a script."""
    page.context.set_offline(True)
    page.goto((folder / "index.html").as_uri())
    assert "Julie Marchand" in page.content()
    page.get_by_role("link", name="9 documents").click()
    page.get_by_role("link", name="Bilan sanguin", exact=True).first.click()
    assert page.get_by_role("heading", level=1).inner_text() == "Bilan sanguin"
    assert page.evaluate("document.documentElement.scrollWidth") <= page.viewport_size["width"]  # type: ignore[index]
