"""Forms are in UTF-8: what says otherwise is refused before Django reads it.

No browser names another encoding for our pages. Django looks for the codec that a request asks,
and fails on several that exist (``rot13``, ``idna``) or on how they may be named (RFC 2231).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from wsgiref.types import StartResponse

_ENCODED = re.compile(r";[^=]*\*")  # boundary*=utf-8''x
_CHARSET = re.compile(r";\s*charset\s*=\s*\"?([^\";]*)", re.IGNORECASE)
_OURS = frozenset({"utf-8", "utf8"})


def foreign(content_type: str) -> bool:
    """Whether this ``Content-Type`` names another encoding, or encodes its own parameters."""
    named = {name.strip().lower() for name in _CHARSET.findall(content_type)}
    return bool(named - _OURS or _ENCODED.search(content_type))


def refuse(start_response: StartResponse) -> Iterable[bytes]:
    """Answer 415."""
    start_response("415 Unsupported Media Type", [("Content-Type", "text/plain; charset=utf-8")])
    return [b"Expected: a form in UTF-8.\n"]
