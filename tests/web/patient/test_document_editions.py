"""Editions of a document on its page: one document with its history; its version to print."""

from __future__ import annotations

import re

from django.test import Client

from tests.records.world import document, put
from uichecks.world import World


def replaced(world: World) -> tuple[int, int]:
    """A document and the one that replaces it."""
    (first,) = put(document(701, title="Avant"), person_id=world.julie).entries
    (second,) = put(
        document(702, title="Après", replaces_entry_no=first), person_id=world.julie
    ).entries
    return first, second


def test_an_old_edition_leads_to_the_one_that_holds(julie: Client, world: World) -> None:
    first, second = replaced(world)
    page = julie.get(world.address(world.julie, first)).content.decode()
    assert "Ce document a été remplacé" in page
    assert f'href="{world.address(world.julie, second)}"' in page
    assert "Version 2" in page


def test_the_one_that_holds_tells_its_history(julie: Client, world: World) -> None:
    first, second = replaced(world)
    page = julie.get(world.address(world.julie, second)).content.decode()
    assert "a été remplacé" not in page
    assert '<strong aria-current="page">Version 2</strong>' in page
    assert f'<a href="{world.address(world.julie, first)}">Version 1</a>' in page


def test_a_document_alone_tells_no_version(julie: Client, world: World) -> None:
    page = julie.get(world.address(world.julie, world.documents[0])).content.decode()
    assert "Les versions de ce document" not in page


def test_a_hidden_edition_is_not_told(julie: Client, world: World) -> None:
    (first,) = put(document(703, title="Avant"), person_id=world.julie).entries
    put(
        document(704, title="Secret", replaces_entry_no=first, hidden_from_patient=True),
        person_id=world.julie,
    )
    page = julie.get(world.address(world.julie, first)).content.decode()
    assert "Secret" not in page
    assert "remplac" not in page


def test_the_version_to_print_is_open_and_named(julie: Client, world: World) -> None:
    address = world.address(world.julie, world.documents[0])
    page = julie.get(f"{address}?print=1").content.decode()
    assert re.search(r'doc-identity"><strong>[^<]+</strong> – né\(e\) le \d', page)
    assert re.search(r"Imprimé le \d", page)
    assert "Masquer ce document" not in page
    folded = [tag for tag in re.findall(r"<details[^>]*>", page) if " open" not in tag]
    assert [tag for tag in folded if "doc-contents" not in tag] == []
