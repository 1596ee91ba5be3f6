"""What the first pages of a server would wait for, made before it answers.

The page of a document above all: a child that reads it, and the templates that say it.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from django.template.loader import get_template

from carnet.formats import sandbox

_PAGES = ("ui/templates/ui/**/*.html", "patient/templates/patient/document*.html")


def prepare() -> None:
    """Start one reading child, which makes itself ready while templates are compiled here."""
    sandbox.begin()
    for name in _names():
        get_template(name)  # by its name: a theme may have put its own before ours


def _names() -> Iterator[str]:
    web = Path(__file__).parent
    for pattern in _PAGES:
        for path in web.glob(pattern):
            yield str(path.relative_to(web / pattern.partition("templates/")[0] / "templates"))
