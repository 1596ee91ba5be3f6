"""The words of each page where one stops or decides, kept as people read them.

``UPDATE_SNAPSHOTS=1`` writes them again: read the difference before keeping it.
"""

from __future__ import annotations

import os
import re
from html import unescape
from pathlib import Path

import pytest
from django.test import Client

from carnet.web.patient.dead_ends import PAGES
from tests.web.activation.journey import to_sign_in
from tests.web.choices.test_oppose import CONFIRM, DONE, START, WITHDRAW, to_confirm, to_done

pytestmark = pytest.mark.django_db
BLOCKS = "p|h1|h2|h3|li|summary|a|button|dt|dd|label|legend|figcaption|div"
SNAPSHOTS = Path(__file__).with_name("snapshots")


def words(html: str) -> str:
    """What stands in the page, a line a block; what changes each time is named instead."""
    main = html[html.index("<main") : html.index("</main>")]
    lines = re.sub(
        r"</(p|h1|h2|h3|li|summary|a|button|dt|dd|label|legend|figcaption|div)>", "\n", main
    )
    text = unescape(re.sub(r"<[^>]+>", "", lines))
    text = re.sub(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f-]{22}", "(référence)", text)
    text = re.sub(r"\d{1,2}(er)?[ \u00a0][a-zéû]+[ \u00a0]20\d\d", "(jour)", text)
    return "\n".join(line.strip() for line in text.splitlines() if line.strip()) + "\n"


def check(name: str, client: Client, path: str) -> None:
    found, kept = words(client.get(path).content.decode()), SNAPSHOTS / f"{name}.txt"
    if os.environ.get("UPDATE_SNAPSHOTS"):
        kept.parent.mkdir(exist_ok=True)
        kept.write_text(found, encoding="utf-8")
    assert found == kept.read_text(encoding="utf-8")


@pytest.mark.parametrize("reason", sorted(PAGES))
def test_a_dead_end(client: Client, reason: str) -> None:
    check(f"arret-{reason}", client, f"/activer/arret/{reason}/")


@pytest.mark.parametrize(
    ("name", "path"),
    [("opposition", START), ("verifier", "/opposition/verifier/"), ("conditions", "/conditions/"),
     ("sans-code", "/activer/sans-code/")],
)  # fmt: skip
def test_a_page_for_anyone(client: Client, name: str, path: str) -> None:
    check(name, client, path)


def test_before_opposing(client: Client) -> None:
    to_confirm(client)
    check("opposition-confirmer", client, CONFIRM)


@pytest.mark.parametrize(("name", "path"), [("faite", DONE), ("changer", WITHDRAW)])
def test_after_opposing(client: Client, name: str, path: str) -> None:
    to_done(client)
    check(f"opposition-{name}", client, path)


def test_choosing_a_sign_in(client: Client) -> None:
    to_sign_in(client)
    check("identifiant", client, "/activer/identifiant/")
