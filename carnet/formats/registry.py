"""What a child may run: a fixed list of pure functions on bytes, by dotted name.

A module is imported when one of its functions is first asked for, and by whom needs it.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable
from functools import cache
from typing import Any, get_type_hints

FUNCTIONS = {
    "metadata": "carnet.formats.cda.metadata:read",
    "check": "carnet.formats.cda.validate:report",
    "content": "carnet.formats.cda.content:read",
    "values": "carnet.formats.cda.values:read",
    "attachment": "carnet.formats.cda.content:attachment",
    "attachment_page": "carnet.formats.cda.content:attachment_page",
    "pdf_count": "carnet.formats.pdf:count",
    "picture_measure": "carnet.formats.picture:measure",
    "words": "carnet.formats.words:words",
    "noticed": "carnet.formats.noticed:notice",
    "photos": "carnet.formats.photos:assemble",
    "paper": "carnet.formats.paper:pdf",
    "shown": "carnet.formats.shown:shown",
    "shown_page": "carnet.formats.shown:page",
    "shown_pdf": "carnet.formats.shown:pdf",
}


@cache
def function(name: str) -> Callable[..., Any]:
    """The function of that name; LookupError for a name that is not in the list."""
    module, _, attribute = FUNCTIONS[name].partition(":")
    found: Callable[..., Any] = getattr(importlib.import_module(module), attribute)
    return found


@cache
def result_type(name: str) -> Any:
    """What a function returns, from its annotations: the answer is decoded into it."""
    return get_type_hints(function(name))["return"]
