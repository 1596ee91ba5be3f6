"""A copy: what it holds, byte for byte, and what it never tells."""

from __future__ import annotations

import hashlib
import html
import json
import posixpath
import re
import zipfile
from datetime import date
from urllib.parse import unquote

from carnet.base import clock
from carnet.base.database import execute
from carnet.portability import copies, making, manifest
from carnet.portability.choice import Choice
from carnet.records import door
from tests.portability.copying import holder, lines, opened, taken
from uichecks.world import World


def test_each_original_is_there_byte_for_byte(world: World) -> None:
    archive = opened(taken(world.julie))
    told = lines(archive, "donnees/documents.jsonl")
    record = door.open(world.julie, holder(world.julie))
    assert {archive.read(one["file"]) for one in told} == {record.read(n) for n in world.documents}
    assert [one["number"] for one in told] == list(range(1, len(world.documents) + 1))


def test_the_manifest_lists_every_file_and_is_signed(world: World) -> None:
    archive = opened(taken(world.julie))
    data = archive.read("manifest.json")
    listed = manifest.read(data)
    names = {one.name for one in (*listed.files, *listed.of_house)}
    assert names == set(archive.namelist()) - {"manifest.json", "signature.json"}
    for one in (*listed.files, *listed.of_house):
        content = archive.read(one.name)
        assert (len(content), hashlib.sha256(content).hexdigest()) == (one.size, one.sha256)
    assert manifest.signer(data, archive.read("signature.json")).hex() == listed.key


def test_the_rest_of_the_record_is_there(world: World) -> None:
    archive = opened(taken(world.julie))
    facts = json.loads(archive.read("donnees/carnet.json"))
    assert facts["holder"]["given_names"].startswith("Julie")
    assert {one["effect"] for one in facts["authorizations"]} == {"consent"}
    assert "Historique" in archive.read("index.html").decode()


def pages(archive: zipfile.ZipFile) -> dict[str, str]:
    """Every readable page."""
    names = [name for name in archive.namelist() if name.endswith(".html")]
    return {name: archive.read(name).decode() for name in names}


def test_every_link_of_the_pages_leads_into_the_copy(world: World) -> None:
    archive = opened(taken(world.julie))
    there = set(archive.namelist())
    for name, text in pages(archive).items():
        for link in re.findall(r'(?:href|src)="(?!tel:|mailto:)([^"#][^"]*)"', text):
            target = posixpath.normpath(posixpath.join(posixpath.dirname(name), unquote(link)))
            assert target.partition("#")[0] in there, (name, link)


def test_the_pages_need_no_script_nor_connection(world: World) -> None:
    for name, text in pages(opened(taken(world.julie))).items():
        assert "<script" not in text, name
        assert "http://" not in text, name
        assert "https://" not in text, name
        assert '<html lang="fr">' in text
        assert "color-scheme" in text
        assert "<h1>" in text
        assert "Julie Marchand" in text


def test_each_clinical_document_has_its_page(world: World) -> None:
    archive = opened(taken(world.julie))
    told = lines(archive, "donnees/documents.jsonl")
    listed = archive.read("pages/documents-1.html").decode()
    for one in told:
        name = f"pages/document-{one['number']:04}.html"
        assert f"../{name}" in listed
        assert one["title"] in html.unescape(archive.read(name).decode())


def test_whose_it_is_and_since_when(world: World) -> None:
    index = opened(taken(world.julie)).read("index.html").decode()
    assert "Julie Marchand" in index
    assert f"{clock.today():%Y}" in index


def test_it_is_in_the_language_of_who_asked(world: World) -> None:
    julie = holder(world.julie)
    number = copies.ask(world.julie, julie, Choice(), "en")
    making.make_waiting()
    archive = opened(b"".join(copies.take(world.julie, julie, number).pieces))
    assert '<html lang="en">' in archive.read("index.html").decode()


def test_a_period_and_a_category(world: World) -> None:
    every = lines(opened(taken(world.julie)), "donnees/documents.jsonl")
    days = sorted(one["service_start"][:10] for one in every)
    since, until = date.fromisoformat(days[2]), date.fromisoformat(days[5])
    chosen = Choice(since=since, until=until)
    some = lines(opened(taken(world.julie, choice=chosen)), "donnees/documents.jsonl")
    assert sorted(one["service_start"][:10] for one in some) == days[2:6]
    chosen = Choice(categories=("BIOLOGIE",))
    some = lines(opened(taken(world.julie, choice=chosen)), "donnees/documents.jsonl")
    wanted = [one["unique_id"] for one in every if one["category"] == "BIOLOGIE"]
    assert [one["unique_id"] for one in some] == wanted


def test_deleted_documents_are_absent(world: World) -> None:
    execute(
        "UPDATE records_entry SET status = 4 WHERE person_id = %s AND entry_no = 3", [world.julie]
    )
    record = opened(taken(world.julie))
    told = lines(record, "donnees/documents.jsonl")
    assert len(told) == len(world.documents) - 1
    assert [one["number"] for one in told] == list(range(1, len(told) + 1))
