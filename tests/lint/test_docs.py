"""What the documents name exists: each relative link, each path of the source."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LINK = re.compile(r"\]\((?![a-z]+:|#)([^)#\s]+)(?:#[^)]*)?\)")
# A path ends where its words end: a comma, a star or a bracket after it is not part of it.
SOURCE = re.compile(r"(?<![\w/.])((?:carnet|tests|docs|bench|uichecks)/[\w./-]*\w)")


def documents() -> list[Path]:
    names = ("README*.md", "CONTRIBUTING.md", "SECURITY.md", "docs/**/*.md")
    return sorted(path for name in names for path in ROOT.glob(name))


def absent(document: Path, text: str) -> Iterator[str]:
    """Each path that this text names and that is not there."""
    named = [(document.parent, link) for link in LINK.findall(text)]
    named += [(ROOT, path) for path in SOURCE.findall(text)]
    yield from (path for folder, path in named if not (folder / path).exists())


@pytest.mark.parametrize(
    "document", documents(), ids=lambda path: path.relative_to(ROOT).as_posix()
)
def test_it_names_what_exists(document: Path) -> None:
    assert list(absent(document, document.read_text(encoding="utf-8"))) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("see [the rights](rights.md#order)", []),
        ("see [the rights](lefts.md)", ["lefts.md"]),
        ("see [the law](https://example.org/law.md), [above](#above)", []),
        ("`carnet/access/rules.py` (carnet/access/data/matrix.csv), tests/records", []),
        ("`carnet/access/rulers.py`", ["carnet/access/rulers.py"]),
        ("the picture ![phone](pictures/absent.png)", ["pictures/absent.png"]),
    ],
)
def test_the_lint_sees(text: str, found: list[str]) -> None:
    assert list(absent(ROOT / "docs" / "any.md", text)) == found
