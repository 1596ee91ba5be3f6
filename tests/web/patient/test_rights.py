"""/droits-de-lecture/: public, kept by caches, light; sourced rules told from proposed ones."""

from __future__ import annotations

import gzip
import re
from collections import Counter

import pytest
from django.test import Client

from carnet.access import matrix
from carnet.access.cells import cells
from carnet.nomenclature import professions

pytestmark = pytest.mark.django_db


def test_every_row_of_the_matrix_has_its_page(client: Client) -> None:
    page = client.get("/droits-de-lecture/").content.decode()
    addresses = re.findall(r'href="(/droits-de-lecture/[^"]+/)"', page)
    # Two registers name one trade alike: its first row stands for both, which read the same.
    named = {professions.trade(row).display: row for row in matrix.professions()}  # type: ignore[union-attr]
    assert len(addresses) == len(set(addresses)) == len(named)
    for address in addresses:
        assert client.get(address).status_code == 200


def test_the_page_says_what_the_policy_applies(client: Client) -> None:
    for row in matrix.professions():
        readable = {cell.type_code for cell in cells(row) if cell.readable}
        assert readable == set(matrix.readable_types(*row.split("/")))
    families = client.get("/droits-de-lecture/G15_60/").context["families"]
    shown: Counter[str] = Counter()
    for family in families:
        shown["yes"] += len(family.readable)
        shown["no"] += len(family.refused)
    assert shown["yes"] == len(matrix.readable_types("G15_60"))
    assert shown["yes"] + shown["no"] == len(cells("G15_60"))


def test_sourced_rules_name_their_source(client: Client) -> None:
    page = client.get("/droits-de-lecture/G15_60/").content.decode()
    assert page.count("(source&nbsp;: infirmiers.com 2023-10)") == 14
    assert f"{len(cells('G15_60')) - 14} règles sur {len(cells('G15_60'))} sont proposées" in page


def test_it_is_kept_by_caches_until_somebody_signs_in(client: Client, julie: Client) -> None:
    stranger = Client().get("/droits-de-lecture/G15_10/")
    assert stranger["Cache-Control"] == "public, max-age=3600"
    assert "Cookie" in stranger["Vary"]
    assert not stranger.cookies
    known = julie.get("/droits-de-lecture/G15_10/")
    assert "no-store" in known["Cache-Control"]
    assert "Julie Marchand" in known.content.decode()


def test_it_is_light() -> None:
    page = Client().get("/droits-de-lecture/G15_10/").content
    assert len(gzip.compress(page)) < 10_000


@pytest.mark.parametrize("code", ["G99_10", "G15_21-ZZ", "type"])
def test_an_invented_trade_is_not_found(client: Client, code: str) -> None:
    assert client.get(f"/droits-de-lecture/{code}/").status_code == 404


def test_every_trade_of_the_matrix_has_a_name() -> None:
    assert all(professions.trade(row) for row in matrix.professions())
