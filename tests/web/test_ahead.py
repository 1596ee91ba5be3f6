"""What a server makes before it answers: a reading child, and the templates of its first pages."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from carnet.formats import sandbox
from carnet.web import ahead


@pytest.fixture(autouse=True)
def _stopped() -> Iterator[None]:
    yield
    sandbox.close()


def test_one_child_begins_and_serves() -> None:
    ahead.prepare()
    (begun,) = [one.process for one in sandbox._pool.readers if one.process]
    assert sandbox.show(b"Bonjour").texts == ["Bonjour"]
    assert [one.process for one in sandbox._pool.readers if one.process] == [begun]


def test_the_page_of_a_document_is_among_the_templates() -> None:
    names = set(ahead._names())
    assert {"ui/page.html", "ui/cda/content.html", "patient/document.html"} <= names
