"""A copy: what it holds, byte for byte, and what it never tells."""

from __future__ import annotations

import hashlib
import json

from carnet.portability import manifest
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
